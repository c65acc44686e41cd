"""Every variable of the environment is on the page that lists them."""

import re

from tests.shared_material import ROOT

PAGE = (ROOT / "docs" / "users" / "running.md").read_text(encoding="utf-8")
READ = re.compile(
    r"""(?:environ(?:\.get)?[(\[]|variable=|^[A-Z]+ = )["']([A-Z]+_\w+|DATABASE_URL)["']""",
    re.MULTILINE,
)
"""Read where it stands, or named by a constant of the module."""


def test_every_variable_the_settings_read_is_documented() -> None:
    folders = [ROOT / "src" / "luoxuan" / name for name in ("settings", "foundation/privacy")]
    texts = [
        path.read_text(encoding="utf-8") for folder in folders for path in folder.rglob("*.py")
    ]
    read = {name for text in texts for name in READ.findall(text)}
    assert read == set(re.findall(r"^\| `([A-Z_]+)`", PAGE, flags=re.MULTILINE))
