"""Header names: how they are compared, and which row is the header (9.1)."""

import re
import unicodedata
from collections.abc import Sequence

_BLANKS = re.compile(r"[\s\u00a0\u3000\ufeff\u200b]+")
_WRAPPED = re.compile(r'^="(.*)"$', re.DOTALL)


def compared(name: str) -> str:
    """The form in which two header names are the same: NFKC, no blanks or line breaks, no case."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", name)).casefold()


def shown(name: str) -> str:
    """The raw name as a report prints it: trimmed, on one line."""
    bare = _BLANKS.sub(" ", name).strip().strip("`'")
    found = _WRAPPED.match(bare)
    return found.group(1) if found else bare


def unique_names(names: Sequence[str]) -> list[str]:
    """Names as columns of a file: a blank one by its place, a second one numbered."""
    seen: dict[str, int] = {}
    result = []
    for place, raw in enumerate(names, start=1):
        name = shown(raw) or f"column_{place}"
        seen[name] = seen.get(name, 0) + 1
        result.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return result


def guessed_header(rows: Sequence[Sequence[str]]) -> int | None:
    """The likeliest header of a table no layout knows: the first row of many different texts above data."""
    best: tuple[float, int] | None = None
    for index, row in enumerate(rows):
        cells = [shown(cell) for cell in row if shown(cell)]
        if len(cells) < 2 or len(set(cells)) < len(cells):
            continue
        texts = sum(1 for cell in cells if not re.search(r"^[\W\d]*\d[\W\d]*$", cell))
        below = rows[index + 1] if index + 1 < len(rows) else ()
        alike = len(below) == len(row) or not below
        score = texts / len(cells) * len(cells) ** 0.5 + (1 if alike else 0) - index * 0.01
        if best is None or score > best[0] + 1e-9:
            best = (score, index)
    return best[1] if best else None
