"""What a person may see of the targets, or a page that does not exist."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from django.http import Http404

from luoxuan.foundation.intake import selectors as intake
from luoxuan.foundation.people.access import Scope
from luoxuan.metrics.period import month_named, month_of
from luoxuan.plan.targets import prospects, selectors
from luoxuan.plan.targets.models import BenchmarkFigure, TargetNode, TargetTree
from luoxuan.plan.targets.prospects import Desk
from luoxuan.warehouse import engine


@dataclass(frozen=True)
class When:
    """The day a page speaks of: the last of its month, or the last whole one."""

    day: date
    month: date


def tree_seen(scope: Scope, tree_id: int) -> TargetTree:
    """The tree. Raises Http404."""
    tree = selectors.tree_of(scope.brand, tree_id)
    if tree is None:
        raise Http404
    return tree


def node_seen(scope: Scope, node_id: int) -> TargetNode:
    """The node, where its shop is within the scope. Raises Http404."""
    node = selectors.node_of(scope.brand, node_id)
    if node is None or not selectors.nodes_seen([node], scope.shop_keys):
        raise Http404
    return node


def benchmark_seen(scope: Scope, benchmark_id: int) -> BenchmarkFigure:
    """The figure. Raises Http404."""
    figure = selectors.benchmark_of(scope.brand, benchmark_id)
    if figure is None:
        raise Http404
    return figure


def whole_brand(scope: Scope) -> None:
    """Raises Http404 where the person is limited to some shops: a tree is the whole brand's."""
    if scope.shop_keys is not None:
        raise Http404


def when_of(scope: Scope, year: int, asked: str, at: datetime) -> When:
    """The month asked for within the year, the running one by default; its day is the last whole one."""
    newest = prospects.last_whole_day(scope.brand, at) or at.date()
    month = min(max(newest, date(year, 1, 1)), date(year, 12, 31)).replace(day=1)
    try:
        wanted = month_named(asked).first if asked else month
    except ValueError:
        wanted = month
    if wanted.year == year:
        month = wanted
    last = month_of(month).last
    return When(min(max(newest, month), last), month)


@contextmanager
def desk_of(scope: Scope, day: date) -> Iterator[Desk]:
    """A desk over the brand's newest data."""
    snapshot = intake.snapshot(scope.brand)
    with engine.open_session(snapshot) as session:
        yield Desk(scope.brand, session, snapshot, day)
