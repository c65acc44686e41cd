"""Text to search terms: Chinese by pairs of signs, the rest by words; needs no dictionary (12.6)."""

import re
import unicodedata
from collections import Counter

HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_RUNS = re.compile(rf"[{HAN}]+|[a-z0-9][a-z0-9_.-]*")
LONGEST = 40
TITLE_WEIGHT = 8


def terms(text: str) -> Counter[str]:
    """Every term with how often it stands there; a lone Chinese sign is a term of its own."""
    found: Counter[str] = Counter()
    for run in _RUNS.findall(unicodedata.normalize("NFKC", text).lower()):
        found.update(_of_run(run))
    return found


def weighted(title: str, body: str) -> Counter[str]:
    """The terms of an article; one in the title counts as eight in the text."""
    found = terms(body)
    for term, count in terms(title).items():
        found[term] += TITLE_WEIGHT * count
    return found


def is_pair(term: str) -> bool:
    """Whether the term is a pair of Chinese signs."""
    return len(term) == 2 and term[0] >= "\u3400"


def _of_run(run: str) -> list[str]:
    if run[0] < "\u3400":
        return [run[:LONGEST]]
    if len(run) == 1:
        return [run]
    return [run[at : at + 2] for at in range(len(run) - 1)] + list(run)
