"""Asking what is left of sales after every cost (6.6)."""

from luoxuan.analysis.profit import estimate, query
from luoxuan.analysis.profit.answer import ProfitAnswer, ProfitRow
from luoxuan.analysis.profit.question import ProfitQuestion

IN_TIME = ("day", "month")


def ask(question: ProfitQuestion, session: query.Session) -> ProfitAnswer:
    """The bridge in total and by member."""
    found = query.bridges(question, session)
    rows = [_row(question, one) for one in found] if question.by else []
    total = estimate.row(_summed(question, found, session), (), ())
    return ProfitAnswer(
        question,
        total,
        tuple(sorted(rows, key=lambda row: _place(question, row))),
        estimate.NOTHING,
        estimate.error_of({}),
        currency=question.currency,
    )


def _summed(question: ProfitQuestion, found: list[query.Row], session: query.Session) -> query.Row:
    from dataclasses import replace

    return (query.bridges(replace(question, by=()), session) if question.by else found)[0]


def _row(question: ProfitQuestion, sums: query.Row) -> ProfitRow:
    members = tuple(sums[f"by_{n}"] for n in range(len(question.by)))
    return estimate.row(sums, members, members)


def _place(question: ProfitQuestion, row: ProfitRow) -> tuple[object, ...]:
    if question.by and question.by[0] in IN_TIME:
        return row.members
    return (-row.steps["operating_profit"], row.members)
