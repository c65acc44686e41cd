"""Where the test material lives that is used for building and never shipped."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def shared(part: str) -> Path:
    """The folder or file `part` of the test material; the test is skipped, saying why, where it is absent."""
    home = Path(os.environ.get("LUOXUAN_SHARED", ROOT.parent / "shared"))
    path = home / part
    if not path.exists():
        pytest.skip(
            f"No test material at {part}: set LUOXUAN_SHARED to the folder that holds it.",
            allow_module_level=True,
        )
    return path
