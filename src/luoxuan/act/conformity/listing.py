"""Results as a program reads them: the shape of the command and of the interface."""

from collections.abc import Iterable, Mapping
from typing import Any

KEYS = ("id", "title", "state", "value", "threshold", "as_of", "evidence_url")
MORE = ("unit", "direction", "reached", "weight", "effort", "sentence", "exemption")


def listed(results: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """One short entry per requirement."""
    return [{key: row[key] for key in KEYS} for row in results]


def detailed(row: Mapping[str, Any]) -> dict[str, Any]:
    """One requirement with what the records say, without the rows."""
    return {key: row[key] for key in (*KEYS, *MORE)}
