"""The part of the answer sheet that speaks of bills, profit, stock, parcels and service."""

from datetime import date

from luoxuan.demo.answer import Answer
from luoxuan.demo.bills.books import Books
from luoxuan.demo.differences import difference_answers, operation_answers
from luoxuan.demo.losers import loser_answers
from luoxuan.demo.story import Story

BILLS = """
## The bills

The last four months have bills: 千牛动账 and 支付宝, 京东结算明细, 抖店动账 and 结算账单, 拼多多账务, 小红书余额 and 货款结算, 微信小店资金流水. They follow
from the orders and refunds, to the cent, but for what stands here; the month before last is closed in the demo's year, and the late row comes after
it. Amounts are what is there less what should be; of many orders and numbers the first ones are named, `answers.json` has them all. Dates are those
of 2026-11-23.

| kind | found in | shop | month | orders | flow numbers | amount | what it is |
|---|---|---|---|---|---|---|---|
"""
REST = """
Withdrawals go to Alipay two hours later, and what leaves Alipay for a bank is not in the files. No file tells of refunds of Xiaohongshu: its bill
is the first to.

## Profit, stock, parcels, service

| kind | found in | shop | subject | from | to | size | what it is |
|---|---|---|---|---|---|---|---|
"""
NAMED = 2
"""Orders and flow numbers that are printed; the rest is counted."""


def money_sheet(last: date) -> str:
    """What the bills, costs, stock, parcels and service files hold on purpose."""
    story = Story(last)
    books = Books(story)
    rest = (*loser_answers(story), *operation_answers(books))
    return (
        BILLS
        + "".join(map(_bill_line, difference_answers(books)))
        + REST
        + "".join(map(_rest_line, rest))
    )


def _bill_line(answer: Answer) -> str:
    cells = (
        f"`{answer.kind}`",
        answer.found_in,
        answer.shop,
        answer.subject["month"],
        _some(answer.subject["orders"]),
        _some(answer.subject["flow_nos"]),
        answer.size["amount"],
        answer.says,
    )
    return "| " + " | ".join(cells) + " |\n"


def _some(listed: str) -> str:
    names = [name for name in listed.split(",") if name]
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more


def _rest_line(answer: Answer) -> str:
    cells = (
        f"`{answer.kind}`",
        answer.found_in,
        answer.shop or "all",
        ", ".join(f"{name} {value}" for name, value in answer.subject.items()),
        str(answer.first_day),
        str(answer.last_day),
        ", ".join(f"{name} {value}" for name, value in answer.size.items()),
        answer.says,
    )
    return "| " + " | ".join(cells) + " |\n"
