"""Setting targets of months; each keeps what it rests on (6.7)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from luoxuan.plan.targets import selectors, splits
from luoxuan.plan.targets.models import TargetNode, TargetTree, TargetValue
from luoxuan.plan.targets.planned import Planned, step_of
from luoxuan.plan.targets.services.errors import TargetError
from luoxuan.plan.targets.services.told import draft_locked, node_told

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import User

KINDS = (
    "outlook", "last_year", "benchmark", "stretch", "typed", "imported", "season", "children",
    "parent", "resplit", "assumption",
)  # fmt: skip
MOST = Decimal(10) ** 13


@dataclass(frozen=True)
class Basis:
    """What a number rests on: which suggestion, its range, and where in the forecast the choice lies."""

    kind: str = "typed"
    expected: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    percentile: Decimal | None = None
    note: str = ""

    def to_json(self, actor: "User | None", at: datetime) -> dict[str, Any]:
        """JSON values; numbers as decimal text, and who chose when."""
        numbers = {
            name: None if value is None else f"{value:f}"
            for name, value in (
                ("expected", self.expected), ("low", self.low), ("high", self.high),
                ("percentile", self.percentile),
            )
        }  # fmt: skip
        who = {"by": actor.pk if actor else None, "at": at.isoformat()}
        return {"kind": self.kind, "note": self.note, **numbers, **who}


def target_set(
    *,
    node: TargetNode,
    month: date,
    value: Decimal | None,
    basis: Basis,
    actor: "User | None",
    at: datetime,
) -> None:
    """Set one month; None takes the target back. Raises TargetError for a closed month or an approved tree."""
    targets_set(node=node, months={month: value}, basis=basis, actor=actor, at=at)


@transaction.atomic
def targets_set(
    *,
    node: TargetNode,
    months: Mapping[date, Decimal | None],
    basis: Basis,
    actor: "User | None",
    at: datetime,
) -> None:
    """Set some months of a draft's node. Raises TargetError; then nothing is changed."""
    draft_locked(node.tree)
    months_write(node, months, basis.to_json(actor, at))
    told = {f"{month:%Y-%m}": "" if v is None else f"{v:f}" for month, v in months.items()}
    node_told(node, "target.set", actor, at, basis=basis.kind, months=_short(told))


@transaction.atomic
def grid_set(
    *,
    tree: TargetTree,
    cells: Mapping[int, Mapping[date, Decimal | None]],
    basis: Basis,
    actor: "User | None",
    at: datetime,
) -> int:
    """Write the months of a grid that differ from what is there; all or none. How many. Raises TargetError."""
    planned = selectors.planned_of(draft_locked(tree))
    changed = 0
    for node_id, months in cells.items():
        node = planned.node(node_id)
        if node is None:
            raise TargetError(_("There is no such node in this tree."))
        news = changed_months(planned, node, months)
        if news:
            targets_set(node=node, months=news, basis=basis, actor=actor, at=at)
        changed += len(news)
    return changed


@transaction.atomic
def year_set(
    *,
    node: TargetNode,
    value: Decimal,
    basis: Basis,
    actor: "User | None",
    at: datetime,
) -> None:
    """Set the year: split over quarters and months by the season, or carried where it is a rate.

    Closed months keep what they have; the rest of the year takes what is left.
    """
    draft_locked(node.tree)
    closed = {v.month: v.value for v in node.values.filter(is_closed=True)}
    months = [month for month in node.tree.months() if month not in closed]
    if not months:
        raise TargetError(_("Every month of the year is closed."))
    total = splits.rounded(_sane(value), step_of(node))
    parts: dict[date, Decimal | None] = dict.fromkeys(months, total)
    if node.is_additive:
        parts = dict(zip(months, _split(node, total, closed, months), strict=True))
    said = basis.to_json(actor, at)
    months_write(node, parts, said)
    node.basis = {**said, "value": f"{total:f}"}
    node.save(update_fields=["basis"])
    node_told(node, "target.year_set", actor, at, basis=basis.kind, value=f"{total:f}")


def _split(
    node: TargetNode, total: Decimal, closed: Mapping[date, Decimal], months: Sequence[date]
) -> list[Decimal]:
    weights = splits.month_weights(node.tree.year, node.season)
    if not closed:
        return splits.year_split(total, weights, step_of(node))
    rest = total - sum(closed.values(), Decimal(0))
    left = [weights[month.month - 1] for month in months]
    return splits.rest_split(splits.rounded(rest, step_of(node)), left, step_of(node))


@transaction.atomic
def season_set(
    *, node: TargetNode, weights: Sequence[int], actor: "User | None", at: datetime
) -> None:
    """Keep the learned weight of each day of the year. Raises TargetError where their number is not that of the days."""
    draft_locked(node.tree)
    days = len(splits.year_days(node.tree.year))
    if weights and (len(weights) != days or min(weights) < 0):
        raise TargetError(_("The season has %(days)d weights, none below 0.") % {"days": days})
    node.season = list(weights)
    node.save(update_fields=["season"])
    node_told(node, "target.season_set", actor, at)


def changed_months(
    planned: Planned, node: TargetNode, months: Mapping[date, Decimal | None]
) -> dict[date, Decimal | None]:
    """Those of the months whose number is not the present one; a formula's own result is no change."""
    step = step_of(node)
    found: dict[date, Decimal | None] = {}
    for month, value in months.items():
        was = planned.target(node, month)
        rounded = None if value is None else splits.rounded(_sane(value), step)
        if rounded != (None if was is None else splits.rounded(was, step)):
            found[month] = rounded
    return found


def months_write(
    node: TargetNode, months: Mapping[date, Decimal | None], basis: Mapping[str, Any]
) -> None:
    """Write the months inside the caller's transaction. Raises TargetError for a closed or foreign month."""
    kept = {value.month: value for value in node.values.select_for_update()}
    for month, value in months.items():
        if month not in node.tree.months():
            raise TargetError(_("%(month)s is no month of %(year)s.") % _said(node, month))
        was = kept.get(month)
        if was is not None and was.is_closed:
            raise TargetError(_("%(month)s of “%(title)s” is closed.") % _said(node, month))
        if value is None:
            TargetValue.objects.filter(node=node, month=month).delete()
            continue
        TargetValue.objects.update_or_create(
            node=node, month=month,
            defaults={"value": splits.rounded(_sane(value), step_of(node)), "basis": dict(basis)},
        )  # fmt: skip


def _sane(value: Decimal) -> Decimal:
    if not value.is_finite() or abs(value) >= MOST:
        raise TargetError(_("%(value)s is no target: write a number.") % {"value": str(value)})
    return value


def _said(node: TargetNode, month: date) -> dict[str, Any]:
    return {"month": f"{month:%Y-%m}", "year": node.tree.year, "title": node.title}


def _short(told: Mapping[str, str]) -> list[str]:
    return [f"{month} {value}" for month, value in sorted(told.items())]
