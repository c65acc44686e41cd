"""Chapter 6: organisation, strategy, plans and targets."""

from datetime import datetime
from decimal import Decimal

from luoxuan.act.conformity.evidence.model import (
    Evidence,
    EvidenceContext,
    EvidenceRow,
    both,
    newest,
    nothing_yet,
    percent,
    share,
    share_of,
)
from luoxuan.act.conformity.evidence.registry import evidence
from luoxuan.act.conformity.evidence.sources import last_days
from luoxuan.metrics.standard_kpis import KpiAsked, KpiStanding, kpis_measured
from luoxuan.plan.programmes import parts as programme_parts
from luoxuan.plan.programmes import selectors as programmes
from luoxuan.plan.strategy import selectors as strategy
from luoxuan.plan.teams import selectors as teams
from luoxuan.standard import Said

A_YEAR = 365
OLDEST_SWOT = 365
RULES = {
    "no_accountable": Said("没有负责人", "nobody answers for it"),
    "many_accountable": Said("负责人不止一位", "more than one answers for it"),
    "no_responsible": Said("没有执行人", "nobody does it"),
    "not_held": Said("角色无人担任", "a role nobody holds"),
}


@evidence("6.1")
def roles_and_duties(context: EvidenceContext) -> Evidence:
    """Core roles held, and processes with exactly one accountable."""
    url = context.address("teams:home")
    people = context.address("people:member_list")
    roles = [
        EvidenceRow(
            both(core.role.label), core.is_held, "、".join((*core.members, *core.posts)), people
        )
        for core in teams.core_roles_held(context.brand)
    ]
    broken: dict[int, list[Said]] = {}
    for gap in teams.raci_gaps(context.brand):
        broken.setdefault(gap.process.pk, []).append(RULES[gap.rule])
    processes = [
        EvidenceRow(
            str(process), process.pk not in broken, _joined(broken.get(process.pk, [])), url
        )
        for process in teams.processes_of(context.brand)
    ]
    value, met, _total = share_of([*roles, *processes])
    held = sum(row.is_met for row in roles)
    sentence = Said(
        f"{len(roles)} 个核心角色中 {held} 个有人担任；{len(processes)} 个流程中 {met - held} 个职责清楚（合计 {percent(value)}）。",
        f"{held} of {len(roles)} core roles are held; {met - held} of {len(processes)} processes have clear duties (together {percent(value)}).",
    )
    return Evidence(value, sentence, context.day, (*roles, *processes), url, not processes)


def _joined(said: list[Said]) -> Said:
    return Said("、".join(one.zh for one in said), ", ".join(one.en for one in said))


@evidence("6.2")
def swot_with_evidence(context: EvidenceContext) -> Evidence:
    """Items of the SWOT board that rest on evidence; an old or half-empty board is lived in part at most."""
    url = context.address("strategy:board_list")
    board = strategy.board_current(context.brand, context.day)
    if board is None:
        return nothing_yet("还没有 SWOT 分析。", "There is no SWOT analysis yet.", url)
    standing = strategy.board_standing(board, context.at)
    full = strategy.board_of(context.brand, board.pk)
    items = list(full.items.all()) if full else []
    rows = tuple(
        EvidenceRow(f"{item.quadrant} {item.text}", bool(item.evidence.all()), "", url)
        for item in items
    )
    empty = "、".join(standing.empty_quadrants)
    sentence = Said(
        f"SWOT 有 {standing.items} 条，{percent(standing.evidence_share)} 有证据，{standing.age_days} 天前更新，带来 {standing.objectives} 个战略目标。"
        + (f"还缺象限：{empty}。" if empty else ""),
        f"The SWOT has {standing.items} items, {percent(standing.evidence_share)} with evidence, changed {standing.age_days} days ago, and led to {standing.objectives} objectives."
        + (f" Empty quadrants: {empty}." if empty else ""),
    )
    is_held_back = bool(empty) or standing.age_days > OLDEST_SWOT
    value = share(standing.with_evidence, standing.items)
    return Evidence(value, sentence, board.changed_at, rows, url, is_held_back)


@evidence("6.3")
def annual_plan(context: EvidenceContext) -> Evidence:
    """How complete the six parts of this year's plan are; a plan not approved is lived in part at most."""
    url = context.address("programmes:plan_list")
    plan = programmes.programme_for(context.brand, "year", context.day)
    if plan is None:
        return nothing_yet("今年还没有年度规划。", "There is no plan of this year yet.", url)
    parts = programme_parts.parts_now(plan)
    rows = tuple(
        EvidenceRow(both(part.word.title), not part.missing, percent(part.completeness), url)
        for part in parts
    )
    value = programme_parts.completeness(parts).quantize(Decimal("0.0001"))
    version = programmes.version_in_force(plan)
    zh = f"现行第 {version.number} 版已批准。" if version else "还没有批准的版本。"
    en = f"Version {version.number} is approved." if version else "No version is approved yet."
    sentence = Said(
        f"年度规划六个部分完成 {percent(value)}。{zh}",
        f"The six parts of the plan are complete to {percent(value)}. {en}",
    )
    as_of = (version.decided_at or version.asked_at) if version else plan.changed_at
    return Evidence(value, sentence, as_of, rows, url, version is None)


@evidence("6.4")
def months_planned(context: EvidenceContext) -> Evidence:
    """Months of the last year whose plan was approved before they began, since the first plan there was."""
    url = context.address("programmes:plan_list")
    plans = programmes.programmes_of(context.brand)
    first = min((plan.starts_on for plan in plans), default=None)
    timing = programmes.months_on_time(
        context.brand, max(first or context.day, context.ago(A_YEAR)), context.day
    )
    value = share(timing.on_time, len(timing.months))
    if first is None or value is None:
        return nothing_yet("还没有月度计划。", "There is no monthly plan yet.", url)
    rows = tuple(
        EvidenceRow(f"{month.month:%Y-%m}", month.is_on_time, _approved(month.approved_at), url)
        for month in timing.months
    )
    sentence = Said(
        f"已开始的 {len(timing.months)} 个月中，{timing.on_time} 个月的计划在月初之前已批准（{percent(value)}）。",
        f"Of {len(timing.months)} months begun, {timing.on_time} had an approved plan before ({percent(value)}).",
    )
    as_of = newest(*(month.approved_at for month in timing.months))
    return Evidence(value, sentence, as_of, rows, url)


def _approved(at: datetime | None) -> Said:
    if at is None:
        return Said("没有批准的计划", "no approved plan")
    return Said(f"批准于 {at:%Y-%m-%d}", f"approved on {at:%Y-%m-%d}")


@evidence("6.6")
def named_kpis(context: EvidenceContext) -> Evidence:
    """The KPIs the clause names: which have a formula and a figure of the last 30 days of data."""
    url = context.address("conformity:kpis")
    days = last_days(context)
    standings = kpis_measured(context.session, KpiAsked(days, context.brand.currency))
    rows = tuple(_kpi(one, url) for one in standings)
    value, met, total = share_of(rows)
    sentence = Said(
        f"标准点名的 {total} 个 KPI 中，{met} 个有公式和来源并从数据算出（{percent(value)}）。",
        f"Of {total} KPIs the clause names, {met} have a formula and lineage and are computed from data ({percent(value)}).",
    )
    return Evidence(value, sentence, days.last, rows, url)


def _kpi(one: KpiStanding, url: str) -> EvidenceRow:
    """Which shop has which share is not told here: not everybody who sees the row sees every shop."""
    is_told = one.kpi.how == "shares" and one.is_computed
    return EvidenceRow(one.kpi.name, one.is_computed, one.kpi.formula if is_told else one.why, url)
