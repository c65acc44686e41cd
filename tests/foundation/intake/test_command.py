"""`luoxuan import` as a person or a program calls it: one JSON document, an exit status, no traceback."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.foundation.intake.bad_files import BAD
from tests.shared_material import ROOT

pytestmark = pytest.mark.slow

GOOD = "taobao/ExportOrderList202609301015.csv"
KEYS = {
    "path", "sha256", "platform", "dataset", "layout", "encoding", "header_line", "rows_read",
    "rows_kept", "rows_merged", "dropped", "quarantined", "distinct_keys", "sums",
    "missing_columns", "unknown_columns", "import_id", "status", "message",
}  # fmt: skip


@dataclass(frozen=True)
class Said:
    """What a command printed and how it ended."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The JSON on standard output, and nothing else there."""
        return json.loads(self.out)


@pytest.fixture(scope="module")
def install(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty install with one brand."""
    home = tmp_path_factory.mktemp("install")
    said = call(home, "init", "--brand", "yanshi")
    assert said.status == 0, said.err
    return home


def call(home: Path, *words: str | Path) -> Said:
    """Run the command on the home."""
    given = os.environ | {
        "LUOXUAN_HOME": str(home),
        "PYTHONPATH": str(ROOT / "src"),
        "DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "luoxuan.settings",
    }
    done = subprocess.run(
        [sys.executable, "-m", "luoxuan.cli.main", *map(str, words)],
        env=given, cwd=home, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert "Traceback" not in done.stderr + done.stdout
    return Said(done.returncode, done.stdout, done.stderr)


def test_import_again_and_undo(install: Path, samples: Path) -> None:
    path = samples / GOOD
    dry = call(install, "import", path, "--brand", "yanshi", "--dry-run", "--json")
    assert (dry.status, dry.document[0]["status"]) == (0, "imported")
    first = call(install, "import", path, "--brand", "yanshi", "--json")
    (report,) = first.document
    assert first.status == 0
    assert set(report) >= KEYS
    assert (report["status"], report["path"]) == ("imported", str(path))
    assert report["sums"]["总金额"] == "5683.52"
    again = call(install, "import", path, "--brand", "yanshi", "--json")
    assert (again.status, again.document[0]["status"]) == (0, "duplicate")
    assert again.document[0]["import_id"] == report["import_id"]
    undone = call(install, "import", "--undo", report["import_id"])
    assert undone.status == 0
    third = call(install, "import", path, "--brand", "yanshi", "--json")
    assert third.document[0]["status"] == "imported"


def test_without_json_it_is_a_table_for_people(install: Path, samples: Path) -> None:
    said = call(install, "import", samples / GOOD, "--brand", "yanshi", "--dry-run")
    assert said.status == 0
    assert "ExportOrderList" in said.out


@pytest.mark.parametrize("make", BAD, ids=lambda make: make.__name__)
def test_bad_input_ends_with_three_and_says_why(
    make: Callable[[Path], Path], install: Path, tmp_path: Path
) -> None:
    said = call(install, "import", make(tmp_path), "--brand", "yanshi", "--json")
    assert said.status == 3
    assert all(r["status"] in ("refused", "not_supported") for r in said.document)
    assert all(r["message"] for r in said.document)


def test_a_folder_is_walked_and_one_bad_file_does_not_keep_the_good_out(
    install: Path, samples: Path, tmp_path: Path
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / ".hidden.csv").write_text("x", encoding="utf-8")
    (tmp_path / "in" / "empty.csv").write_bytes(b"")
    jd = next((samples / "jd").glob("*.csv"))
    (tmp_path / "in" / jd.name).write_bytes(jd.read_bytes())
    said = call(install, "import", tmp_path / "in", "--brand", "yanshi", "--json")
    assert said.status == 3
    assert sorted(r["status"] for r in said.document) == ["imported", "refused"]


@pytest.mark.parametrize(
    "words",
    [
        ("import",),
        ("import", "nowhere.csv", "--brand", "yanshi"),
        ("import", ".", "--brand", "nobody"),
        ("import", ".", "--brand", "yanshi", "--shop", "nowhere"),
        ("import", "--undo", "no-such-import"),
        ("import", "--nonsense"),
    ],
)
def test_a_wrong_call_ends_with_two_and_a_sentence(words: tuple[str, ...], install: Path) -> None:
    said = call(install, *words)
    assert said.status == 2
    assert said.out == ""
    assert len(said.err) > 10


def test_the_inbox_command_takes_what_was_put_there(install: Path, samples: Path) -> None:
    xhs = next((samples / "xiaohongshu").glob("订单信息*[0-9].xlsx"))
    inbox = install / "brands/yanshi/inbox"
    inbox.mkdir(parents=True, exist_ok=True)
    (inbox / xhs.name).write_bytes(xhs.read_bytes())
    said = call(install, "inbox", "--pause", "0.1", "--rounds", "2")
    assert said.status == 0, said.err
    assert [path.name for path in inbox.iterdir() if path.is_file()] == []
