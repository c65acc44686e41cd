"""The year's numbers: targets, budget, the annual plan (6.3, 6.5-6.7, 11.10)."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from luoxuan.cli.demo_year.cast import Cast, moment, month_last
from luoxuan.cli.demo_year.expected import monthly_targets
from luoxuan.cli.demo_year.organising import Goals
from luoxuan.demo.brand import SHOP
from luoxuan.foundation.gates import selectors as gates
from luoxuan.foundation.intake import selectors as intake
from luoxuan.metrics import MetricQuestion, Period, measure
from luoxuan.plan.budgets import services as budgets
from luoxuan.plan.programmes import services as programmes
from luoxuan.plan.programmes.words import parts_of
from luoxuan.plan.targets import selectors as targets_read
from luoxuan.plan.targets import services as targets
from luoxuan.plan.targets.prospects import Desk
from luoxuan.warehouse.engine import open_session

if TYPE_CHECKING:
    from luoxuan.plan.programmes.models import Programme
    from luoxuan.plan.targets.models import TargetTree

WAIVER = "演示数据只有一年，预测区间偏宽，已与历史逐月核对"
SPARE = Decimal("1.25")
"""Budget over what the year spends as it is known: burning campaigns show in the pace, not in a stop."""


def set_targets(cast: Cast, goals: Goals) -> "TargetTree":
    """A KPI tree from the template, its months set, approved before the year began."""
    at = moment(date(cast.year - 1, 12, 15))
    snapshot = intake.snapshot(cast.brand)
    with open_session(snapshot, many_questions=True) as session:
        tree = targets.tree_from_template(
            desk=Desk(cast.brand, session, snapshot, cast.last),
            choice=targets.TemplateChoice(
                cast.year, f"{cast.year} 年度目标", "gmv", objective_id=goals.profit.pk
            ),
            actor=cast.manager,
            at=at,
        )
    _set_months(cast, tree)
    _serve(cast, tree, goals)
    gate = targets.tree_ask_approval(
        tree=tree, actor=cast.manager, at=moment(date(cast.year - 1, 12, 20))
    )
    cast.approve(gate, moment(date(cast.year - 1, 12, 22)), waiver=WAIVER)
    return targets_read.tree_of(cast.brand, tree.pk) or tree


def _set_months(cast: Cast, tree: "TargetTree") -> None:
    at = moment(date(cast.year - 1, 12, 16))
    wanted = monthly_targets(cast)
    nodes = targets_read.nodes_of(tree)
    basis = targets.Basis("benchmark", note="行业增速与上年水平，按节日节奏拆分")
    for node in nodes:
        is_shop = node.metric == "gmv_paid" and node.shop_key in wanted
        if is_shop:
            months: dict[date, Decimal | None] = {**wanted[node.shop_key]}
            targets.targets_set(node=node, months=months, basis=basis, actor=cast.manager, at=at)
        if is_shop and node.formula:
            targets.months_distribute(node=node, actor=cast.manager, at=at)
    for node in reversed(nodes):
        if node.formula == "sum":
            targets.months_take_over(node=node, actor=cast.manager, at=at)


def _serve(cast: Cast, tree: "TargetTree", goals: Goals) -> None:
    """Douyin's sales serve the new market, the order value of the flagship the share."""
    for node in targets_read.nodes_of(tree):
        goal = goals.market if node.shop_key == "douyin" else None
        goal = goals.share if node.metric == "aov" else goal
        if goal is None:
            continue
        draft = targets.NodeDraft(
            node.title, node.level, node.parent_id, node.metric, node.formula,
            shop_key=node.shop_key, platform=node.platform, owner=cast.channel,
            objective_id=goal.pk,
        )  # fmt: skip
        targets.node_set(
            tree=tree, draft=draft, node=node, actor=cast.manager,
            at=moment(date(cast.year - 1, 12, 17)),
        )  # fmt: skip


def set_budget(cast: Cast, goals: Goals) -> None:
    """One advertising line per shop that advertises, and three more; approved by the owner."""
    at = moment(date(cast.year - 1, 12, 17))
    budget = budgets.budget_open(brand=cast.brand, year=cast.year, actor=cast.finance, at=at)
    for shop, amounts in _spend_by_month(cast).items():
        draft = budgets.LineDraft(
            name=f"{SHOP[shop].name} 广告投放",
            objective_id=goals.market.pk,
            shop_key=shop,
            owner=cast.campaign,
            roi_floor=Decimal("1.00"),
            months=amounts,
        )
        budgets.line_save(budget=budget, draft=draft, line=None, actor=cast.finance, at=at)
    for name, kind, monthly, goal in (
        ("达人合作", "influencer", "8000", goals.market),
        ("样品与赠品", "samples", "3000", goals.share),
        ("工具与服务", "tools", "1500", goals.profit),
    ):
        draft = budgets.LineDraft(
            name=name,
            cost_kind=kind,
            objective_id=goal.pk,
            owner=cast.campaign,
            months=[Decimal(monthly)] * 12,
        )
        budgets.line_save(budget=budget, draft=draft, line=None, actor=cast.finance, at=at)
    gate = budgets.plan_ask(
        budget=budget, actor=cast.finance, at=moment(date(cast.year - 1, 12, 18))
    )
    cast.approve(gate, moment(date(cast.year - 1, 12, 22)), waiver=WAIVER)


def _spend_by_month(cast: Cast) -> dict[str, list[Decimal]]:
    """What each shop's advertising may cost in each month: a quarter more than the median of the whole months."""
    months = cast.months()
    period = Period(months[0], month_last(months[-1]))
    question = MetricQuestion(("ad_spend",), period, by=("shop", "month"))
    with open_session(intake.snapshot(cast.brand), many_questions=True) as session:
        answer = measure(question, session)
    found: dict[str, list[Decimal]] = {}
    for figure in answer.figures:
        if figure.value:
            found.setdefault(figure.members[0], []).append(Decimal(figure.value))
    amounts = {}
    for shop, spent in found.items():
        usual = sorted(spent)[len(spent) // 2] * SPARE
        planned = [max(usual, each * SPARE) for each in spent]
        planned += [usual] * (12 - len(planned))
        amounts[shop] = [each.quantize(Decimal("100")) for each in planned[:12]]
    return amounts


def plan_year(cast: Cast) -> None:
    """The annual plan in its six parts, approved before the year began."""
    day = date(cast.year, 1, 1)
    at = moment(date(cast.year - 1, 12, 23))
    plan = programmes.programme_open(
        brand=cast.brand, kind="year", day=day, actor=cast.manager, at=at
    )
    _write_parts(cast, plan, f"{cast.year} 年", at=moment(date(cast.year - 1, 12, 23), 14))
    approve_plan(cast, plan, asked=date(cast.year - 1, 12, 24), decided=date(cast.year - 1, 12, 26))


def plan_month(cast: Cast, month: date, *, is_late: bool) -> None:
    """The month's plan; approved before it begins, or a day too late."""
    opened = date.fromordinal(month.toordinal() - 9)
    decided = date.fromordinal(month.toordinal() + (1 if is_late else -4))
    plan = programmes.programme_open(
        brand=cast.brand, kind="month", day=month, actor=cast.manager, at=moment(opened)
    )
    _write_parts(cast, plan, f"{month:%Y-%m}", at=moment(opened, 15))
    approve_plan(cast, plan, asked=date.fromordinal(opened.toordinal() + 1), decided=decided)


def plan_next_month(cast: Cast) -> None:
    """The next month's plan waits for the owner: whoever opens the demo may approve it."""
    month = month_last(cast.last) + timedelta(days=1)
    opened = cast.last - timedelta(days=1)
    plan = programmes.programme_open(
        brand=cast.brand, kind="month", day=month, actor=cast.manager, at=moment(opened)
    )
    _write_parts(cast, plan, f"{month:%Y-%m}", at=moment(opened, 15))
    programmes.programme_ask(programme=plan, author=cast.manager, at=moment(opened, 16))


def approve_plan(cast: Cast, plan: "Programme", *, asked: date, decided: date) -> None:
    """The manager asks, the owner decides."""
    version = programmes.programme_ask(programme=plan, author=cast.manager, at=moment(asked))
    gate = gates.gate_latest(cast.brand, "programme_version", str(version.pk))
    if gate is not None:
        cast.approve(gate, moment(decided), waiver=WAIVER)


TEXTS = {
    "goals": "在守住退款率的前提下完成 GMV 目标，抖音增速高于其他渠道。",
    "market": "一二线城市租房与改善型家庭，关注材质与收纳。",
    "channels": "旗舰店为主阵地，抖音做增量，京东做品质，拼多多清库存，小红书种草。",
    "rhythm": "年货节、618、双11 三大节点，其余月份以会员日和上新带动。",
    "budget": "广告按店铺分行控制，达人与样品单列，超支须申请例外。",
    "team": "六个核心岗位到位，二季度安排合规与广告法培训。",
}
MONTH_TEXT = "延续上月节奏，按日历执行；本月重点见日历与目标表。"


def _write_parts(cast: Cast, plan: "Programme", when: str, *, at: datetime) -> None:
    for word in parts_of(plan.kind):
        text = TEXTS.get(word.key, MONTH_TEXT)
        programmes.part_write(
            programme=plan, key=word.key, text=f"**{when}** {text}", actor=cast.manager, at=at
        )
