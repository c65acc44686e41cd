"""The gap cut by factors and by dimensions (12.2)."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from luoxuan.analysis.drivers.estimate import shares
from luoxuan.analysis.gap import estimate, words
from luoxuan.analysis.gap.answer import GapDimension, GapFactor, GapPart
from luoxuan.analysis.gap.query import Amounts, Book
from luoxuan.analysis.gap.question import GapQuestion
from luoxuan.metrics.model import Dimension
from luoxuan.metrics.registry import METRICS
from luoxuan.metrics.sentences import Sentence
from luoxuan.metrics.tally import Members

LEVEL = Decimal("0.000001")
SHOP_IDS = ("product", "campaign")
"""Ids of one shop: another shop may use the same one for something else."""


@dataclass(frozen=True)
class Sides:
    """What was expected and what is, in whole steps."""

    expected: Decimal
    actual: Decimal
    step: Decimal

    @property
    def gap(self) -> Decimal:
        """actual - expected."""
        return self.actual - self.expected


@dataclass(frozen=True)
class Told:
    """A gap to be cut: the question, the counts, both sides, the reference's figure."""

    question: GapQuestion
    book: Book
    sides: Sides
    reference: Decimal

    @property
    def scale(self) -> Decimal:
        """What the reference is multiplied with to come to what was expected."""
        return self.sides.expected / self.reference

    @property
    def unit(self) -> str:
        """Of the metric."""
        return METRICS[self.question.metric].unit


def factors(told: Told) -> tuple[GapFactor, ...]:
    """The factors of the metric, where it is a product or a rate; their effects add up to the gap."""
    if METRICS[told.question.metric].additivity == "ratio":
        effects = _rates(told)
        rows = [
            estimate.Effect("rate", None, None, sum(own for own, _mix in effects.values())),
            estimate.Effect("weight", None, None, sum(mix for _own, mix in effects.values())),
        ]
        return _factors(told, rows if effects else [])
    if told.question.metric not in {"gmv_paid", "orders_paid"}:
        return ()
    found = estimate.factors(_shops(told))
    if told.question.metric == "orders_paid":
        found = [row for row in found if not row.name.endswith("_value")]
    return _factors(told, found)


def _factors(told: Told, rows: list[estimate.Effect]) -> tuple[GapFactor, ...]:
    if not rows:
        return ()
    missing = float(told.sides.gap) - sum(row.effect for row in rows)
    if abs(missing) > max(float(told.sides.step), abs(float(told.sides.gap)) * 1e-6):
        rows = [*rows, estimate.Effect("other", None, None, missing)]
    effects = estimate.exact([row.effect for row in rows], told.sides.gap, told.sides.step)
    return tuple(_factor(told, row, effect) for row, effect in zip(rows, effects, strict=True))


def _factor(told: Told, row: estimate.Effect, effect: Decimal) -> GapFactor:
    was, now = (
        None if level is None else estimate.rounded(Decimal(repr(float(level))), LEVEL)
        for level in (row.before, row.after)
    )
    values = {"effect": words.said(effect, told.unit, is_change=True)}
    if was is not None and now is not None:
        template = words.FACTORS[row.name]
        sentence = template.fill(**values, was=was, now=now)
    else:
        known = row.name if row.name in {"mix", "orders_mix", "rate", "weight"} else "other"
        sentence = words.FACTORS[known].fill(**values)
    return GapFactor(row.name, was, now, effect, sentence)


def _shops(told: Told) -> dict[str, tuple[estimate.Side, estimate.Side]]:
    """Each shop as it was, scaled to what was expected, and as it is."""
    question, scale = told.question, float(told.scale)
    periods = (question.reference, question.period)
    counted = {
        name: told.book.members(name, "shop", periods, question.shops)
        for name in ("gmv_paid", "orders_paid", "visitor_days")
    }
    found = {}
    for shop in question.shops:
        is_seen = all(told.book.is_covered("visitor_days", shop, each) for each in periods)
        sides = []
        for n, times in ((0, scale), (1, 1.0)):
            amount, orders, visitors = (float(counted[name][n].get((shop,), 0)) for name in counted)
            if question.metric == "orders_paid":
                amount = orders
            seen = visitors * times if is_seen else None
            sides.append(estimate.Side(seen, orders * times, amount * times))
        if any(side.orders or side.amount for side in sides):
            found[shop] = (sides[0], sides[1])
    return found


def dimensions(told: Told) -> tuple[GapDimension, ...]:
    """The members of every dimension the metric can be cut by and the data tell of."""
    if METRICS[told.question.metric].additivity == "ratio":
        return _rate_dimension(told)
    known = METRICS[told.question.metric].dimensions
    found = (_dimension(told, by) for by in told.question.by if by in known)
    return tuple(dimension for dimension in found if dimension is not None)


def _dimension(told: Told, by: Dimension) -> GapDimension | None:
    question = told.question
    periods = (question.reference, question.period)
    before, after = (
        _merged(side, by)
        for side in told.book.members(question.metric, by, periods, question.shops)
    )
    members = sorted({*before, *after})
    named = [member for member in members if member[-1]]
    if not named:
        return None
    rows = [
        (member, before.get(member, Decimal(0)) * told.scale, after.get(member, Decimal(0)))
        for member in named
    ]
    rows.sort(key=lambda row: (-abs(row[2] - row[1]), row[0]))
    kept = rows[: question.top]
    return GapDimension(by, _parts(told, by, kept, has_rest=len(rows) > len(kept)))


def _merged(amounts: Amounts, by: Dimension) -> Amounts:
    """By shop and member where the id is the shop's own, else by member alone."""
    if by == "shop" or by in SHOP_IDS:
        return amounts
    found: dict[Members, Decimal] = defaultdict(Decimal)
    for members, value in amounts.items():
        found[members[1:]] += value
    return found


def _parts(
    told: Told, by: Dimension, kept: list[tuple[Members, Decimal, Decimal]], *, has_rest: bool
) -> tuple[GapPart, ...]:
    """Named members rounded by themselves; what is left of both sides is the rest."""
    step, sides = told.sides.step, told.sides
    pairs = [(estimate.rounded(was, step), estimate.rounded(now, step)) for _m, was, now in kept]
    rest = (
        sides.expected - sum((was for was, _now in pairs), Decimal(0)),
        sides.actual - sum((now for _was, now in pairs), Decimal(0)),
    )
    members: list[Members] = [member for member, _was, _now in kept]
    if has_rest or abs(rest[0]) > step * len(kept) or abs(rest[1]) > step * len(kept):
        members, pairs = [*members, ("",)], [*pairs, rest]
    elif pairs:
        pairs[0] = (pairs[0][0] + rest[0], pairs[0][1] + rest[1])
    effects = [now - was for was, now in pairs]
    parts: list[Decimal | None] = [*(shares(effects) or ())] or [None] * len(effects)
    labels = _labels(told, by, members)
    return tuple(
        _part(told, by, (member, labels.get(member, member[-1])), pair, share)
        for member, pair, share in zip(members, pairs, parts, strict=True)
    )


def _labels(told: Told, by: Dimension, members: list[Members]) -> dict[Members, str]:
    if by == "shop":
        return {member: told.question.name(member[0]) for member in members if member[0]}
    if by != "product":
        return {}
    found = told.book.titles([member for member in members if len(member) > 1])
    return {member: title for member, title in found.items() if title}


def _part(
    told: Told,
    by: str,
    who: tuple[Members, str],
    pair: tuple[Decimal, Decimal],
    share: Decimal | None,
) -> GapPart:
    (member, label), (was, now) = who, pair
    shown: Sentence | str = label or words.name("其他", "Others")
    sentence = words.PART.fill(
        dimension=words.DIMENSIONS[by].fill(),
        label=shown,
        actual=words.said(now, told.unit),
        expected=words.said(was, told.unit),
        effect=words.said(now - was, told.unit, is_change=True),
    )
    shop = member[0] if by == "shop" or len(member) > 1 else ""
    return GapPart(member[-1], label, shop, was, now, now - was, share, sentence)


def _rates(told: Told) -> dict[str, tuple[float, float]]:
    periods = (told.question.reference, told.question.period)
    before, after = told.book.rates(told.question.metric, periods, told.question.shops)
    nothing = (Decimal(0), Decimal(0))
    sides = {
        shop: (
            estimate.RateSide(*(float(each) for each in before.get(shop, nothing))),
            estimate.RateSide(*(float(each) for each in after.get(shop, nothing))),
        )
        for shop in sorted({*before, *after})
    }
    return estimate.rate_effects(sides, float(told.scale))


def _rate_dimension(told: Told) -> tuple[GapDimension, ...]:
    """Shops of a rate: their effects, own and by weight, add up to the gap; levels are not added."""
    effects = _rates(told)
    if not effects:
        return ()
    keys = sorted(effects, key=lambda key: (-abs(sum(effects[key])), key))
    values = [sum(effects[key]) for key in keys]
    whole = estimate.exact(values, told.sides.gap, told.sides.step)
    parts: list[Decimal | None] = [*(shares(whole) or ())] or [None] * len(whole)
    rows = []
    for key, effect, share in zip(keys, whole, parts, strict=True):
        mix = estimate.rounded(Decimal(repr(effects[key][1])), told.sides.step)
        sentence = words.RATE_PART.fill(
            label=told.question.name(key),
            effect=words.said(effect, told.unit, is_change=True),
            mix=words.said(mix, told.unit, is_change=True),
        )
        rows.append(
            GapPart(key, told.question.name(key), key, None, None, effect, share, sentence, mix)
        )
    return (GapDimension("shop", tuple(rows)),)
