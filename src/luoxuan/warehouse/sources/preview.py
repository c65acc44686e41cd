"""The top of a file for a person to look at, and what its columns may be (9.1)."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Proposal:
    """What a column may be."""

    column: str
    kind: str
    target: str | None = None
    confidence: float = 0.0


@dataclass(frozen=True)
class Preview:
    """The top of the first table of a file."""

    encoding: str | None = None
    header_line: int | None = None
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    proposals: tuple[Proposal, ...] = ()
    best_layout: str | None = None
    score: float = 0.0
    message: str = ""


def preview_file(path: Path, *, name: str, context: Any) -> Preview:
    return Preview()
