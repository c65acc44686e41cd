"""The report of a brand: from the asking person's scope to the answer (9.4)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from luoxuan.analysis import daily
from luoxuan.check.dashboards import kept as answers
from luoxuan.foundation.intake import selectors as intake
from luoxuan.foundation.people import selectors as people
from luoxuan.metrics.period import PeriodError, month_of
from luoxuan.warehouse import engine

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand
    from luoxuan.warehouse.engine import Session

Grain = Literal["day", "week", "month"]
REPORT_NAMES: dict[str, Grain] = {"daily": "day", "weekly": "week", "monthly": "month"}


@dataclass(frozen=True)
class ReportAsked:
    """What a person, a command or a schedule asks: which report, which period in words, which shops, as of when."""

    grain: Grain
    when: str
    """2026-11-23, 2026-W47 or 2026-11."""
    shops: frozenset[str] | None = None
    as_of: datetime | None = None


def report_answer(*, brand: "Brand", asked: ReportAsked) -> daily.DailyAnswer:
    """The answer, from memory where the data have not changed since. Raises PeriodError for a malformed period."""
    snapshot = intake.snapshot(brand, as_of=asked.as_of)
    question = report_question(brand=brand, asked=asked)
    kept = answers.peek(snapshot, question, daily.DailyAnswer)
    if kept is None:
        with engine.open_session(snapshot) as session:
            kept = daily.ask(question, session)
        answers.keep(snapshot, question, kept)
    return kept


def report_question(*, brand: "Brand", asked: ReportAsked) -> daily.DailyQuestion:
    """The question of the shops that may be seen. Raises PeriodError."""
    shops = shops_in_report(brand, asked.shops)
    question = _question(asked, shops, brand.currency)
    return replace(question, as_of=asked.as_of)


def shops_in_report(brand: "Brand", keys: Iterable[str] | None) -> tuple[daily.ShopInReport, ...]:
    """The register's shops, only those of `keys` where given."""
    wanted = None if keys is None else set(keys)
    return tuple(
        daily.ShopInReport(shop.key, shop.name, shop.platform)
        for shop in people.shops_of(brand)
        if wanted is None or shop.key in wanted
    )


def session_of(*, brand: "Brand", as_of: datetime | None = None) -> "Session":
    """A session over what the brand's data are now, or were then."""
    return engine.open_session(intake.snapshot(brand, as_of=as_of))


def newest_day(*, brand: "Brand", at: datetime) -> date:
    """The last day some order file covers, yesterday at the latest; yesterday where there is none."""
    yesterday = at.astimezone(ZoneInfo(brand.zone)).date() - timedelta(days=1)
    days = [row.last_day for row in intake.freshness(brand) if row.last_day is not None]
    return min(max(days, default=yesterday), yesterday)


def period_words(grain: Grain, day: date) -> str:
    """How the period that holds the day is asked for."""
    if grain == "week":
        year, week, _weekday = day.isocalendar()
        return f"{year}-W{week:02d}"
    return f"{day:%Y-%m}" if grain == "month" else day.isoformat()


def neighbours(grain: Grain, first: date, last: date) -> tuple[str, str]:
    """The periods before and after, in words."""
    before = first - timedelta(days=1)
    after = last + timedelta(days=1)
    if grain == "month":
        after = month_of(after).first
    return period_words(grain, before), period_words(grain, after)


def _question(
    asked: ReportAsked, shops: tuple[daily.ShopInReport, ...], currency: str
) -> daily.DailyQuestion:
    if asked.grain == "week":
        return daily.weekly(shops, asked.when, currency)
    if asked.grain == "month":
        return daily.monthly(shops, asked.when, currency)
    try:
        return daily.daily(shops, date.fromisoformat(asked.when), currency)
    except ValueError as error:
        raise PeriodError(f"Write the day as 2026-11-23, not {asked.when}.") from error
