"""Links lead somewhere, decisions are sentences, and nothing speaks of anything but the project."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.shared_material import ROOT

PAGES = sorted(
    path
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "src").rglob("*.md")]
)
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")
LONGEST_DECISION = 200


def tracked_texts() -> list[Path]:
    """Every text file git tracks, lock files and vendored files left out."""
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    kinds = {".py", ".md", ".html", ".js", ".css", ".yaml", ".yml", ".toml", ".po", ".typ", ""}
    return [
        ROOT / name
        for name in listed
        if Path(name).suffix in kinds and "vendor/" not in name and (ROOT / name).is_file()
    ]


@pytest.mark.parametrize("document", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    lost = [link for link in LINK.findall(text) if not (document.parent / link).exists()]
    assert lost == []


@pytest.mark.parametrize("document", DECISIONS, ids=lambda path: path.name)
def test_a_decision_is_a_sentence_and_fits_one_page(document: Path) -> None:
    title, _, body = document.read_text(encoding="utf-8").partition("\n")
    slug = re.sub(r"[^a-z0-9]+", "-", title.removeprefix("# ").lower()).strip("-")
    assert document.stem.split("-", 1)[1] == slug
    assert len(body.split()) <= LONGEST_DECISION


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = [int(page.name[:4]) for page in DECISIONS]
    assert numbers == list(range(1, len(numbers) + 1))


def test_no_file_names_a_path_of_a_machine_or_a_registry() -> None:
    # One letter of each stands in brackets, so that this file does not find itself.
    forbidden = re.compile(r"/r[o]ot/|/h[o]me/[a-z]+/|pythonh[o]sted|py[p]i[.]org|n[p]mjs[.]org")
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in tracked_texts()
        for match in forbidden.finditer(path.read_text(encoding="utf-8", errors="replace"))
    ]
    assert found == []


def test_lock_files_hold_hashes_and_no_addresses() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text
        pins = re.findall(r"^[a-z0-9].*==", text, flags=re.MULTILINE)
        assert pins
        assert text.count("--hash=sha256:") >= len(pins)
