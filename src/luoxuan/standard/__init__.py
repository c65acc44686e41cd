"""The standard T/GXDSL 265-2025 as data: its terms and what its clauses ask (4.1)."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

EDITION = "T/GXDSL 265-2025"


@dataclass(frozen=True)
class Term:
    """A term of chapter 4, quoted."""

    id: str
    number: int
    """Its place in the chapter: 1 for （一）."""
    zh: str
    en: str
    definition: str


@dataclass(frozen=True)
class Requirement:
    """What a clause asks; the number before the dot is the chapter."""

    id: str
    chapter: str
    asks: str


@cache
def terms() -> dict[str, Term]:
    """The terms by id, in the standard's order."""
    return {row["id"]: Term(**row) for row in _read("terms.yaml")["terms"]}


@cache
def requirements() -> dict[str, Requirement]:
    """The requirements by id, in the standard's order."""
    body = _read("requirements.yaml")
    return {
        key: Requirement(key, body["chapters"][int(key.split(".")[0])], asks)
        for key, asks in body["requirements"].items()
    }


def _read(name: str) -> Any:
    return yaml.safe_load((files(__package__) / name).read_text(encoding="utf-8"))
