"""A whole tree from a template, its numbers from history (6.6, 6.7)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.people.platforms import platform_word
from luoxuan.metrics import METRICS, Period
from luoxuan.plan.targets import splits, suggestions
from luoxuan.plan.targets.models import TargetNode, TargetTree
from luoxuan.plan.targets.prospects import Asked, Desk
from luoxuan.plan.targets.services.errors import TargetError
from luoxuan.plan.targets.services.family import months_distribute, months_take_over
from luoxuan.plan.targets.services.nodes import NodeDraft, node_set
from luoxuan.plan.targets.services.trees import TreeDraft, tree_create
from luoxuan.plan.targets.services.values import Basis, season_set, targets_set, year_set

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import User

TEMPLATES = ("gmv", "profit")
MEASURED_DAYS = timedelta(days=89)
FACTORS = ("visitor_days", "conversion", "aov")


@dataclass(frozen=True)
class TemplateChoice:
    """Which tree, which suggestion its numbers start from, and what is assumed."""

    year: int
    title: str
    template: str
    suggestion: str = "outlook"
    objective_id: int | None = None
    margin: Decimal | None = None
    margin_source: str = ""
    other_costs: Decimal | None = None
    """Of a month."""
    other_source: str = ""


@dataclass(frozen=True)
class _Run:
    tree: TargetTree
    desk: Desk
    choice: TemplateChoice
    actor: "User | None"
    at: datetime


@transaction.atomic
def tree_from_template(
    *, desk: Desk, choice: TemplateChoice, actor: "User | None", at: datetime
) -> TargetTree:
    """A draft with nodes, seasons and suggested numbers. Raises TargetError."""
    if choice.template not in TEMPLATES:
        raise TargetError(_("There is no template %(name)s.") % {"name": choice.template})
    draft = TreeDraft(choice.year, choice.title, choice.template, choice.objective_id)
    tree = tree_create(brand=desk.brand, draft=draft, actor=actor, at=at)
    run = _Run(tree, desk, choice, actor, at)
    if choice.template == "gmv":
        _gmv(run)
    else:
        _profit(run)
    return tree


def _gmv(run: _Run) -> None:
    """Company over channels and shops; a shop whose visitors are known as visitors times conversion times order value."""
    top = _node(run, _("GMV of the company"), "company", metric="gmv_paid", formula="sum")
    by_platform: dict[str, list[tuple[str, str]]] = {}
    for shop in people.shops_of(run.desk.brand):
        by_platform.setdefault(shop.platform, []).append((shop.key, shop.name))
    known = _prepare(run, tuple(key for shops in by_platform.values() for key, _name in shops))
    for platform, shops in by_platform.items():
        above, level = top, "channel"
        if len(shops) > 1:
            title, level = platform_word(platform), "shop"
            above = _node(
                run, title, "channel", top, metric="gmv_paid", formula="sum", platform=platform
            )
        for key, name in shops:
            _shop(run, above, level, (key, name), known)
        if above is not top:
            months_take_over(node=above, actor=run.actor, at=run.at)
            _season(run, above)
    months_take_over(node=top, actor=run.actor, at=run.at)
    _season(run, top)


Factors = dict[tuple[str, str], Decimal | None]


def _measured(run: _Run) -> Period:
    return Period(run.desk.day - MEASURED_DAYS, run.desk.day)


def _prepare(run: _Run, shops: tuple[str, ...]) -> Factors:
    """Everything that is asked of the shops, in one reading."""
    if not shops:
        return {}
    currency, metrics = run.desk.brand.currency, ("gmv_paid", *FACTORS)
    run.desk.prepare(Asked(metric, (key,), currency) for key in shops for metric in metrics)
    return run.desk.values(metrics, shops, _measured(run))


def _shop(
    run: _Run, above: TargetNode, level: str, shop: tuple[str, str], factors: Factors
) -> None:
    """One shop, with its factors where all of them are known."""
    key, name = shop
    values = [factors.get((key, metric)) for metric in ("gmv_paid", *FACTORS)]
    known = [value for value in values if value]
    formula = "product" if len(known) == len(values) else ""
    node = _node(run, name, level, above, metric="gmv_paid", shop_key=key, formula=formula)
    _suggested(run, node)
    if not formula:
        return
    for metric in FACTORS:
        child = _node(run, _name(metric), level, node, metric=metric, shop_key=key)
        _suggested(run, child)
    sales, *rest = known
    measured = splits.rounded(sales / rest[0] / rest[1] / rest[2], splits.RATE_STEP)
    source = _("Measured %(period)s: what conversion leaves out") % {"period": _measured(run)}
    more = _node(
        run, _("Orders per paying visitor"), level, node,
        unit="ratio", is_assumption=True, source=source, shop_key=key,
    )  # fmt: skip
    _assumed(run, more, measured)
    months_distribute(node=node, actor=run.actor, at=run.at)


def _name(metric: str) -> str:
    """The metric's name in the language of who makes the tree."""
    words = METRICS[metric].name
    is_chinese = (get_language() or "zh").startswith("zh")
    return (words.zh.split("（")[0] if is_chinese else words.en.split(" (")[0])[:80]


def _profit(run: _Run) -> None:
    """Net sales times the assumed margin, less ad spend, less other assumed costs."""
    choice = run.choice
    if choice.margin is None or choice.other_costs is None:
        raise TargetError(_("The profit tree needs an assumed gross margin and other costs."))
    top = _node(run, _("Contribution before tax"), "company", formula="difference", unit="money")
    gross = _node(run, _("Gross profit"), "company", top, formula="product", unit="money")
    sales = _node(run, _name("net_sales"), "company", gross, metric="net_sales")
    margin = _node(
        run, _("Gross margin"), "company", gross, unit="share", is_assumption=True,
        source=choice.margin_source,
    )  # fmt: skip
    spend = _node(run, _name("ad_spend"), "department", top, metric="ad_spend")
    costs = _node(
        run, _("Other costs"), "company", top, unit="money", is_assumption=True,
        source=choice.other_source,
    )  # fmt: skip
    _suggested(run, sales)
    _suggested(run, spend)
    _assumed(run, margin, choice.margin)
    _assumed(run, costs, choice.other_costs)
    for node in (gross, top):
        months_take_over(node=node, actor=run.actor, at=run.at)


def _node(
    run: _Run, title: str, level: str, parent: TargetNode | None = None, **more: object
) -> TargetNode:
    draft = NodeDraft(
        title=title[:80], level=level, parent_id=parent.pk if parent else None,
        role="operations_manager", **more,  # type: ignore[arg-type]
    )  # fmt: skip
    return node_set(tree=run.tree, draft=draft, actor=run.actor, at=run.at)


def _suggested(run: _Run, node: TargetNode) -> None:
    """The chosen suggestion, the outlook where there is none such; nothing where nothing can be foreseen."""
    found = {one.kind: one for one in suggestions.suggestions_of(node, run.desk)}
    one = found.get(run.choice.suggestion) or found.get("outlook")
    _season(run, node)
    if one is None:
        return
    basis = basis_of(one)
    year_set(node=node, value=one.value, basis=basis, actor=run.actor, at=run.at)
    if node.is_additive:
        months = dict(zip(run.tree.months(), one.months, strict=True))
        targets_set(node=node, months=months, basis=basis, actor=run.actor, at=run.at)


def basis_of(one: suggestions.Suggestion) -> Basis:
    """What a target rests on that takes the suggestion."""
    expected = one.value if one.kind == "outlook" else None
    note = one.why[0].text("zh") if one.why else ""
    return Basis(one.kind, expected, one.low, one.high, one.percentile, note)


def _season(run: _Run, node: TargetNode) -> None:
    prospect = run.desk.prospect(suggestions.asked_of(node, run.desk), run.tree.year)
    if prospect.season:
        season_set(node=node, weights=prospect.season, actor=run.actor, at=run.at)


def _assumed(run: _Run, node: TargetNode, value: Decimal) -> None:
    months = dict.fromkeys(run.tree.months(), value)
    basis = Basis("assumption", note=node.source)
    targets_set(node=node, months=months, basis=basis, actor=run.actor, at=run.at)
