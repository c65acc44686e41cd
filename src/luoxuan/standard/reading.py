"""An edition from its folder of YAML files (13.1)."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import yaml

from luoxuan.standard.model import Chapter, Citation, Edition, Requirement, Term
from luoxuan.standard.words import Said


class EditionError(Exception):
    """There is no such edition, or its folder is not whole; says which."""


@cache
def editions() -> dict[str, Edition]:
    """Every edition that ships, the oldest first."""
    home = files("luoxuan.standard") / "editions"
    return {
        folder.name: edition_read(folder)
        for folder in sorted(home.iterdir(), key=lambda one: one.name)
        if (folder / "edition.yaml").is_file()
    }


def edition_of(key: str) -> Edition:
    """The edition of that key. Raises EditionError."""
    try:
        return editions()[key]
    except KeyError:
        known = ", ".join(editions())
        raise EditionError(f"There is no edition {key}. There are: {known}.") from None


def edition_read(folder: Traversable) -> Edition:
    """An edition from any folder that is laid out like ours."""
    head = _yaml(folder / "edition.yaml")
    chapters = {
        int(number): Chapter(int(number), Said(*titles))
        for number, titles in head["chapters"].items()
    }
    cited = _yaml(folder / "citations.yaml")
    published: date = head["published_on"]
    return Edition(
        key=head["key"],
        number=head["number"],
        title=Said(head["title_zh"], head["title_en"]),
        published_on=published,
        review_on=published.replace(year=published.year + head["review_years"]),
        chapters=chapters,
        requirements={row.id: row for row in _requirements(folder)},
        terms={row["id"]: _term(row) for row in _yaml(folder / "terms.yaml")["terms"]},
        citations={row["id"]: _citation(row) for row in cited["citations"]},
        citations_checked_on=cited["checked_on"],
    )


def _requirements(folder: Traversable) -> Iterable[Requirement]:
    names = sorted(one.name for one in folder.iterdir() if one.name.startswith("chapter_"))
    for name in names:
        body = _yaml(folder / name)
        for row in body["requirements"]:
            yield _requirement(row, body["zh"])


def _requirement(row: dict[str, Any], chapter: str) -> Requirement:
    said: dict[str, Any] = {
        name: Said(row.pop(f"{name}_zh"), row.pop(f"{name}_en")) for name in ("product", "evidence")
    }
    threshold = Decimal(row.pop("threshold"))
    return Requirement(chapter=chapter, threshold=threshold, **said, **row)


def _term(row: dict[str, Any]) -> Term:
    lists: dict[str, Any] = {name: tuple(row.pop(name, ())) for name in ("pages", "metrics")}
    return Term(**row, **lists)


def _citation(row: dict[str, Any]) -> Citation:
    note = Said(row.pop("note_zh"), row.pop("note_en"))
    return Citation(note=note, **row)


def _yaml(path: Traversable) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))
