"""The built-in layouts and shared vocabularies, read from the YAML files beside this module (9.1)."""

import itertools
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import yaml
from pydantic import ValidationError

from luoxuan.warehouse.sources.layout import Layout
from luoxuan.warehouse.sources.layout_checks import faults

VOCABULARY_FILES = (
    "vocabularies.yaml",
    "vocabularies_money.yaml",
    "vocabularies_platform_money.yaml",
)
"""Statuses of orders, refunds and the rest; words of bills and books of money."""


class LayoutError(Exception):
    """A layout file cannot be used; says which file, which field, and what is wrong."""


# The C loader is ten times faster; the pure one is the same language.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def load_layouts() -> tuple[Layout, ...]:
    """Every built-in layout, ordered by id. Raises LayoutError where one is not well formed."""
    vocabularies = shared_vocabularies()
    layouts = [
        layout_from_text(path.read_text(encoding="utf-8"), name=path.name, shared=vocabularies)
        for path in _layout_files()
    ]
    layouts.sort(key=lambda layout: layout.id)
    for before, after in itertools.pairwise(layouts):
        if before.id == after.id:
            raise LayoutError(f"Two layout files are both {after.id}: give one a higher version.")
    return tuple(layouts)


@cache
def shared_vocabularies() -> dict[str, dict[str, str]]:
    """Status texts common to several layouts: vocabulary name -> text -> canonical word."""
    found: dict[str, dict[str, str]] = {}
    for name in VOCABULARY_FILES:
        body = _read_yaml((files(__package__) / name).read_text(encoding="utf-8"), name)
        for vocabulary, words in body.items():
            _vocabulary_check(vocabulary, words, name)
            found[vocabulary] = _both_widths(words)
    return found


def _vocabulary_check(vocabulary: str, words: Any, name: str) -> None:
    if not isinstance(words, dict):
        raise LayoutError(f"{name}: {vocabulary}: expected texts with their meaning.")
    for text, word in words.items():
        if not (isinstance(text, str) and isinstance(word, str)):
            raise LayoutError(f"{name}: {vocabulary}: {text!r}: quote text and meaning.")


def layout_from_text(
    text: str, *, name: str, shared: dict[str, dict[str, str]] | None = None
) -> Layout:
    """One layout from YAML; `name` is what an error calls the file. Raises LayoutError."""
    try:
        layout = Layout.model_validate(_read_yaml(text, name))
    except ValidationError as error:
        raise LayoutError("\n".join(_sentences(error, name))) from None
    found = faults(layout, shared_vocabularies() if shared is None else shared)
    if found:
        raise LayoutError("\n".join(f"{name}: {fault}" for fault in found))
    return layout


def _both_widths(words: dict[str, str]) -> dict[str, str]:
    # Files print the same status with ， or with a comma.
    return words | {unicodedata.normalize("NFKC", text): word for text, word in words.items()}


def _layout_files() -> Iterator[Traversable]:
    folder = files(__package__) / "layouts"
    for path in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if path.name.endswith(".yaml"):
            yield path


def _read_yaml(text: str, name: str) -> dict[str, Any]:
    try:
        body = yaml.load(text, Loader=_Loader)  # noqa: S506 - both loaders are the safe ones
    except yaml.YAMLError as error:
        raise LayoutError(f"{name}: not readable as YAML: {error}") from None
    if not isinstance(body, dict):
        raise LayoutError(f"{name}: expected named fields at the top.")
    return body


def _sentences(error: ValidationError, name: str) -> Iterator[str]:
    for fault in error.errors():
        place = ".".join(str(step) for step in fault["loc"]) or "top"
        if fault["type"] == "extra_forbidden":
            yield f"{name}: {place}: the schema has no such word."
        else:
            yield f"{name}: {place}: {fault['msg']}."
