"""Building a pack, step by step (12.1)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from luoxuan.analysis import gap
from luoxuan.analysis.gap import GapQuestion
from luoxuan.check.reviews import happenings, periods, sections, selectors
from luoxuan.check.reviews.packs import agenda, before, headline, money, scores, sources, standings
from luoxuan.check.reviews.packs.causes import Investigation
from luoxuan.check.reviews.sections import PackContext
from luoxuan.foundation.intake import selectors as intake
from luoxuan.metrics import Period
from luoxuan.metrics.question import plain
from luoxuan.warehouse.engine import open_session

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand

Progress = Callable[[int, int, str], None]
STEPS = 6
MOVED = ("gmv_paid", "orders_paid", "refund_rate", "roi")
FORMAT = 1


def silent(_done: int, _total: int, _note: str) -> None:
    """Nobody listens."""


@dataclass(frozen=True)
class Pack:
    """What is stored: the body, the scores apart, the version of the data, a first agenda."""

    body: dict[str, Any]
    scores: list[dict[str, Any]]
    data_version: int
    agenda: tuple[tuple[str, int], ...]


def build(
    *, brand: "Brand", kind: str, period: Period, at: datetime, progress: Progress = silent
) -> Pack:
    """The pack from the data as they are now."""
    catalogue = intake.catalogue_last(brand)
    with open_session(intake.snapshot(brand), many_questions=True) as session:
        context = PackContext(brand, kind, period, periods.period_before(kind, period), session, at)
        return _built(context, catalogue.seq if catalogue else 0, progress)


def _built(context: PackContext, version: int, progress: Progress) -> Pack:
    progress(0, STEPS, "")
    names = sources.names_of(context)
    found = standings.standings_of(context.brand, context.period, context.session)
    progress(1, STEPS, "")
    events = happenings.found(context)
    progress(2, STEPS, "")
    book = gap.Book(context.session, context.brand.currency)
    inquiry = Investigation(context, book, names, events, found)
    misses = [inquiry.row(row) for row in _ordered(found, "missed")]
    overs = [inquiry.row(row) for row in _ordered(found, "over")]
    progress(3, STEPS, "")
    rules = selectors.settings_of(context.brand)
    proposal = money.proposal_of(context, rules.most_moved, names)
    progress(4, STEPS, "")
    moved = [_moved(inquiry, metric) for metric in MOVED]
    said = sections.built(context)
    progress(5, STEPS, "")
    body = {
        **_head(context, version, names),
        "headline": headline.headline(context, found, misses),
        "standings": [row.to_json() for row in found.rows],
        "misses": misses,
        "overs": overs,
        "moved": [row for row in moved if row is not None],
        "learned": headline.learned(misses, overs),
        "happenings": [_event(event) for event in events],
        "before": before.decisions_before(context),
        "proposal": proposal,
        "sections": said,
    }
    bounds = scores.Bounds(rules.score_cap, rules.score_floor)
    sheets = scores.sheets(found.rows, selectors.weights_of(context.brand), bounds)
    progress(STEPS, STEPS, "")
    return Pack(body, sheets, version, agenda.agenda_of(body))


def _head(context: PackContext, version: int, names: dict[str, str]) -> dict[str, Any]:
    """What the pack is of, and what it was made from."""
    return {
        "format": FORMAT,
        "kind": context.kind,
        "first": str(context.period.first),
        "last": str(context.period.last),
        "currency": context.brand.currency,
        "data_version": version,
        "shops": list(names),
        "names": names,
        "prepared_at": context.at.isoformat(),
    }


def _ordered(found: standings.Standings, state: str) -> list[standings.Standing]:
    """From the top of the tree down; the biggest relative gap first on each level."""
    rows = [row for row in found.rows if row.state == state]
    far = {row.node.pk: abs((row.reached or Decimal(1)) - 1) for row in rows}
    return sorted(rows, key=lambda row: (row.depth, -far[row.node.pk], row.node.pk))


def _moved(inquiry: Investigation, metric: str) -> dict[str, Any] | None:
    """The metric against the days before: what moved, whether or not there is a target."""
    context, names = inquiry.context, inquiry.names
    last = min(context.period.last, _newest(context) or context.period.last)
    if last < context.period.first or not names:
        return None
    length = (last - context.period.first).days
    end = min(context.before.first + timedelta(days=length), context.before.last)
    reference = Period(context.before.first, end)
    question = GapQuestion(
        metric, Period(context.period.first, last), reference, shops=tuple(names),
        currency=context.brand.currency, names=tuple(names.items()), by=("shop", "sku"),
    )  # fmt: skip
    answer = gap.ask(question, context.session, inquiry.book)
    body = answer.to_json()
    return {
        "metric": metric,
        "unit": answer.unit,
        "reference": str(reference),
        "before": body["expected"],
        "now": body["actual"],
        "change": plain(answer.gap),
        "whole": plain(inquiry.book.figure(metric, context.period, tuple(names)).value),
        "factors": body["factors"],
        "dimensions": body["dimensions"],
        "reason_zh": answer.reason.text("zh") if answer.reason else "",
        "reason_en": answer.reason.text("en") if answer.reason else "",
    }


def _newest(context: PackContext) -> Any:
    """The last day an order report covers."""
    rows = intake.freshness(context.brand)
    return max((row.last_day for row in rows if row.last_day is not None), default=None)


def _event(event: happenings.Happening) -> dict[str, Any]:
    return {
        "kind": event.kind,
        "text_zh": event.zh,
        "text_en": event.en,
        "first": str(event.first),
        "last": str(event.last),
        "shop_key": event.shop_key,
        "amount": plain(event.amount),
        "url": event.url,
    }
