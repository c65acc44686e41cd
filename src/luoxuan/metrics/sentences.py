"""Sentences as data: one template in English and Chinese, and the values that fill it."""

import string
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any, Literal, Union

Language = Literal["zh", "en"]
Value = Union[str, int, Decimal, date, "Sentence"]
"""A sentence inside a sentence is said in the same language."""


@dataclass(frozen=True)
class Template:
    """One sentence with named holes; a hole says how its value is written: {amount:money}.

    money, count, share (0.123 as 12.3 %), points, ratio, day, delta (a signed share).
    """

    id: str
    en: str
    zh: str

    def fill(self, **values: Value) -> "Sentence":
        """The sentence with these values. Raises KeyError where they are not those of the holes."""
        if _holes(self.zh) != set(values):
            raise KeyError(f"{self.id} needs {sorted(_holes(self.zh))}, not {sorted(values)}.")
        return Sentence(self, tuple(sorted(values.items())))


@dataclass(frozen=True)
class Sentence:
    """A filled template; `text` says it in a language."""

    template: Template
    values: tuple[tuple[str, Value], ...] = ()

    def text(self, language: Language = "zh") -> str:
        """The sentence in words."""
        words = self.template.zh if language == "zh" else self.template.en
        return _Writer(language).vformat(words, (), dict(self.values))

    def to_json(self) -> dict[str, Any]:
        """Template, values and both languages."""
        return {
            "id": self.template.id,
            "zh": self.text("zh"),
            "en": self.text("en"),
            "values": {
                name: value.text("en") if isinstance(value, Sentence) else str(value)
                for name, value in self.values
            },
        }


@cache
def _holes(words: str) -> set[str]:
    return {name for _text, name, _spec, _way in string.Formatter().parse(words) if name}


class _Writer(string.Formatter):
    def __init__(self, language: Language) -> None:
        self.language = language

    def get_value(self, key: int | str, args: Any, kwargs: Mapping[str, Any]) -> Any:
        value = super().get_value(key, args, kwargs)
        return value.text(self.language) if isinstance(value, Sentence) else value

    def format_field(self, value: Any, format_spec: str) -> str:
        if format_spec in {"money", "count"}:
            return _amount(Decimal(value), self.language, 2 if format_spec == "money" else 0)
        if format_spec in {"share", "delta"}:
            sign = "+" if format_spec == "delta" and value > 0 else ""
            return f"{sign}{_rounded(Decimal(value) * 100, 1):,} %"
        if format_spec == "points":
            return f"{_rounded(Decimal(value) * 100, 2):+,}"
        if format_spec == "ratio":
            return f"{_rounded(Decimal(value), 2):,}"
        return str(value)


def _amount(value: Decimal, language: Language, places: int) -> str:
    """Short words for big numbers, as people say them: 1.23 万, 12.3K."""
    steps = ((Decimal(10**8), " 亿"), (Decimal(10**4), " 万"))
    if language == "en":
        steps = ((Decimal(10**6), "M"), (Decimal(10**4), "K"))
    for step, word in steps:
        if abs(value) >= step:
            unit = Decimal(1000) if word == "K" else step
            return f"{_rounded(value / unit, 2):,}{word}"
    return f"{_rounded(value, places):,}"


def _rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
