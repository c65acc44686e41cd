"""The list of what is planted is whole: every kind, every order and number really in the files, on any last day."""

from collections import Counter
from datetime import date

import pytest

from luoxuan.analysis.reconciliation import DIFFERENCE_KINDS
from luoxuan.demo.bills.books import Books
from luoxuan.demo.brand import SHOP
from luoxuan.demo.differences import difference_answers, operation_answers
from luoxuan.demo.drafts import ExportFile
from luoxuan.demo.ids import order_number
from luoxuan.demo.story import Story

NATURAL = {"not_due", "timing", "unmatched_out"}
"""Kinds nobody plants: money that is not due yet, or moves from month to month."""


def test_every_kind_of_difference_is_planted(books: Books) -> None:
    kinds = Counter(answer.kind for answer in difference_answers(books))
    differences = {answer.kind for answer in difference_answers(books)} & set(DIFFERENCE_KINDS)
    assert differences == set(DIFFERENCE_KINDS) - NATURAL
    assert kinds["missing_settlement"] == 2
    assert {kind for kind in kinds if kind not in DIFFERENCE_KINDS} == {
        "late_row",
        "withdrawals_merged",
    }


def test_planted_orders_are_orders_of_their_shops(books: Books) -> None:
    window = books.story.window
    known = {
        shop: {order_number(SHOP[shop], window, order) for order in orders}
        for shop, orders in books.story.orders.items()
    }
    for answer in difference_answers(books):
        numbers = set(filter(None, answer.subject["orders"].split(",")))
        assert (numbers <= known.get(answer.shop, set())) is (answer.kind != "unmatched_in")


@pytest.mark.parametrize("kind", ["refund_deducted_twice", "compensation"])
def test_planted_numbers_stand_in_the_bills(
    kind: str, books: Books, files: dict[str, ExportFile]
) -> None:
    (answer,) = [each for each in difference_answers(books) if each.kind == kind]
    flows = [file for name, file in files.items() if name.startswith("douyin/动账")]
    whole = "".join(file.data.decode("utf-8-sig") for file in flows)
    assert all(number in whole for number in answer.subject["flow_nos"].split(","))


@pytest.mark.parametrize("last", [date(2026, 3, 1), date(2028, 2, 29)])
def test_any_last_day_has_all_of_them(last: date) -> None:
    made = Books(Story(last))
    kinds = Counter(answer.kind for answer in difference_answers(made))
    assert sum(kinds.values()) == 16
    assert len(list(operation_answers(made))) == 4
    for answer in difference_answers(made):
        assert answer.first_day <= answer.last_day <= last
