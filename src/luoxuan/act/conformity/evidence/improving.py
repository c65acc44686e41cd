"""Chapter 12 from the records of decisions, actions, suggestions, knowledge and loops (12.3 to 12.6, 12.8)."""

from decimal import Decimal
from typing import TYPE_CHECKING

from luoxuan.act.conformity.evidence.model import (
    Evidence,
    EvidenceContext,
    EvidenceRow,
    both,
    newest,
    nothing_yet,
    percent,
    share,
)
from luoxuan.act.conformity.evidence.registry import evidence
from luoxuan.act.ideas import selectors as ideas
from luoxuan.act.improvements import selectors as improvements
from luoxuan.act.knowledge import selectors as knowledge
from luoxuan.act.loop import selectors as loop
from luoxuan.check.reviews import selectors as reviews
from luoxuan.standard import Said

if TYPE_CHECKING:
    from luoxuan.act.improvements.models import Action
    from luoxuan.act.loop.stations import Loop

A_YEAR = 365


@evidence("12.3")
def reviews_decided(context: EvidenceContext) -> Evidence:
    """Held reviews of the year that ended in decisions; adopted proposals stand beside."""
    url = context.address("reviews:review_list")
    since = context.ago(A_YEAR)
    held = [r for r in reviews.reviews_of(context.brand) if r.held_at and r.last >= since]
    decided = {d.review_id for d in reviews.decisions_between(context.brand, since, context.day)}
    value = share(sum(review.pk in decided for review in held), len(held))
    if value is None:
        return nothing_yet("近一年还没有开过复盘。", "No review was held in the last year.", url)
    answers = reviews.adopted(context.brand, since=since, until=context.day)
    rows = tuple(
        EvidenceRow(review.when, review.pk in decided, both(review.get_kind_display()),
                    context.address("reviews:review", review_id=review.pk))
        for review in held
    )  # fmt: skip
    sentence = Said(
        f"近一年开过 {len(held)} 次复盘，{percent(value)} 作出了决定；{answers.answered} 条资源调整建议，采纳 {answers.adopted} 条。",
        f"{percent(value)} of {len(held)} reviews of the year ended in decisions; of {answers.answered} proposals answered {answers.adopted} were adopted.",
    )
    return Evidence(value, sentence, newest(*(review.held_at for review in held)), rows, url)


@evidence("12.4")
def actions_done(context: EvidenceContext) -> Evidence:
    """Actions due in the last year that were done by their day, and what they brought."""
    url = context.address("improvements:board")
    since = context.ago(A_YEAR)
    record = improvements.action_record(context.brand, since=since, until=context.day)
    value = share(record.on_time, record.due)
    if value is None:
        return nothing_yet("近一年没有到期的改进行动。", "No action was due in the last year.", url)
    due = [
        action
        for action in improvements.actions_of(context.brand)
        if since <= action.due_on <= context.day
    ]
    effect = percent(record.median_of_expected)
    sentence = Said(
        f"近一年到期 {record.due} 项行动，{record.on_time} 项按时完成（{percent(value)}）；结束的 {record.closed} 项中 {record.measured} 项测了效果，效果中位数为预期的 {effect}。",
        f"Of {record.due} actions due in a year {record.on_time} were done in time ({percent(value)}); of {record.closed} closed {record.measured} were measured, the median effect is {effect} of what was expected.",
    )
    as_of = newest(*(action.done_at for action in due))
    return Evidence(value, sentence, as_of, tuple(_action(a, context) for a in due), url)


def _action(action: "Action", context: EvidenceContext) -> EvidenceRow:
    is_met = action.done_at is not None and action.done_at.date() <= action.due_on
    state = both(action.get_state_display())
    detail = Said(f"{action.due_on} 到期，{state.zh}", f"due {action.due_on}, {state.en}")
    address = context.address("improvements:action", action_id=action.pk)
    return EvidenceRow(action.title, is_met, detail, address, action.finding.shop_key)


@evidence("12.5")
def suggestions_answered(context: EvidenceContext) -> Evidence:
    """Suggestions of the last year that have an answer."""
    url = context.address("ideas:suggestion_list")
    since = context.ago(A_YEAR)
    met, total = ideas.answered_share(context.brand, since, context.day)
    value = share(met, total)
    if value is None:
        return nothing_yet(
            "近一年还没有人提建议。", "Nobody made a suggestion in the last year.", url
        )
    made = [s for s in ideas.suggestions_of(context.brand) if s.made_at.date() >= since]
    rows = tuple(
        EvidenceRow(one.title, one.answered_at is not None, both(one.get_state_display()),
                    context.address("ideas:suggestion", suggestion_id=one.pk))
        for one in made
    )  # fmt: skip
    sentence = Said(
        f"近一年 {total} 条建议，{met} 条已答复（{percent(value)}）。",
        f"Of {total} suggestions of the year {met} were answered ({percent(value)}).",
    )
    return Evidence(value, sentence, newest(*(one.made_at for one in made)), rows, url)


@evidence("12.6")
def knowledge_current(context: EvidenceContext) -> Evidence:
    """Published articles past their review; without any SOP nothing is lived."""
    url = context.address("knowledge:article_list")
    articles = list(knowledge.articles_of(context.brand, with_drafts=False))
    if not articles:
        return nothing_yet("知识库还没有发布的文章。", "No article is published yet.", url)
    stale = {article.pk for article in knowledge.stale(context.brand, context.day)}
    rows = tuple(
        EvidenceRow(article.title, article.pk not in stale,
                    Said(f"{article.review_on} 前复审", f"review by {article.review_on}"),
                    context.address("knowledge:article", slug=article.slug))
        for article in articles
    )  # fmt: skip
    sops = sum(article.kind == "sop" for article in articles)
    sentence = Said(
        f"知识库有 {len(articles)} 篇已发布（SOP {sops} 篇），{len(stale)} 篇过了复审日。",
        f"{len(articles)} articles are published ({sops} SOPs); {len(stale)} are past their review.",
    )
    return Evidence(Decimal(len(stale)), sentence, context.day, rows, url, not sops)


@evidence("12.8")
def loops_closed(context: EvidenceContext) -> Evidence:
    """Goals of the year with plan, actions, result, improvement and next plan."""
    url = context.address("loop:loop_list")
    found = loop.loops(context.brand, context.day.year, context.day, session=context.session)
    record = loop.record_of(found)
    value = share(record.closed, record.goals)
    if value is None:
        return nothing_yet("今年还没有目标可以闭环。", "There is no goal of this year yet.", url)
    sentence = Said(
        f"{record.goals} 个目标中，{record.closed} 个闭环完整（{percent(value)}）。",
        f"Of {record.goals} goals {record.closed} have a closed loop ({percent(value)}).",
    )
    return Evidence(value, sentence, context.day, tuple(_goal(one, context) for one in found), url)


def _goal(one: "Loop", context: EvidenceContext) -> EvidenceRow:
    gap = one.first_gap
    name = both(gap.name) if gap else Said("", "")
    detail = Said(f"缺：{name.zh}", f"missing: {name.en}") if gap else Said("完整", "whole")
    address = context.address("loop:loop", goal_kind=one.kind, goal_id=one.goal_id)
    return EvidenceRow(one.title, one.is_closed, detail, address, one.shop_key)
