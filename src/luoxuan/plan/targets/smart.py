"""Whether a target is SMART, measured and not ticked (6.5)."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from luoxuan.metrics import METRICS, Coverage, MetricQuestion, Period, measure
from luoxuan.metrics.period import DAY
from luoxuan.metrics.sentences import Sentence, Template
from luoxuan.plan.strategy import selectors as strategy
from luoxuan.plan.targets import suggestions
from luoxuan.plan.targets.kept import kept
from luoxuan.plan.targets.models import TargetNode
from luoxuan.plan.targets.planned import Planned
from luoxuan.plan.targets.prospects import Desk

Letter = Literal["specific", "measurable", "attainable", "relevant", "time_bound"]
State = Literal["yes", "warn", "no"]
LOOK_BACK = 29 * DAY
LEAST_COVERED = Decimal("0.8")
TOO_EASY, TOO_HARD = Decimal("0.05"), Decimal("0.99")
ACTIVE = "active"


def _template(name: str, zh: str, en: str) -> Template:
    return Template(f"smart_{name}", en=en, zh=zh)


SPECIFIC = _template("specific", "指标、单位、负责人明确。", "Figure, unit and owner are named.")
NO_OWNER = _template(
    "no_owner", "没有负责人或负责角色。", "Nobody owns it: name a person or a role."
)
NO_METRIC = _template(
    "no_metric", "指标 {metric} 不在指标库中。", "This version has no figure {metric}."
)
COVERED = _template(
    "covered",
    "近 30 天数据覆盖 {share:share} 的店·日。",
    "The last 30 days are covered to {share:share} of the shop-days.",
)
NOT_COVERED = _template(
    "not_covered",
    "近 30 天没有数据，无法衡量。",
    "The last 30 days have no data: it cannot be measured.",
)
OF_PARTS = _template("of_parts", "由下级指标计算。", "Computed from what is below it.")
ATTAINABLE = _template(
    "attainable",
    "处在预测分布的 {percentile:share} 分位。",
    "It lies at {percentile:share} of the forecast.",
)
HARD = _template(
    "hard",
    "处在预测分布的 {percentile:share} 分位：照现在的势头几乎达不到。",
    "It lies at {percentile:share} of the forecast: as things are it is out of reach.",
)
EASY = _template(
    "easy",
    "处在预测分布的 {percentile:share} 分位：不努力也会达到。",
    "It lies at {percentile:share} of the forecast: it comes without effort.",
)
UNFORESEEN = _template(
    "unforeseen", "历史不足，无法与预测比较。", "There is too little history to compare it with."
)
RELEVANT = _template("relevant", "支撑目标“{title}”。", "It serves the objective “{title}”.")
NO_OBJECTIVE = _template("no_objective", "没有关联战略目标。", "It serves no objective: link one.")
NOT_ACTIVE = _template(
    "not_active", "关联的战略目标“{title}”不在进行中。", "Its objective “{title}” is not active."
)
TIMED = _template("timed", "{year} 年每个月都有目标。", "Every month of {year} has its target.")
MONTHS_MISSING = _template(
    "months_missing", "{count} 个月没有目标。", "{count} months have no target."
)


@dataclass(frozen=True)
class SmartFinding:
    """One letter of one node."""

    node: TargetNode
    letter: Letter
    state: State
    sentence: Sentence


def is_goal(planned: Planned, node: TargetNode) -> bool:
    """Whether somebody set a number for it; assumptions and mere formulas are no goals."""
    has_own = any((node.pk, month) in planned.values for month in planned.tree.months())
    return has_own and not node.is_assumption


def smart_findings(planned: Planned, node: TargetNode, desk: Desk) -> list[SmartFinding]:
    """The five letters of a goal."""
    found = (
        _specific(node), _measurable(node, desk), _attainable(planned, node, desk),
        _relevant(planned, node), _time_bound(planned, node),
    )  # fmt: skip
    return [SmartFinding(node, *one) for one in found]


Told = tuple[Letter, State, Sentence]


def _specific(node: TargetNode) -> Told:
    if node.metric and node.metric not in METRICS:
        return "specific", "no", NO_METRIC.fill(metric=node.metric)
    if node.owner is None and not node.role:
        return "specific", "no", NO_OWNER.fill()
    return "specific", "yes", SPECIFIC.fill()


def _measurable(node: TargetNode, desk: Desk) -> Told:
    if node.metric not in METRICS:
        return "measurable", "yes", OF_PARTS.fill()
    asked = suggestions.asked_of(node, desk)
    if not asked.shops:
        return "measurable", "no", NOT_COVERED.fill()
    period = Period(desk.day - LOOK_BACK, desk.day)
    question = MetricQuestion((node.metric,), period, shops=asked.shops, currency=asked.currency)

    def made() -> Coverage:
        (figure,) = measure(question, desk.session, desk.covered(period)).figures
        return figure.coverage

    coverage = kept(desk.snapshot, question, Coverage, made)
    if not coverage.days_covered:
        return "measurable", "no", NOT_COVERED.fill()
    share = Decimal(coverage.days_covered) / max(coverage.days_asked, 1)
    state: State = "yes" if share >= LEAST_COVERED else "warn"
    return "measurable", state, COVERED.fill(share=share)


def _attainable(planned: Planned, node: TargetNode, desk: Desk) -> Told:
    if node.metric not in METRICS:
        return "attainable", "yes", OF_PARTS.fill()
    year = planned.year(node)
    prospect = desk.prospect(suggestions.asked_of(node, desk), planned.tree.year)
    found = None if year is None else suggestions.percentile_of(node, year, prospect)
    if found is None:
        return "attainable", "warn", UNFORESEEN.fill()
    effort = 1 - found if METRICS[node.metric].direction == "down" else found
    if effort > TOO_HARD:
        return "attainable", "no", HARD.fill(percentile=found)
    if effort < TOO_EASY:
        return "attainable", "warn", EASY.fill(percentile=found)
    return "attainable", "yes", ATTAINABLE.fill(percentile=found)


def _relevant(planned: Planned, node: TargetNode) -> Told:
    objective_id = objective_id_of(planned, node)
    objective = strategy.objective_of(planned.tree.brand, objective_id) if objective_id else None
    if objective is None:
        return "relevant", "no", NO_OBJECTIVE.fill()
    if objective.state != ACTIVE:
        return "relevant", "no", NOT_ACTIVE.fill(title=objective.title)
    return "relevant", "yes", RELEVANT.fill(title=objective.title)


def objective_id_of(planned: Planned, node: TargetNode) -> int | None:
    """Its own, else that of the nearest node above, else the tree's."""
    walked: TargetNode | None = node
    while walked is not None:
        if walked.objective_id is not None:
            return walked.objective_id
        walked = planned.node(walked.parent_id)
    return planned.tree.objective_id


def _time_bound(planned: Planned, node: TargetNode) -> Told:
    missing = sum(planned.own(node, month) is None for month in planned.tree.months())
    if missing:
        return "time_bound", "no", MONTHS_MISSING.fill(count=missing)
    return "time_bound", "yes", TIMED.fill(year=planned.tree.year)
