"""The demo brand as a folder: the export files, the answer sheet, and a list of what each file holds."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

from luoxuan.demo.answers import answers
from luoxuan.demo.demand_files import demand_files
from luoxuan.demo.drafts import ExportFile
from luoxuan.demo.shop_files import shop_files
from luoxuan.demo.story import SEED, Story

FILES = "files"
ANSWERS = "answers.json"
CONTENTS = "contents.json"


def export_files(story: Story) -> Iterator[ExportFile]:
    """All files of a story, orders first."""
    return chain(shop_files(story), demand_files(story))


def write_folder(
    folder: Path, last: date, *, seed: int = SEED, tell: Callable[[int], None] | None = None
) -> list[Path]:
    """Write everything under `folder`; the paths of the export files, in the order of writing."""
    story = Story(last, seed=seed)
    written: list[Path] = []
    kept: list[ExportFile] = []
    for file in export_files(story):
        path = folder / FILES / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.data)
        written.append(path)
        kept.append(file._replace(data=b""))
        if tell:
            tell(len(written))
    found = [each.to_json() for each in answers(story.window, story.problems, kept)]
    _write(folder / ANSWERS, {"last_day": str(last), "seed": seed, "problems": found})
    _write(folder / CONTENTS, [_content(file) for file in kept])
    return written


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
