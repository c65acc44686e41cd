"""What every chart shares: its parts, its plain look, its numbers, its words in two languages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

Amount = Decimal | int
Unit = Literal["money", "count", "share", "ratio", "points", "days"]
Words = str | Mapping[Literal["zh", "en"], str]
"""Text, or the same text in both languages; the page takes its own."""
Spec = dict[str, Any]

MOST_SERIES = 6
SERIES = tuple(f"--series-{n}" for n in range(1, MOST_SERIES + 1))
SIGNS = {"CNY": "¥", "USD": "$", "EUR": "€", "GBP": "£", "JPY": "JP¥", "HKD": "HK$"}
HATCH = {
    "symbol": "rect",
    "color": "--line-strong",
    "dashArrayX": [1, 0],
    "dashArrayY": [1, 6],
    "rotation": -0.785,
}
SMALL = {"color": "--ink-2", "fontSize": 12}


class ChartError(ValueError):
    """The chart would mislead or cannot be read; says how to mend it."""


@dataclass(frozen=True)
class Measure:
    """What the figures are: unit and, for money, its currency."""

    unit: Unit = "count"
    currency: str = "CNY"

    @property
    def sign(self) -> str:
        """What stands before an amount."""
        return SIGNS.get(self.currency, f"{self.currency} ") if self.unit == "money" else ""


@dataclass(frozen=True)
class Line:
    """One series by day; None where nothing is known."""

    name: Words
    values: tuple[Amount | None, ...]
    hrefs: tuple[str, ...] = ()
    """Where the rows behind each point are; empty: no drill."""
    is_reference: bool = False
    """Another period or a plan: thin and dashed."""


def number(value: Amount | None) -> float | None:
    """A figure as JSON draws it; the table beside the chart has the exact one."""
    return None if value is None else float(value)


def point(value: Amount | None, href: str = "") -> dict[str, Any]:
    """One point with its drill link; a gap where nothing is known."""
    shown: dict[str, Any] = {"value": number(value)}
    return {**shown, "href": href} if href else shown


def spec(measure: Measure, option: dict[str, Any], **more: Any) -> Spec:
    """The whole specification."""
    return {"unit": measure.unit, "sign": measure.sign, "option": option, **more}


def frame(*, right: int = 16) -> dict[str, Any]:
    """Ground, margins and tooltip; no inline style anywhere, so that a strict policy holds."""
    return {
        "animation": False,
        "aria": {"enabled": False},
        "textStyle": {"fontFamily": "inherit", "color": "--ink"},
        "grid": {"left": 8, "right": right, "top": 32, "bottom": 8, "containLabel": True},
        "tooltip": {
            "renderMode": "richText",
            "confine": True,
            "backgroundColor": "--surface",
            "borderColor": "--line",
            "textStyle": {"color": "--ink", "fontSize": 12},
        },
    }


def value_axis(**more: Any) -> dict[str, Any]:
    """Quiet lines; from zero unless said otherwise."""
    return {
        "type": "value",
        "axisLabel": dict(SMALL),
        "splitNumber": 4,
        "splitLine": {"lineStyle": {"color": "--line"}},
        **more,
    }


def name_axis(names: Sequence[Words], **more: Any) -> dict[str, Any]:
    """Names or days along an axis."""
    return {
        "type": "category",
        "data": list(names),
        "axisLabel": {**SMALL, "hideOverlap": True},
        "axisLine": {"lineStyle": {"color": "--line-strong"}},
        "axisTick": {"show": False},
        **more,
    }


def in_language(value: Any, language: Literal["zh", "en"]) -> Any:
    """The specification with every two-language text said in one."""
    if isinstance(value, Mapping):
        if set(value) == {"zh", "en"}:
            return value[language]
        return {key: in_language(one, language) for key, one in value.items()}
    return (
        [in_language(one, language) for one in value] if isinstance(value, list | tuple) else value
    )
