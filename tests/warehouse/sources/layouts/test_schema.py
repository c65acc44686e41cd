"""A layout that cannot be used is refused, and the message says where."""

import pytest

from luoxuan.warehouse.sources import library

GOOD = """
platform: shop
dataset: orders
title: 样例
detect: {must: [单号, 金额]}
key: [单号]
columns:
  - {name: 单号, kind: id}
  - {name: 金额, kind: money}
  - {name: 买家, kind: personal}
  - {name: 状态, kind: status}
vocabularies: {own: {付了: completed}}
emit:
  - table: orders
    fields:
      order_id: 单号
      buyer_paid_amount: 金额
      order_status: {status: 状态, vocabulary: own}
      customer_key: {customer: 买家, quality: member_id}
"""


def told(text: str) -> str:
    with pytest.raises(library.LayoutError) as refused:
        library.layout_from_text(text, name="mine.yaml")
    return str(refused.value)


def test_a_good_layout_is_read() -> None:
    layout = library.layout_from_text(GOOD, name="mine.yaml")
    assert layout.id == "shop/orders@1"
    assert [emit.table for emit in layout.emit] == ["orders"]


def test_an_unknown_word_is_refused_with_file_and_field() -> None:
    assert told(GOOD + "colour: red\n") == "mine.yaml: colour: the schema has no such word."
    assert told(GOOD.replace("kind: money", "unit: money")) == (
        "mine.yaml: columns.1.unit: the schema has no such word."
    )


def test_an_unknown_kind_is_refused() -> None:
    message = told(GOOD.replace("kind: money", "kind: cash"))
    assert message.startswith("mine.yaml: columns.1.kind: ")
    assert "'money'" in message


def test_a_missing_field_is_named() -> None:
    assert told(GOOD.replace("title: 样例\n", "")) == "mine.yaml: title: Field required."


def test_text_that_is_no_yaml_is_refused() -> None:
    assert told("platform: [").startswith("mine.yaml: not readable as YAML: ")
    assert told("- a list") == "mine.yaml: expected named fields at the top."


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("key: [单号]", "key: [号码]", "key: the report has no column 号码."),
        ("must: [单号, 金额]", "must: [税]", "detect.must: the report has no column 税."),
        (
            "order_id: 单号",
            "order_id: 号码",
            "emit.0.fields.order_id: the report has no column 号码.",
        ),
        (
            "order_id: 单号",
            "order_no: 单号",
            "emit.0.fields: table orders has no column order_no.",
        ),
        ("table: orders", "table: sales", "emit.0.table: there is no canonical table sales."),
        (
            "vocabulary: own",
            "vocabulary: none",
            "emit.0.fields.order_status: there is no vocabulary none.",
        ),
        (
            "buyer_paid_amount: 金额",
            "buyer_paid_amount: {difference: [金额]}",
            "emit.0.fields.buyer_paid_amount: {'difference': ['金额']} is none of the forms",
        ),
        (
            "buyer_paid_amount: 金额",
            "buyer_paid_amount: {sum: [金额, {negate: 税}]}",
            "emit.0.fields.buyer_paid_amount: the report has no column 税.",
        ),
        (
            "buyer_paid_amount: 金额",
            "province: {match: 买家, pattern: '(省'}",
            "emit.0.fields.province: (省 is no pattern",
        ),
        (
            "buyer_paid_amount: 金额",
            "province: {match: 买家, pattern: 省}",
            "emit.0.fields.province: 省 needs one group in brackets, it has 0.",
        ),
        (
            "buyer_paid_amount: 金额",
            "province: {match: 买家}",
            "emit.0.fields.province: match needs pattern.",
        ),
        (
            "kind: money",
            "kind: money, grain: order",
            "columns: 金额 repeats within an order, but order_key is empty.",
        ),
        (
            "kind: money",
            "kind: money, aliases: [状态]",
            "columns: 状态 names both 金额 and 状态.",
        ),
        (
            "title: 样例",
            "title: 样例\ncurrency_pattern: USD",
            "currency_pattern: USD needs one group in brackets, it has 0.",
        ),
    ],
)
def test_a_name_that_leads_nowhere_is_refused(before: str, after: str, message: str) -> None:
    assert before in GOOD
    assert told(GOOD.replace(before, after)).startswith(f"mine.yaml: {message}")


@pytest.mark.parametrize(
    "field", ["买家", "{coalesce: [买家]}", "{only: 买家, where: {状态: [付了]}}"]
)
def test_a_personal_column_cannot_reach_a_table_in_the_clear(field: str) -> None:
    message = told(GOOD.replace("buyer_paid_amount: 金额", f"close_reason: {field}"))
    assert message == (
        "mine.yaml: emit.0.fields.close_reason: 买家 is personal: "
        "only customer, quality and match may read it."
    )


def test_an_amount_goes_by_its_name_with_and_without_the_unit() -> None:
    layout = library.layout_from_text(
        GOOD.replace("kind: money", "kind: money, aliases: [实付(元)]"), name="mine.yaml"
    )
    assert set(layout.columns[1].aliases) == {"实付(元)", "金额(元)", "实付"}
    assert layout.columns[0].aliases == ()
