"""The import contracts hold, and each one catches the violation planted for it."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.shared_material import ROOT

PLANTED = {
    "Imports run down the line": ("metrics/planted.py", "import luoxuan.cli.main"),
    "Foundation apps stand": ("foundation/people/planted.py", "import luoxuan.foundation.intake"),
    "Inside an app": (
        "foundation/people/selectors.py",
        "import luoxuan.foundation.people.services",
    ),
    "Inside an analysis": ("analysis/daily/question.py", "import luoxuan.analysis.daily.answer"),
    "The standard, charts": ("charts/planted.py", "import duckdb"),
    "Analysis, metrics": ("warehouse/planted.py", "import django.conf"),
    "Only the warehouse": ("web/planted.py", "import deltalake"),
    "The trail is written": (
        "foundation/jobs/planted.py",
        "import luoxuan.foundation.trail.models",
    ),
    "The tables of jobs": ("foundation/intake/planted.py", "import luoxuan.foundation.jobs.models"),
    "The tables of privacy": (
        "foundation/intake/planted_two.py",
        "import luoxuan.foundation.privacy.models",
    ),
    "The tables of signals": (
        "check/dashboards/planted.py",
        "import luoxuan.foundation.signals.models",
    ),
    "The tables of intake": ("web/planted_two.py", "import luoxuan.foundation.intake.models"),
    "Siblings have no cycles": (
        "warehouse/tables/planted.py",
        "import luoxuan.warehouse.sources.report",
    ),
}


def lint(source: Path, config: Path) -> str:
    """What the linter prints for the package under `source`."""
    outcome = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--config", config, "--no-cache"],
        cwd=source,
        env={"PYTHONPATH": str(source), "PATH": "/usr/bin:/bin", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    return outcome.stdout + outcome.stderr


def verdicts(printed: str) -> dict[str, str]:
    """Contract name to KEPT or BROKEN."""
    return dict(re.findall(r"^(.+?) (KEPT|BROKEN)(?: \[.*\])?$", printed, flags=re.MULTILINE))


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The verdicts on a copy of the package with one violation planted for each contract."""
    copy = tmp_path_factory.mktemp("planted")
    shutil.copytree(
        ROOT / "src" / "luoxuan",
        copy / "luoxuan",
        ignore=shutil.ignore_patterns("static", "data", "fonts", "__pycache__"),
    )
    for name, line in PLANTED.values():
        with (copy / "luoxuan" / name).open("a", encoding="utf-8") as module:
            module.write(f"\n{line}\n")
    return verdicts(lint(copy, ROOT / ".importlinter"))


def test_every_contract_is_kept() -> None:
    found = verdicts(lint(ROOT / "src", ROOT / ".importlinter"))
    assert set(found.values()) == {"KEPT"}
    assert len(found) == len(PLANTED)


@pytest.mark.parametrize("contract", sorted(PLANTED))
def test_a_planted_violation_is_caught(contract: str, planted: dict[str, str]) -> None:
    assert [v for name, v in planted.items() if name.startswith(contract)] == ["BROKEN"]
