"""From a person's answers to a layout."""

from dataclasses import replace

import pytest
from django.utils import translation

from luoxuan.foundation.intake.services import (
    ColumnAnswer,
    LayoutAnswerError,
    MappingAnswers,
    answers_parse,
    layout_build,
)

ANSWERS = MappingAnswers(
    title="自有商城订单",
    dataset="own_shop",
    columns=(
        ColumnAnswer("单号", "id", "order_lines.order_id", is_key=True),
        ColumnAnswer("货号", "id", "order_lines.merchant_sku", is_key=True),
        ColumnAnswer("件数", "count", "order_lines.quantity"),
        ColumnAnswer("单价", "money", "order_lines.unit_price"),
        ColumnAnswer("时间", "time", "order_lines.created_at"),
        ColumnAnswer("收件人", "personal"),
    ),
    paid_assumed=True,
)


def test_line_amounts_follow_from_pieces_and_price() -> None:
    layout = layout_build(ANSWERS)
    lines, orders = layout.emit
    assert lines.fields["paid_amount"] == {"multiply": ["单价", "件数"]}
    assert (orders.table, orders.rank, orders.once_per) == ("orders", 0, ("单号",))
    assert set(orders.totals) == {"units", "goods_amount", "buyer_paid_amount"}


def test_answers_survive_the_draft() -> None:
    assert answers_parse(ANSWERS.to_json()) == ANSWERS


def test_a_mapping_without_a_key_is_sent_back() -> None:
    columns = tuple(replace(column, is_key=False) for column in ANSWERS.columns)
    with pytest.raises(LayoutAnswerError):
        layout_build(replace(ANSWERS, columns=columns))


def test_two_columns_may_not_share_a_field() -> None:
    twice = ColumnAnswer("另一时间", "time", "order_lines.created_at")
    with translation.override("zh-hans"), pytest.raises(LayoutAnswerError, match="下单时间"):
        layout_build(replace(ANSWERS, columns=(*ANSWERS.columns, twice)))


def test_lines_without_an_order_number_are_sent_back() -> None:
    with translation.override("zh-hans"), pytest.raises(LayoutAnswerError, match="订单号"):
        layout_build(replace(ANSWERS, columns=ANSWERS.columns[1:]))
