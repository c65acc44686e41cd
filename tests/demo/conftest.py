"""One folder of export files for all tests of the demo brand."""

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from luoxuan.demo.folder import ANSWERS, CONTENTS, FILES, write_folder
from luoxuan.demo.story import Story
from tests.demo.home import Home

LAST = date(2026, 11, 23)


class Folder:
    """The written folder, with slow and obvious readers."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.files = root / FILES

    def answer(self, kind: str) -> dict[str, Any]:
        """The planted problem of that kind."""
        found = [p for p in self.json(ANSWERS)["problems"] if p["kind"] == kind]
        assert len(found) == 1
        return found[0]

    def json(self, name: str) -> Any:
        """A file beside the exports."""
        return json.loads((self.root / name).read_text(encoding="utf-8"))

    def contents(self) -> list[dict[str, Any]]:
        """What each file holds, as the generator says."""
        return self.json(CONTENTS)

    def texts(self, pattern: str, encoding: str) -> list[dict[str, str]]:
        """The rows of all text files of one report, cells bare, totals rows left out."""
        rows: dict[tuple[str, ...], dict[str, str]] = {}
        for path in sorted(self.files.glob(pattern)):
            if "副本" in path.name:
                continue
            text = path.read_bytes().decode(encoding)
            for row in csv.DictReader(io.StringIO(text, newline="")):
                bare = {
                    k.strip(): v.strip().removeprefix('="').removesuffix('"')
                    for k, v in row.items()
                }
                if "合计" not in bare.values():
                    rows[tuple(bare.values())] = bare
        return list(rows.values())


@pytest.fixture(scope="session")
def story() -> Story:
    """What happened in the demo's 400 days, told once; it reads itself, nobody changes it."""
    return Story(LAST)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """400 days of files, written once."""
    root = tmp_path_factory.mktemp("demo")
    write_folder(root, LAST)
    return Folder(root)


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The demo, filled once."""
    return Home(tmp_path_factory.mktemp("home"), LAST)
