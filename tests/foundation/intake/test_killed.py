"""kill -9 at any step of an import or an undo: the old state or the new one, and the next run mends it."""

import json
import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.shared_material import ROOT, shared

pytestmark = pytest.mark.slow

KILLS = 40
SEED = 20261001


@pytest.fixture(scope="module")
def paths() -> list[Path]:
    """An import that stands, then a batch that overlaps it and brings another platform."""
    samples = shared("platforms/samples")
    return [
        samples / "special/ExportOrderList202609201000.csv",
        samples / "taobao/ExportOrderList202609301015.csv",
        sorted((samples / "douyin").glob("*.csv"))[0],
    ]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory, paths: list[Path]) -> Path:
    """A home with one import, to be copied for every kill."""
    home = tmp_path_factory.mktemp("prepared")
    said = child(home, "prepare", 0, paths)
    assert said["agree"]
    return home


def start(home: Path, verb: str, place: int, paths: list[Path]) -> "subprocess.Popen[str]":
    """One process on the home."""
    given = os.environ | {
        "LUOXUAN_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "luoxuan.settings",
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
        "DATABASE_URL": "",
    }
    return subprocess.Popen(
        [sys.executable, "-m", "tests.foundation.intake.killed_run", verb, str(place), *map(str, paths)],
        cwd=home, env=given, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


def child(home: Path, verb: str, place: int, paths: list[Path]) -> Any:
    """What the process printed; None where it was killed."""
    process = start(home, verb, place, paths)
    printed, _nothing = process.communicate(timeout=300)
    return json.loads(printed) if process.returncode == 0 else None


def copy_of(prepared: Path, folder: Path) -> Path:
    """The prepared home under another path."""
    return Path(shutil.copytree(prepared, folder / "home"))


def places_to_die(steps: int, count: int) -> list[int]:
    """Spread over the run, half of them in its last third, where it writes."""
    chance = random.Random(SEED)
    print("seed", SEED, "steps", steps)
    early = [chance.randrange(1, steps) for _ in range(count // 2)]
    late = [chance.randrange(2 * steps // 3, steps) for _ in range(count - count // 2)]
    return sorted(early + late)


def check_after_kill(home: Path, verb: str, paths: list[Path], old: Any, new: Any) -> str:
    """The killed run left old or new, and the next run makes it new exactly; which it had left."""
    resumed = child(home, verb, 0, paths)
    assert resumed is not None
    seen = resumed["before"]["figures"]
    assert seen in (old["figures"], new["figures"])
    assert resumed["before"]["agree"]
    assert resumed["after"]["figures"] == new["figures"]
    assert resumed["after"]["agree"]
    assert resumed["after"]["stages_missing"] == 0
    assert resumed["after"]["work"] == 0
    return "new" if seen == new["figures"] else "old"


def test_a_killed_import_leaves_old_or_new(
    prepared: Path, paths: list[Path], tmp_path: Path
) -> None:
    whole = copy_of(prepared, tmp_path / "whole")
    old = child(whole, "look", 0, paths)
    steps = child(whole, "import", 0, paths[1:])
    new = child(whole, "look", 0, paths)
    assert new["figures"] != old["figures"]
    left = []
    for place in [*places_to_die(steps, KILLS), steps - 1]:
        home = copy_of(prepared, tmp_path / str(place))
        assert child(home, "import", place, paths[1:]) is None
        left.append(check_after_kill(home, "resume", paths[1:], old, new))
        shutil.rmtree(home)
    assert left == sorted(left, key=["old", "new"].index), "old before the swap, new after it"


def test_a_killed_undo_leaves_old_or_new(prepared: Path, paths: list[Path], tmp_path: Path) -> None:
    both = copy_of(prepared, tmp_path / "both")
    child(both, "import", 0, paths[1:])
    old = child(both, "look", 0, paths)
    whole = copy_of(both, tmp_path / "whole")
    steps = child(whole, "undo", 0, paths)
    new = child(whole, "look", 0, paths)
    assert new["figures"] != old["figures"]
    for place in places_to_die(steps, KILLS):
        home = copy_of(both, tmp_path / str(place))
        assert child(home, "undo", place, paths) is None
        check_after_kill(home, "resume-undo", paths, old, new)
        shutil.rmtree(home)


def test_a_kill_at_any_moment_of_the_clock(
    prepared: Path, paths: list[Path], tmp_path: Path
) -> None:
    whole = copy_of(prepared, tmp_path / "whole")
    old = child(whole, "look", 0, paths)
    began = time.monotonic()
    child(whole, "import", 0, paths[1:])
    lasted = time.monotonic() - began
    new = child(whole, "look", 0, paths)
    chance = random.Random(SEED)
    for n in range(12):
        home = copy_of(prepared, tmp_path / f"clock{n}")
        process = start(home, "import", 0, paths[1:])
        try:
            process.wait(timeout=lasted * chance.uniform(0.4, 1.0))
        except subprocess.TimeoutExpired:
            process.kill()
        process.communicate()
        check_after_kill(home, "resume", paths[1:], old, new)
        shutil.rmtree(home)


def test_two_processes_import_at_the_same_time(
    prepared: Path, paths: list[Path], tmp_path: Path
) -> None:
    whole = copy_of(prepared, tmp_path / "whole")
    child(whole, "import", 0, paths[1:])
    expected = child(whole, "look", 0, paths)
    home = copy_of(prepared, tmp_path / "both")
    runs = [start(home, "import", 0, [path]) for path in (*paths[1:], paths[1])]
    assert [run.communicate(timeout=300) and run.returncode for run in runs] == [0, 0, 0]
    seen = child(home, "look", 0, paths)
    assert seen["agree"]
    assert seen["figures"] == expected["figures"]
