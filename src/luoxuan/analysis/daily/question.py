"""The daily, weekly and monthly report: the question (9.4)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from luoxuan.metrics.period import Period, iso_week, month_named, one_day

Grain = Literal["day", "week", "month"]


@dataclass(frozen=True)
class ShopInReport:
    """A shop of the register, as far as a report needs it."""

    key: str
    name: str
    platform: str


@dataclass(frozen=True)
class DailyQuestion:
    """One period of a brand's shops; `shops` are those the asking person may see."""

    shops: tuple[ShopInReport, ...]
    period: Period
    grain: Grain = "day"
    currency: str = "CNY"
    as_of: datetime | None = None
    """The moment of the snapshot, shown on the report; None: the newest."""
    since: date | None = None
    """First day of the trend; None: 30 days, 12 weeks or 12 months back."""


def daily(shops: tuple[ShopInReport, ...], day: date, currency: str = "CNY") -> DailyQuestion:
    """The 日报 of a day."""
    return DailyQuestion(shops, one_day(day), "day", currency)


def weekly(shops: tuple[ShopInReport, ...], week: str, currency: str = "CNY") -> DailyQuestion:
    """The 周报 of an ISO week, 2026-W47. Raises PeriodError."""
    return DailyQuestion(shops, iso_week(week), "week", currency)


def monthly(shops: tuple[ShopInReport, ...], month: str, currency: str = "CNY") -> DailyQuestion:
    """The 月报 of a month, 2026-11. Raises PeriodError."""
    return DailyQuestion(shops, month_named(month), "month", currency)
