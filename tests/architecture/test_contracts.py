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
    "The tables of tasks": ("web/planted_tasks.py", "import luoxuan.foundation.tasks.models"),
    "The tables of gates": ("web/planted_gates.py", "import luoxuan.foundation.gates.models"),
    "The tables of teams": ("web/planted_teams.py", "import luoxuan.plan.teams.models"),
    "The tables of strategy": ("web/planted_strategy.py", "import luoxuan.plan.strategy.models"),
    "The tables of targets": ("web/planted_targets.py", "import luoxuan.plan.targets.models"),
    "The tables of budgets": ("web/planted_budgets.py", "import luoxuan.plan.budgets.models"),
    "The tables of calendar": ("web/planted_calendar.py", "import luoxuan.plan.calendar.models"),
    "The tables of programmes": (
        "web/planted_programmes.py",
        "import luoxuan.plan.programmes.models",
    ),
    "The tables of reviews": ("web/planted_reviews.py", "import luoxuan.check.reviews.models"),
    "The tables of settlement": (
        "web/planted_settlement.py",
        "import luoxuan.check.settlement.models",
    ),
    "The tables of vault": ("web/planted_vault.py", "import luoxuan.foundation.vault.models"),
    "The tables of quality": ("web/planted_quality.py", "import luoxuan.foundation.quality.models"),
    "The tables of knowledge": ("web/planted_knowledge.py", "import luoxuan.act.knowledge.models"),
    "The tables of ideas": ("web/planted_ideas.py", "import luoxuan.act.ideas.models"),
    "The tables of improvements": (
        "web/planted_improvements.py",
        "import luoxuan.act.improvements.models",
    ),
    "The tables of conformity": (
        "web/planted_conformity.py",
        "import luoxuan.act.conformity.models",
    ),
    "Plans stand": ("plan/teams/planted.py", "import luoxuan.plan.budgets.urls"),
    "Reviews stand": ("check/dashboards/planted_two.py", "import luoxuan.check.reviews.urls"),
    "Conformity stands": ("act/knowledge/planted.py", "import luoxuan.act.loop.urls"),
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
