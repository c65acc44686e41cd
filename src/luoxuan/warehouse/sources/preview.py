"""The top of a file for a person to look at, and what its columns may be (9.1)."""

import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from luoxuan.warehouse.sources import messages
from luoxuan.warehouse.sources.containers.opening import file_parts
from luoxuan.warehouse.sources.containers.part import Part
from luoxuan.warehouse.sources.context import ReadContext
from luoxuan.warehouse.sources.detect import Recognizer, Surroundings
from luoxuan.warehouse.sources.header import unique_names
from luoxuan.warehouse.sources.proposals import Proposal, proposals_of
from luoxuan.warehouse.sources.recognition import Recognized, recognize, widened
from luoxuan.warehouse.sources.refusal import RefusedError
from luoxuan.warehouse.sources.staging import PERSONAL_CELL, is_personal_name

SHOWN_ROWS = 20
MASK = "···"
_PERSONAL = re.compile(re.sub(r"\\x\{(\w{4})\}", r"\\u\1", PERSONAL_CELL), re.IGNORECASE)


@dataclass(frozen=True)
class Preview:
    """The top of the first table of a file; without a header `message` says why."""

    encoding: str | None = None
    header_line: int | None = None
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    """The first rows, with cells that look personal masked."""
    proposals: tuple[Proposal, ...] = ()
    best_layout: str | None = None
    """Title of the layout that fits best, and how well, from 0 to 1."""
    score: float = 0.0
    message: str = ""


def preview_file(path: Path, *, name: str, context: ReadContext) -> Preview:
    """Look at the top of the file. Never raises for bad input."""
    recognizer = Recognizer(context.layouts)
    with tempfile.TemporaryDirectory(prefix="preview-") as folder:
        for group in file_parts(path, folder=Path(folder)):
            if isinstance(group, RefusedError):
                return Preview(message=group.message)
            for part in group:
                try:
                    around = Surroundings(name, part.sheet, part.member is not None)
                    return _preview(part, recognize(part, recognizer, around), recognizer, around)
                except RefusedError as error:
                    return Preview(message=error.message)
    return Preview(message=messages.not_a_table())


def _preview(
    part: Part, recognized: Recognized, recognizer: Recognizer, around: Surroundings
) -> Preview:
    if recognized.row is None:
        return Preview(encoding=part.encoding, message=recognized.problem or messages.not_a_table())
    head, row = recognized.head, recognized.row
    header = tuple(unique_names(widened(head, row, 1)))
    below = [_fitted(each, len(header)) for each in head.rows[row + 1 :] if any(each)]
    near = next(iter(recognizer.matches(head.rows, around)), None)
    return Preview(
        encoding=part.encoding,
        header_line=recognized.header_line,
        header=header,
        rows=tuple(masked(each, header) for each in below[:SHOWN_ROWS]),
        proposals=proposals_of(header, below),
        best_layout=near.layout.title if near else None,
        score=round(min(near.score, 1.0), 3) if near else 0.0,
        message=recognized.problem,
    )


def _fitted(row: Sequence[str], width: int) -> list[str]:
    cells = [cell.strip() for cell in row[:width]]
    return cells + [""] * (width - len(cells))


def masked(row: Sequence[str], header: Sequence[str]) -> tuple[str, ...]:
    """The row as it may be shown."""
    return tuple(
        MASK if cell and (is_personal_name(name) or _PERSONAL.search(cell)) else cell
        for cell, name in zip(row, header, strict=True)
    )
