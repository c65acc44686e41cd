"""Figures in one spelling: the same figures are the same bytes, and their digest says so (11.12)."""

import hashlib
import json
import zlib
from typing import Any

LEVEL = 6


def spelled(body: Any) -> str:
    """Canonical JSON."""
    return json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def packed(rows: list[dict[str, Any]]) -> bytes:
    """Differences, small enough to be kept with every closing."""
    return zlib.compress(spelled(rows).encode(), LEVEL)


def unpacked(body: bytes | memoryview) -> list[dict[str, Any]]:
    """The differences again."""
    found: list[dict[str, Any]] = json.loads(zlib.decompress(bytes(body)))
    return found


def digest(figures: str, rows: list[dict[str, Any]]) -> str:
    """SHA-256 of both, independent of how they are packed."""
    seen = hashlib.sha256(figures.encode())
    seen.update(b"\n")
    seen.update(spelled(rows).encode())
    return seen.hexdigest()
