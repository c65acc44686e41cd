"""From a person's scope and choices to the answer about profit (6.6)."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import TypeVar
from zoneinfo import ZoneInfo

from luoxuan.analysis import profit
from luoxuan.analysis.profit import Floor, Loss, ProfitAnswer, ProfitQuestion
from luoxuan.check.dashboards.reports import newest_day
from luoxuan.foundation.intake import selectors as intake
from luoxuan.foundation.intake.kept import Keeper
from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.people.models import Brand
from luoxuan.metrics.period import month_of
from luoxuan.metrics.question import QuestionError
from luoxuan.warehouse import engine
from luoxuan.warehouse.engine import Session

T = TypeVar("T")
_keeper = Keeper("profit")
LONGEST = 400
"""Days that can be asked at once."""


class ProfitAskError(ValueError):
    """A question about profit that cannot be answered; says how to ask."""


@dataclass(frozen=True)
class ProfitAsked:
    """What a person, a command or a program asks."""

    first: date
    last: date
    by: tuple[str, ...] = ()
    basis: str = "best"
    ad_rule: str = "sales"
    shops: frozenset[str] | None = None
    """None: all that may be seen."""
    as_of: datetime | None = None


def profit_question(*, brand: Brand, asked: ProfitAsked) -> ProfitQuestion:
    """The question in the words of the analysis. Raises ProfitAskError."""
    if (asked.last - asked.first).days > LONGEST:
        raise ProfitAskError(f"Ask for at most {LONGEST} days at once.")
    try:
        return ProfitQuestion(
            first=asked.first,
            last=asked.last,
            by=asked.by,
            shops=shops_asked(brand, asked.shops),
            basis=asked.basis,  # type: ignore[arg-type]  # the question looks at the word itself
            currency=brand.currency,
            ad_rule=asked.ad_rule,  # type: ignore[arg-type]
        )
    except QuestionError as error:
        raise ProfitAskError(str(error)) from error


def shops_asked(brand: Brand, keys: Iterable[str] | None) -> tuple[str, ...]:
    """Keys that stand in the register; empty for all of them."""
    if keys is None:
        return ()
    known = {shop.key for shop in people.shops_of(brand)}
    return tuple(sorted(known & set(keys))) or ("",)


def profit_answer(*, brand: Brand, asked: ProfitAsked) -> ProfitAnswer:
    """The bridge, kept for this version of the data. Raises ProfitAskError."""
    question = profit_question(brand=brand, asked=asked)
    return _kept(brand, asked, question, ProfitAnswer, lambda s: profit.ask(question, s))


def losses_answer(*, brand: Brand, asked: ProfitAsked) -> tuple[Loss, ...]:
    """What loses money, the most first. Raises ProfitAskError."""
    question = profit_question(brand=brand, asked=replace(asked, by=()))
    return _kept(
        brand, asked, ("losses", question), tuple, lambda s: tuple(profit.losses(question, s))
    )


def floors_answer(*, brand: Brand, asked: ProfitAsked) -> tuple[Floor, ...]:
    """The price floor of every SKU sold. Raises ProfitAskError."""
    question = profit_question(brand=brand, asked=replace(asked, by=()))
    return _kept(
        brand, asked, ("floors", question), tuple, lambda s: tuple(profit.floors(question, s))
    )


PREPARED = ("shop", "sku", "campaign", "day")
"""Cuts that are worked out before anybody asks."""


def profit_prepare(*, brand: Brand, at: datetime, most: int | None = None) -> int:
    """Work out what is opened first: the running month and the one before. How many answers were worked out.

    With `most`, no more than so many: what else waits for the worker comes in between.
    """
    made = 0
    for key, kind, answer in _opened_first(brand, at):
        if made == most:
            break
        snapshot = intake.snapshot(brand)
        if snapshot.versions and _keeper.peek(snapshot, key, kind) is None:
            answer()
            made += 1
    return made


def _opened_first(
    brand: Brand, at: datetime
) -> Iterator[tuple[object, type[object], Callable[[], object]]]:
    first, last = usual_period(brand=brand, at=at)
    before = month_of(first - timedelta(days=1))
    for start, end in ((first, last), (before.first, before.last)):
        asked = ProfitAsked(first=start, last=end)
        for by in PREPARED:
            cut = replace(asked, by=(by,))
            question = profit_question(brand=brand, asked=cut)
            yield question, ProfitAnswer, partial(profit_answer, brand=brand, asked=cut)
        whole = profit_question(brand=brand, asked=asked)
        yield ("losses", whole), tuple, partial(losses_answer, brand=brand, asked=asked)
        yield ("floors", whole), tuple, partial(floors_answer, brand=brand, asked=asked)


def usual_period(*, brand: Brand, at: datetime) -> tuple[date, date]:
    """The month of the newest day there are orders of, up to that day."""
    day = newest_day(brand=brand, at=at)
    return month_of(day).first, day


def neighbours(
    first: date, last: date, today: date
) -> tuple[tuple[date, date], tuple[date, date] | None]:
    """The period before and after: whole months where it begins a month; None where that lies ahead."""
    if first.day == 1:
        before = month_of(first - timedelta(days=1))
        after = month_of(month_of(first).last + timedelta(days=1))
        found = (before.first, before.last), (after.first, min(after.last, today))
    else:
        days = last - first + timedelta(days=1)
        found = (first - days, last - days), (first + days, last + days)
    return found[0], found[1] if found[1][0] <= today else None


def month_end(first: date) -> date:
    """The last day of the month."""
    return month_of(first).last


def today_of(brand: Brand, at: datetime) -> date:
    """The day in the brand's zone."""
    return at.astimezone(ZoneInfo(brand.zone)).date()


def _kept(
    brand: Brand, asked: ProfitAsked, key: object, kind: type[T], make: Callable[[Session], T]
) -> T:
    snapshot = intake.snapshot(brand, as_of=asked.as_of)

    def made() -> T:
        with engine.open_session(snapshot, many_questions=True) as session:
            return make(session)

    return _keeper.kept(snapshot, key, kind, made)
