"""Months closed for good, and the rest of the year split anew after one was missed (6.4)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from luoxuan.plan.targets import actuals, selectors, splits
from luoxuan.plan.targets.models import Resplit, TargetNode, TargetTree, TargetValue
from luoxuan.plan.targets.planned import Planned, step_of
from luoxuan.plan.targets.services.errors import TargetError
from luoxuan.plan.targets.services.family import Writing, give_down, refreshed, take_over
from luoxuan.plan.targets.services.told import tree_locked, tree_told
from luoxuan.plan.targets.services.values import months_write

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import User

F = TargetNode.Formula
MADE_OF_CHILDREN = (F.SUM, F.DIFFERENCE)
FOLLOWS_PARENT = (F.PRODUCT, F.RATIO)


@dataclass(frozen=True)
class _Run:
    """One re-split: from which month, with which actuals, why, by whom."""

    from_month: date
    known: Mapping[int, Mapping[date, Decimal | None]]
    reason: str
    actor: "User | None"
    at: datetime


@transaction.atomic
def months_close(*, tree: TargetTree, actor: "User | None", at: datetime) -> int:
    """Close every month of an approved tree that has ended in the brand's zone. How many targets closed."""
    kept = tree_locked(tree)
    if kept.state != TargetTree.State.APPROVED:
        raise TargetError(_("Only months of an approved tree are closed."))
    today = at.astimezone(ZoneInfo(kept.brand.zone)).date()
    rows = TargetValue.objects.filter(
        node__tree=kept, is_closed=False, month__lt=today.replace(day=1)
    )
    months = sorted({f"{month:%Y-%m}" for month in rows.values_list("month", flat=True)})
    closed = rows.update(is_closed=True)
    if closed:
        tree_told(kept, "target.months_closed", actor, at, months=months)
    return closed


def months_close_all(*, at: datetime) -> int:
    """Close what has ended in every brand; called by the job."""
    trees = TargetTree.objects.filter(state=TargetTree.State.APPROVED)
    return sum(months_close(tree=tree, actor=None, at=at) for tree in trees)


@transaction.atomic
def months_resplit(
    *,
    tree: TargetTree,
    from_month: date,
    reason: str,
    actor: "User | None",
    at: datetime,
    known: Mapping[int, Mapping[date, Decimal | None]] | None = None,
) -> list[Resplit]:
    """Spread what the months before `from_month` fell short over the months that are left; the year's target stays.

    Ended months are closed first and never change. Weights are the months' present targets, so the season and every edit live on.
    Sums take over from below, rates are carried, the volume of a product follows. `known`: actuals by node and month where the
    caller has them; else they are measured. Raises TargetError where nothing is missed or no month is left.
    """
    if not reason.strip():
        raise TargetError(_("Say why the rest is split anew."))
    months_close(tree=tree, actor=actor, at=at)
    planned = selectors.planned_of(tree_locked(tree))
    first = from_month.replace(day=1)
    if first not in tree.months() or any(planned.is_closed(n, first) for n in planned.nodes):
        raise TargetError(
            _("%(month)s is closed or not of %(year)s: choose a month that has not ended.")
            % {"month": f"{first:%Y-%m}", "year": tree.year}
        )
    if known is None:
        known = actuals.closed_months(planned, first)
    before = {n.pk: _told(planned, n, first) for n in planned.nodes}
    run = _Run(first, known, reason.strip(), actor, at)
    _rewrite(planned, run)
    made = [_kept(planned, n, before[n.pk], run) for n in planned.nodes]
    found = [row for row in made if row is not None]
    if not found:
        raise TargetError(_("Nothing was missed before %(month)s.") % {"month": f"{first:%Y-%m}"})
    tree_told(
        tree, "target.resplit", actor, at,
        from_month=f"{first:%Y-%m}", reason=run.reason, nodes=len(found),
    )  # fmt: skip
    return found


def _rewrite(planned: Planned, run: _Run) -> None:
    """Leaves first by their own shortfall, then sums from below, then products downwards."""
    writing = Writing("resplit", run.actor, run.at)
    left = [month for month in planned.tree.months() if month >= run.from_month]
    walked = [node for node, _depth in planned.walk()]
    for node in walked:
        if _splits_itself(planned, node):
            _split_rest(planned, node, left, run)
    for node in reversed(walked):
        if node.formula in MADE_OF_CHILDREN and _has_own(planned, node):
            take_over(planned, node, left, writing)
    for node in walked:
        if node.formula in FOLLOWS_PARENT and _has_own(planned, node):
            give_down(planned, node, left, writing)


def _splits_itself(planned: Planned, node: TargetNode) -> bool:
    parent = planned.node(node.parent_id)
    follows = parent is not None and parent.formula in FOLLOWS_PARENT and _has_own(planned, parent)
    made = node.formula in MADE_OF_CHILDREN and bool(planned.below.get(node.pk))
    return node.is_additive and not (node.is_assumption or follows or made)


def _split_rest(planned: Planned, node: TargetNode, left: list[date], run: _Run) -> None:
    targets = {m: v for m in planned.tree.months() if (v := planned.own(node, m)) is not None}
    open_months = [month for month in left if month in targets]
    if not open_months:
        return
    known = run.known.get(node.pk, {})
    done = Decimal(0)
    for month, target in targets.items():
        if month < run.from_month:
            actual = known.get(month)
            done += target if actual is None else actual
    step = step_of(node)
    rest = splits.rounded(sum(targets.values(), Decimal(0)) - done, step)
    if all(target >= 0 for target in targets.values()):
        rest = max(rest, Decimal(0))
    weights = [targets[month] for month in open_months]
    if not any(weights):
        season = splits.month_weights(planned.tree.year, node.season)
        weights = [Decimal(season[month.month - 1]) for month in open_months]
    parts = splits.rest_split(rest, weights, step)
    news: dict[date, Decimal | None] = {
        month: part
        for month, part in zip(open_months, parts, strict=True)
        if part != targets[month]
    }
    months_write(node, news, Writing("resplit", run.actor, run.at).basis())
    refreshed(planned, node)


def _kept(planned: Planned, node: TargetNode, before: dict[str, str], run: _Run) -> Resplit | None:
    after = _told(planned, node, run.from_month)
    if after == before:
        return None
    actual: dict[str, Any] = {
        f"{month:%Y-%m}": None if value is None else f"{value:f}"
        for month, value in run.known.get(node.pk, {}).items()
        if month < run.from_month
    }
    return Resplit.objects.create(
        node=node, from_month=run.from_month, before=before, after=after, actuals=actual,
        reason=run.reason[:300], actor=run.actor, happened_at=run.at,
    )  # fmt: skip


def _told(planned: Planned, node: TargetNode, first: date) -> dict[str, str]:
    """The node's own targets from a month on, as texts."""
    found = {m: planned.own(node, m) for m in planned.tree.months() if m >= first}
    step = step_of(node)
    return {
        f"{month:%Y-%m}": f"{splits.rounded(value, step):f}"
        for month, value in found.items()
        if value is not None
    }


def _has_own(planned: Planned, node: TargetNode) -> bool:
    return any((node.pk, month) in planned.values for month in planned.tree.months())
