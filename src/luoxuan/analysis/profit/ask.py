"""Asking what is left of sales after every cost (6.6)."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from luoxuan.analysis.profit import query, rows, words
from luoxuan.analysis.profit.answer import EstimateError, ProfitAnswer, ProfitRow
from luoxuan.analysis.profit.question import ProfitQuestion
from luoxuan.metrics.sentences import Sentence

IN_TIME = ("day", "month")


def ask(question: ProfitQuestion, session: query.Session) -> ProfitAnswer:
    """The bridge in total and by member: the rows add up to the total to the cent."""
    found = query.bridges(question, session)
    names = query.titles(question, session)
    told = [_row(question, one, names) for one in found.members]
    summed, errors = found.total, found.errors
    answer = ProfitAnswer(
        question,
        rows.row(summed, (), ()),
        tuple(sorted((row for row in told if row), key=lambda row: _place(question, row))),
        Decimal(summed.get("ad_unallocated") or 0),
        rows.error_of(_together(errors)),
        _by_fee_and_platform(errors),
        ad_spend_waiting=Decimal(summed.get("ad_waiting") or 0),
    )
    return replace(answer, sentences=tuple(_said(answer)))


def _row(
    question: ProfitQuestion, sums: query.Row, names: dict[str, dict[str, str]]
) -> ProfitRow | None:
    """None of a member that has nothing but ad spend on lines not settled yet."""
    members = tuple(sums[f"by_{n}"] for n in range(len(question.by)))
    labels = tuple(
        names.get(by, {}).get(member) or sums.get(f"label_{n}") or member
        for n, (by, member) in enumerate(zip(question.by, members, strict=True))
    )
    is_empty = not sums["orders"] and sums["ad_spend"] is None
    return None if is_empty else rows.row(sums, members, labels)


def _place(question: ProfitQuestion, row: ProfitRow) -> tuple[object, ...]:
    if question.by[0] in IN_TIME:
        return row.members
    return (-row.steps["operating_profit"], row.members)


def _together(errors: list[query.Row]) -> query.Row:
    return {name: sum((row[name] for row in errors), 0) for name in query.OF_ERROR}


def _by_fee_and_platform(errors: list[query.Row]) -> tuple[EstimateError, ...]:
    return tuple(rows.error_of(row, row["fee"], row["platform"]) for row in errors)


def _said(answer: ProfitAnswer) -> Iterator[Sentence]:
    total, asked = answer.total, answer.question.period
    period = str(asked.first) if asked.first == asked.last else f"{asked.first} – {asked.last}"
    profit, revenue = total.steps["operating_profit"], total.steps["net_revenue"]
    if not total.orders:
        yield words.NOTHING_SOLD.fill(period=period)
    elif not total.cost_coverage or total.net_margin is None:
        yield words.NO_COST.fill(period=period, revenue=revenue)
    else:
        template = words.LOST if profit < 0 else words.EARNED
        known = revenue + total.steps["cost_unknown"]
        yield template.fill(
            period=period, profit=abs(profit), revenue=known, margin=total.net_margin
        )
        if total.cost_coverage < 1:
            yield words.PARTLY_KNOWN.fill(share=total.cost_coverage)
    if total.settled_share is not None and total.settled_share < 1:
        yield words.PARTLY_SETTLED.fill(share=total.settled_share)
    error = answer.estimate
    if error.error is not None and error.wape is not None:
        yield words.WRONG_BY.fill(error=error.error, wape=error.wape)
    if answer.ad_spend_unallocated:
        yield words.UNALLOCATED.fill(amount=answer.ad_spend_unallocated)
    if answer.ad_spend_waiting:
        yield words.WAITING.fill(amount=answer.ad_spend_waiting)
