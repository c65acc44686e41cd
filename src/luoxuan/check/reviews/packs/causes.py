"""Why a target was missed or exceeded: events first, then where the gap lies, each with its share (12.2).

Factors, shops, products and days are views of one and the same gap: each view adds up to all of it, so shares of
different views are never added. Explained is only what an event explains.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.urls import reverse

from luoxuan.analysis import gap
from luoxuan.analysis.gap import GapAnswer, GapPart, GapQuestion
from luoxuan.check.reviews.happenings import Happening
from luoxuan.check.reviews.packs import children
from luoxuan.check.reviews.packs.cause import Cause
from luoxuan.check.reviews.packs.standings import Standing, Standings
from luoxuan.check.reviews.sections import PackContext
from luoxuan.metrics import METRICS, Period
from luoxuan.metrics.question import plain
from luoxuan.metrics.sentences import Sentence
from luoxuan.plan.targets import selectors as targets

REFERENCE = timedelta(days=84)
"""Twelve weeks before the period say how trade is usually cut."""
LEAST_SHARE = Decimal("0.10")
"""A part of less is no cause worth a line."""
CONCENTRATED = Decimal("0.40")
"""A source or a province is named only where it alone makes so much."""
MOST = {"factor": 3, "shop": 2, "product": 3, "sku": 3, "campaign": 3, "source": 1, "province": 1}
MOST_EVENTS = 6
RATIO = Decimal("0.0001")
ONE = Decimal(1)


@dataclass
class Investigation:
    """Everything a pack needs to say why: the counts are made once for all gaps."""

    context: PackContext
    book: gap.Book
    names: dict[str, str]
    happenings: list[Happening]
    standings: Standings

    def row(self, standing: Standing) -> dict[str, Any]:
        """A miss or an excess with its causes, as JSON values."""
        answer = self.answer(standing)
        causes = list(self._causes(standing, answer)) if answer else []
        if answer is None or answer.gap is None:
            causes = children.causes_of(standing, self.standings)
        explained = _explained(causes)
        return {
            **standing.to_json(),
            "basis_zh": answer.basis.text("zh") if answer and answer.basis else "",
            "basis_en": answer.basis.text("en") if answer and answer.basis else "",
            "causes": [cause.to_json() for cause in causes],
            "explained": plain(explained),
            "unexplained": plain(ONE - explained),
            "days": _days(answer),
        }

    def answer(self, standing: Standing) -> GapAnswer | None:
        """The gap of the node's metric; None where the node is a formula or its gap unknown."""
        metric = METRICS.get(standing.node.metric)
        through = standing.through
        if metric is None or standing.due is None or through is None:
            return None
        if metric.additivity == "distinct" or standing.actual is None:
            return None
        period = Period(self.context.period.first, through)
        days = {}
        if standing.node.is_additive:
            days = targets.target_days(standing.node, period.first, period.last)
        return gap.ask(
            GapQuestion(
                standing.node.metric, period, self.reference(period), standing.due,
                tuple(sorted(days.items())), standing.shops, self.context.brand.currency,
                names=tuple(self.names.items()),
            ),
            self.context.session,
            self.book,
        )  # fmt: skip

    def reference(self, period: Period) -> Period:
        """The weeks before."""
        return Period(period.first - REFERENCE, period.first - timedelta(days=1))

    def _causes(self, standing: Standing, answer: GapAnswer) -> Iterator[Cause]:
        if not answer.gap:
            return
        yield from self._events(standing, answer)
        rows = [*self._factors(answer), *self._parts(standing, answer), *self._time(answer)]
        yield from sorted(rows, key=lambda cause: -(cause.share or Decimal(0)))
        yield from self._context(standing, answer)

    def _events(self, standing: Standing, answer: GapAnswer) -> list[Cause]:
        """What happened and can be put into figures, the largest first; one SKU sold out in three shops is one cause."""
        total = answer.gap or ONE
        groups: dict[tuple[str, str], list[tuple[Decimal, Happening]]] = defaultdict(list)
        for event in self._relevant(standing):
            amount = self._amount(event, answer)
            if amount is not None and amount / total > 0:
                key = (
                    event.subject if event.kind == "stock_out" else f"{event.shop_key}{event.first}"
                )
                groups[event.kind, key].append((amount, event))
        found = [_joined(rows, total) for rows in groups.values()]
        told = [cause for cause in found if (cause.share or 0) >= LEAST_SHARE / 2]
        return sorted(told, key=lambda cause: -(cause.share or Decimal(0)))[:MOST_EVENTS]

    def _context(self, standing: Standing, answer: GapAnswer) -> Iterator[Cause]:
        """What happened and cannot be put into figures: it is told, and explains nothing."""
        rows = [e for e in self._relevant(standing) if self._amount(e, answer) is None]
        for event in rows[:MOST_EVENTS]:
            yield Cause(event.kind, event.zh, event.en, None, None, event.url, event.shop_key)

    def _relevant(self, standing: Standing) -> list[Happening]:
        return [
            event
            for event in self.happenings
            if (not event.metrics or standing.node.metric in event.metrics)
            and (not event.shop_key or event.shop_key in standing.shops)
        ]

    def _amount(self, event: Happening, answer: GapAnswer) -> Decimal | None:
        """What the event made of this metric."""
        if METRICS[answer.question.metric].additivity != "additive":
            return None
        if event.kind == "stock_out":
            return self._of_sku(event, answer)
        if event.kind == "conversion_break":
            return self._of_conversion(event, answer)
        if event.kind == "anomaly" and answer.question.metric == "gmv_paid":
            return None if self._is_told(event) else event.amount
        return None if event.kind == "anomaly" else event.amount

    def _of_sku(self, event: Happening, answer: GapAnswer) -> Decimal | None:
        """Actual minus expected of the SKU in its shop."""
        question = answer.question
        if "sku" not in METRICS[question.metric].dimensions or not answer.expected:
            return None
        whole = self.book.figure(question.metric, question.reference, question.shops).value
        periods = (question.reference, question.period)
        before, after = self.book.members(question.metric, "sku", periods, (event.shop_key,))
        key = (event.shop_key, event.subject)
        expected = before.get(key, Decimal(0)) * answer.expected / Decimal(whole or 1)
        return (after.get(key, Decimal(0)) - expected).quantize(Decimal("0.01"))

    def _of_conversion(self, event: Happening, answer: GapAnswer) -> Decimal | None:
        """What the shop's conversion did to the shop's amount."""
        question = answer.question
        whole = self.book.figure(question.metric, question.reference, question.shops).value
        own = self.book.figure(question.metric, question.reference, (event.shop_key,)).value
        if not whole or own is None or answer.expected is None:
            return None
        share = answer.expected * Decimal(own) / Decimal(whole)
        alone = GapQuestion(
            question.metric, question.period, question.reference, share,
            shops=(event.shop_key,), currency=question.currency, by=(),
        )  # fmt: skip
        found = gap.ask(alone, self.context.session, self.book)
        return next((row.effect for row in found.factors if row.name == "conversion"), None)

    def _is_told(self, event: Happening) -> bool:
        """Whether a finding of the same shop speaks of the day already."""
        return any(
            other.shop_key == event.shop_key
            and other.first <= event.last
            and event.first <= other.last
            for other in self.happenings
            if other.kind in {"stock_out", "conversion_break"}
        )

    def _factors(self, answer: GapAnswer) -> list[Cause]:
        total = answer.gap or ONE
        rows = [
            Cause(
                "factor", *_both(row.sentence), row.effect,
                (row.effect / total).quantize(RATIO), self._drill(answer, ""),
            )
            for row in answer.factors
            if row.name != "other" and row.effect / total >= LEAST_SHARE
        ]  # fmt: skip
        return sorted(rows, key=lambda cause: -(cause.share or Decimal(0)))[: MOST["factor"]]

    def _parts(self, standing: Standing, answer: GapAnswer) -> Iterator[Cause]:
        for dimension in answer.dimensions:
            by = dimension.by
            if by == "shop" and len(standing.shops) < 2:
                continue
            # Across shops one code names the product; in one shop its title does.
            if by == ("product" if len(standing.shops) > 1 else "sku"):
                continue
            least = CONCENTRATED if by in {"source", "province"} else LEAST_SHARE
            # A source that is more than the whole difference is balanced by others: nothing is concentrated there.
            most = ONE if by in {"source", "province"} else Decimal(99)
            rows = [p for p in dimension.parts if p.member and least <= (p.share or 0) <= most]
            for part in rows[: MOST.get(by, 1)]:
                yield self._part(answer, by, part)

    def _part(self, answer: GapAnswer, by: str, part: GapPart) -> Cause:
        kind = "product" if by == "sku" else by
        url = self._drill(answer, part.shop)
        return Cause(kind, *_both(part.sentence), part.effect, part.share, url, part.shop)

    def _time(self, answer: GapAnswer) -> Iterator[Cause]:
        time = answer.time
        if time is None or time.shape not in {"step", "spike"} or time.sentence is None:
            return
        if (time.share or 0) >= LEAST_SHARE and time.first:
            url = reverse(
                "dashboards:report", args=[self.context.brand.key, "daily", str(time.first)]
            )
            yield Cause("days", *_both(time.sentence), time.effect, time.share, url)

    def _drill(self, answer: GapAnswer, shop: str) -> str:
        """The rows of the figure, of the period's last month."""
        question = answer.question
        shop = shop or (question.shops[0] if len(question.shops) == 1 else "")
        month = f"{question.period.last:%Y-%m}"
        address = reverse(
            "dashboards:figure",
            args=[self.context.brand.key, "monthly", month, question.metric],
        )
        return f"{address}?of={shop}" if shop else address


def _joined(rows: list[tuple[Decimal, Happening]], total: Decimal) -> Cause:
    """Events of one thing in several shops: the largest speaks, the others are counted."""
    rows.sort(key=lambda row: -abs(row[0]))
    amount, event = sum((part for part, _event in rows), Decimal(0)), rows[0][1]
    zh, en = event.zh, event.en
    if len(rows) > 1:
        zh, en = f"{zh}另有 {len(rows) - 1} 家店同样。", f"{en} The same in {len(rows) - 1} more."
    share = (amount / total).quantize(RATIO)
    return Cause(event.kind, zh, en, amount, share, event.url, event.shop_key)


def _both(sentence: Sentence) -> tuple[str, str]:
    return sentence.text("zh"), sentence.text("en")


EVENTS = frozenset(
    {"stock_out", "conversion_break", "price_conflict", "anomaly", "experiment", "event", "child"}
)


def _explained(causes: list[Cause]) -> Decimal:
    """The share events explain, at most all."""
    shares = [cause.share for cause in causes if cause.kind in EVENTS and cause.share is not None]
    return min(max(sum(shares, Decimal(0)), Decimal(0)), ONE)


def _days(answer: GapAnswer | None) -> list[list[str | None]]:
    """Day, expected, actual: for the page's chart."""
    if answer is None or answer.time is None:
        return []
    return [[str(d.day), plain(d.expected), plain(d.actual)] for d in answer.time.days]
