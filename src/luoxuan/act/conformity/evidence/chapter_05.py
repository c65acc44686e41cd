"""Chapter 5: the principles, as far as records show them."""

from typing import TYPE_CHECKING

from luoxuan.act.conformity.evidence import sources
from luoxuan.act.conformity.evidence.model import (
    Evidence,
    EvidenceContext,
    EvidenceRow,
    both,
    nothing_yet,
    percent,
    share,
    share_of,
)
from luoxuan.act.conformity.evidence.registry import evidence
from luoxuan.act.ideas import selectors as ideas
from luoxuan.foundation.gates import selectors as gates
from luoxuan.plan.strategy import selectors as strategy
from luoxuan.standard import Said

if TYPE_CHECKING:
    from luoxuan.plan.strategy.alignment import AlignedThing

A_YEAR = 365


@evidence("5.1")
def aligned_with_strategy(context: EvidenceContext) -> Evidence:
    """Targets, budget lines and entries that link to an objective, of all there are."""
    url = context.address("strategy:objective_list")
    kinds = strategy.alignment_shares(context.brand)
    total = sum(kind.aligned + kind.unaligned for kind in kinds)
    value = share(sum(kind.aligned for kind in kinds), total)
    if value is None:
        return nothing_yet(
            "还没有可以挂到战略目标的目标、预算或活动：先定战略目标。",
            "There is no target, budget line or activity that could link to an objective: set objectives first.",
            url,
        )
    loose = [_loose(thing) for thing in strategy.alignment_of(context.brand, None)]
    rows = (*loose, *(_kind(kind, url) for kind in kinds))
    sentence = Said(
        f"目标、预算和活动共 {total} 项，{percent(value)} 挂到了战略目标。",
        f"Of {total} targets, budget lines and activities {percent(value)} link to an objective.",
    )
    return Evidence(value, sentence, context.day, rows, url)


def _loose(thing: "AlignedThing") -> EvidenceRow:
    label = Said(f"{thing.kind_zh}：{thing.title}", f"{thing.kind_en}: {thing.title}")
    detail = Said("没有挂到战略目标", "links to no objective")
    return EvidenceRow(label, False, detail, thing.url, thing.shop_key, thing.permission)


def _kind(kind: strategy.Alignment, url: str) -> EvidenceRow:
    money = percent(kind.amount_share)
    detail = Said(
        f"{kind.aligned} 个已挂，{kind.unaligned} 个未挂；金额 {money}",
        f"{kind.aligned} linked, {kind.unaligned} not; of the money {money}",
    )
    return EvidenceRow(Said(kind.zh, kind.en), not kind.unaligned, detail, url)


@evidence("5.3")
def sources_joined(context: EvidenceContext) -> Evidence:
    """Of the five kinds of data the clause names, those with days of the last week."""
    rows = sources.kinds_fresh(context)
    value, met, total = share_of(rows)
    sentence = Said(
        f"标准点名的 {total} 类数据（流量、交易、行为、广告、客服）中，{met} 类七天内有数据。",
        f"Of the {total} kinds of data the clause names (traffic, trade, behaviour, ads, service), {met} have data of the last seven days.",
    )
    as_of = sources.newest_day(context)
    return Evidence(value, sentence, as_of, rows, context.address("intake:import_list"))


@evidence("5.4")
def gated_before(context: EvidenceContext) -> Evidence:
    """Actions that need an approval, and had one before they ran."""
    found = gates.gated_share(context.brand, None, context.ago(A_YEAR), context.day)
    url = context.address("gates:list")
    value = share(found.gated, found.actions)
    if value is None:
        return nothing_yet(
            "近一年还没有需要审批的动作。",
            "Nothing that needs an approval ran in the last year.",
            url,
        )
    rows = tuple(
        EvidenceRow(told, False, Said("执行前没有通过审批", "ran without an approval before"), url)
        for told in found.ungated
    )
    sentence = Said(
        f"近一年 {found.actions} 个需要审批的动作中，{found.gated} 个在执行前通过了检查和审批（{percent(value)}）。"
        "内容发布、调价、名单导出的关口本版本尚未提供。",
        f"Of {found.actions} actions of the last year that need an approval, {found.gated} had passed it before they ran ({percent(value)}). "
        "The gates of publishing, pricing and exporting lists are not in this version.",
    )
    return Evidence(value, sentence, context.day, rows, url, is_at_most_partly=True)


@evidence("5.5")
def trials_recorded(context: EvidenceContext) -> Evidence:
    """Trials of the last year that should be over, and ended in an SOP or a lesson."""
    url = context.address("ideas:trial_list")
    since = context.ago(A_YEAR)
    met, total = ideas.outcome_share(context.brand, since, context.day)
    value = share(met, total)
    if value is None:
        return nothing_yet(
            "近一年没有到期的创新项目。", "No trial of the last year is due to end.", url
        )
    over = [t for t in ideas.trials_of(context.brand) if since <= t.ends_on <= context.day]
    rows = tuple(
        EvidenceRow(trial.title, bool(trial.article_slug), both(trial.get_state_display()),
                    context.address("ideas:trial", trial_id=trial.pk), trial.shop_key)
        for trial in over
    )  # fmt: skip
    sentence = Said(
        f"近一年到期的 {total} 个创新项目，{met} 个以 SOP 或教训结束（{percent(value)}）。",
        f"Of {total} trials due to end in a year, {met} ended in an SOP or a lesson ({percent(value)}).",
    )
    return Evidence(value, sentence, max(trial.made_at for trial in over), rows, url)
