"""The demo brand as a folder: the export files, the answer sheet, and a list of what each file holds."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

from luoxuan.demo.answers import answers
from luoxuan.demo.bills.books import Books
from luoxuan.demo.bills.files import late_files
from luoxuan.demo.demand_files import demand_files
from luoxuan.demo.differences import difference_answers, operation_answers
from luoxuan.demo.drafts import ExportFile
from luoxuan.demo.losers import loser_answers
from luoxuan.demo.money_files import money_files
from luoxuan.demo.shop_files import shop_files
from luoxuan.demo.story import SEED, Story

FILES = "files"
LATE = "late"
"""Files that come when their month is closed: nobody imports them with the others."""
ANSWERS = "answers.json"
CONTENTS = "contents.json"


def export_files(story: Story, books: Books | None = None) -> Iterator[ExportFile]:
    """All files of a story, orders first."""
    return chain(shop_files(story), demand_files(story), money_files(books or Books(story)))


def write_folder(
    folder: Path, last: date, *, seed: int = SEED, tell: Callable[[int], None] | None = None
) -> list[Path]:
    """Write everything under `folder`; the paths of the export files, in the order of writing."""
    story = Story(last, seed=seed)
    books = Books(story)
    written: list[Path] = []
    kept: list[ExportFile] = []
    for file in export_files(story, books):
        written.append(_put(folder / FILES, file))
        kept.append(file._replace(data=b""))
        if tell:
            tell(len(written))
    late = list(late_files(books))
    for file in late:
        _put(folder / LATE, file)
    planted = chain(
        answers(story.window, story.problems, kept),
        difference_answers(books),
        operation_answers(books),
        loser_answers(story),
    )
    found = [each.to_json() for each in planted]
    _write(folder / ANSWERS, {"last_day": str(last), "seed": seed, "problems": found})
    listed = [_content(file) for file in kept] + [_content(file) | {"late": True} for file in late]
    _write(folder / CONTENTS, listed)
    return written


def _put(root: Path, file: ExportFile) -> Path:
    path = root / file.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(file.data)
    return path


def _content(file: ExportFile) -> dict[str, Any]:
    """What an import of the file should keep."""
    return {
        "path": file.path,
        "shop": file.shop,
        "rows": file.rows,
        "first_day": file.first_day,
        "last_day": file.last_day,
        "repeated": file.soil.repeated,
        "totals_row": file.soil.totals,
        "copy_of": file.copy_of,
    }


def _write(path: Path, body: Any) -> None:
    path.write_text(json.dumps(body, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
