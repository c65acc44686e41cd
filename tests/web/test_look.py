"""Colours that everybody can read, and components that are written down."""

import hashlib
import re

import pytest
from django.contrib.staticfiles import finders
from django.template import engines

from tests.shared_material import ROOT

TEXT_PAIRS = [
    *((ink, on) for ink in ("ink", "ink-2", "accent") for on in ("ground", "surface", "surface-2")),
    ("accent-ink", "accent"),
    ("accent", "accent-soft"),
    ("ink", "amber-soft"),
    ("ink", "blue-soft"),
    ("ink", "red-soft"),
    *((hue, on) for hue in ("red", "green", "amber", "blue") for on in ("surface", f"{hue}-soft")),
    *((f"series-{n}", "surface") for n in range(1, 7)),
]
AA_TEXT = 4.5
AA_PART = 3.0
"""WCAG 2.2, 1.4.3 and 1.4.11; the borders of controls and the lines of a chart are parts."""


def tokens(theme: str) -> dict[str, str]:
    """The colours of a theme, as tokens.css says them."""
    path = finders.find("web/tokens.css")
    assert isinstance(path, str)
    css = (ROOT / path).read_text(encoding="utf-8")
    light = re.search(r":root \{(.*?)\}", css, re.DOTALL)
    dark = re.search(r':root\[data-theme="dark"\] \{(.*?)\}', css, re.DOTALL)
    automatic = re.search(r':root\[data-theme="auto"\] \{(.*?)\}', css, re.DOTALL)
    assert light is not None
    assert dark is not None
    assert automatic is not None
    chosen = {"light": light, "dark": dark, "auto": automatic}[theme]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", chosen[1]))


def luminance(colour: str) -> float:
    """Relative luminance after WCAG 2.2."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """From 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_text_can_be_read_on_its_ground(theme: str) -> None:
    found = tokens(theme)
    weak = {
        (ink, on): round(contrast(found[ink], found[on]), 2)
        for ink, on in TEXT_PAIRS
        if contrast(found[ink], found[on]) < (AA_PART if ink.startswith("series") else AA_TEXT)
    }
    assert weak == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_border_of_a_control_can_be_seen(theme: str) -> None:
    found = tokens(theme)
    assert contrast(found["line-strong"], found["surface"]) >= AA_PART


def test_the_dark_of_the_system_is_the_dark_one_can_choose() -> None:
    assert tokens("auto") == tokens("dark")


def test_a_measure_of_contrast_knows_black_and_white() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_every_component_is_written_down() -> None:
    library = engines["django"].engine.template_libraries["ui"]
    page = (ROOT / "docs/developers/components.md").read_text(encoding="utf-8")
    words = set(re.findall(r"[a-z_]+", page))
    assert sorted({*library.tags, *library.filters} - words) == []


def test_the_vendored_scripts_are_the_ones_named() -> None:
    folder = ROOT / "src/luoxuan/web/static/vendor"
    listed = dict(
        re.findall(r"\| `(\w+/[\w.]+\.js)` \| `([0-9a-f]{64})`", (folder / "README.md").read_text())
    )
    scripts = {path.relative_to(folder).as_posix() for path in folder.rglob("*.js")}
    assert set(listed) == scripts
    for name, digest in listed.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
