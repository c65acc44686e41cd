"""`luoxuan demo`: what it refuses, and what it writes without a database."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.shared_material import ROOT

pytestmark = pytest.mark.slow


def luoxuan(home: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    """Run the command in a home."""
    env = os.environ | {"LUOXUAN_HOME": str(home), "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-m", "luoxuan.cli.main", *words]
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False)


def test_reset_leaves_a_home_without_a_demo_alone(tmp_path: Path) -> None:
    home = tmp_path / "home"
    done = luoxuan(home, "demo", "reset", "--yes")
    assert done.returncode == 2
    assert home.is_dir()


def test_reset_leaves_a_home_with_a_merchants_brand_alone(tmp_path: Path) -> None:
    home = tmp_path / "home"
    luoxuan(home, "init", "--brand", "merchant")
    (home / "demo").mkdir()
    done = luoxuan(home, "demo", "reset", "--yes")
    assert done.returncode == 2
    assert "merchant" in done.stderr
    assert (home / "db.sqlite3").is_file()


def test_reset_removes_a_home_that_is_all_demo(tmp_path: Path) -> None:
    home = tmp_path / "home"
    luoxuan(home, "init", "--brand", "demo")
    (home / "demo").mkdir()
    assert luoxuan(home, "demo", "reset", "--yes").returncode == 0
    assert not home.exists()


def test_files_are_written_without_a_home(tmp_path: Path) -> None:
    home, folder = tmp_path / "home", tmp_path / "files"
    done = luoxuan(home, "demo", "files", str(folder), "--last-day", "2026-05-31")
    assert done.returncode == 0, done.stderr
    assert not home.exists()
    assert json.loads((folder / "answers.json").read_text("utf-8"))["last_day"] == "2026-05-31"
    assert "541,909 lines" in done.stdout


def test_a_day_that_is_no_day_is_refused(tmp_path: Path) -> None:
    done = luoxuan(tmp_path / "home", "demo", "files", str(tmp_path / "f"), "--last-day", "31.5.")
    assert (done.returncode, (tmp_path / "f").exists()) == (2, False)
