"""Contracts: each rule is broken by a row made for it, and by no row that is right."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from luoxuan.warehouse import contracts, engine, lake
from luoxuan.warehouse.contracts import CONTRACTS, RULES
from luoxuan.warehouse.engine import Session
from luoxuan.warehouse.tables import TABLES
from tests.warehouse.rows import NOON, incoming, order, row

TODAY = date(2026, 3, 2)
SHOP = {"platform": "taobao", "shop_key": "demo"}
Rows = Mapping[str, Sequence[dict[str, Any]]]


@contextmanager
def lake_of(root: Path, tables: Rows) -> Iterator[Session]:
    base = lake.Snapshot(root, {})
    with lake.write_lock(root):
        after = lake.commit_imports(root, base, [incoming("i1", tables)]).snapshot
    with engine.open_session(after) as session:
        yield session


def counts(session: Session) -> dict[str, tuple[int, int]]:
    found = contracts.check(session, today=TODAY)
    return {one.rule: (one.checked, one.bad) for _n, results in found.values() for one in results}


def good_order(order_id: str, **given: Any) -> dict[str, Any]:
    usual = {
        "created_at": NOON,
        "paid_at": NOON,
        "buyer_paid_amount": Decimal("10.00"),
        "order_status": "completed",
    }
    return order("i1", order_id, int(order_id), **(usual | given))


def refund(refund_id: str, **given: Any) -> dict[str, Any]:
    usual = SHOP | {
        "refund_id": refund_id,
        "order_id": "1",
        "status": "refunded",
        "amount": Decimal("5.00"),
        "applied_on": TODAY,
        "currency": "CNY",
    }
    return row("refunds", "i1", int(refund_id), **(usual | given))


def flow(flow_no: str, **given: Any) -> dict[str, Any]:
    usual = SHOP | {
        "provider": "alipay",
        "account": "*0156",
        "ledger": "money_account",
        "flow_no": flow_no,
        "component": "",
        "fee_type": "goods",
        "amount": Decimal("10.00"),
        "order_id": "1",
        "occurred_at": NOON,
        "occurred_on": TODAY,
        "currency": "CNY",
    }
    return row("settlement_lines", "i1", int(flow_no), **(usual | given))


RIGHT: Rows = {
    "orders": [good_order("1")],
    "refunds": [refund("1")],
    "settlement_lines": [flow("1")],
}
BROKEN: list[tuple[str, Rows]] = [
    ("orders.buyer_paid_amount.filled", {"orders": [good_order("1", buyer_paid_amount=None)]}),
    ("orders.order_status.known", {"orders": [good_order("1", order_status="unknown")]}),
    ("orders.created_on.possible", {"orders": [good_order("1", created_on=date(2030, 1, 1))]}),
    ("orders.buyer_paid_amount.not_negative", {"orders": [good_order("1", buyer_paid_amount=Decimal(-1))]}),
    ("orders.bridge", {"orders": [good_order("1", quality_flags="x,bridge_mismatch")]}),
    ("orders.paid_after_created", {"orders": [good_order("1", paid_at=NOON - timedelta(days=3))]}),
    ("orders.one_shop", {"orders": [good_order("1"), good_order("1", shop_key="other")]}),
    ("refunds.order.there", {"orders": [good_order("1")], "refunds": [refund("1", order_id="9")]}),
    ("refunds.not_more_than_paid", {"orders": [good_order("1")], "refunds": [refund("1", amount=Decimal(11))]}),
    ("settlement_lines.order.there", {"orders": [good_order("1")], "settlement_lines": [flow("1", order_id="9")]}),
    ("settlement_lines.not_twice", {"orders": [good_order("1")], "settlement_lines": [flow("1"), flow("2")]}),
    ("settlement_lines.fee_type.known", {"settlement_lines": [flow("1", fee_type="unknown")]}),
]  # fmt: skip


def test_right_rows_break_no_promise(tmp_path: Path) -> None:
    with lake_of(tmp_path, RIGHT) as session:
        assert {rule: bad for rule, (_n, bad) in counts(session).items() if bad} == {}


@pytest.mark.parametrize(("rule", "rows"), BROKEN, ids=[rule for rule, _rows in BROKEN])
def test_a_row_that_breaks_a_promise_is_counted_and_shown(
    rule: str, rows: Rows, tmp_path: Path
) -> None:
    with lake_of(tmp_path, rows) as session:
        checked, bad = counts(session)[rule]
        shown = contracts.bad_rows(session, RULES[rule], today=TODAY)
    assert 0 < bad <= checked
    assert len(shown.rows) == bad
    assert shown.columns[: len(TABLES[RULES[rule].table].key)] == TABLES[RULES[rule].table].key


def test_each_shop_has_to_be_in_time_by_itself(tmp_path: Path) -> None:
    old = good_order("2", shop_key="other", created_on=TODAY - timedelta(days=9))
    with lake_of(tmp_path, {"orders": [good_order("1"), old]}) as session:
        assert counts(session)["orders.timely"] == (2, 1)


def test_a_rule_that_looks_into_an_empty_table_says_nothing(tmp_path: Path) -> None:
    with lake_of(tmp_path, {"refunds": [refund("1")]}) as session:
        assert "refunds.order.there" not in counts(session)


def test_totals_of_a_file_that_do_not_add_up_are_seen(tmp_path: Path) -> None:
    said = '{"totals_check": {"金额": "file says 3, rows add up to 2"}}'
    files = [
        row("source_files", "i1", 1, part="", status="imported", report=said, rows_quarantined=2),
        row("source_files", "i1", 2, part="b", status="imported", report='{"totals_check": {"金额": "equal"}}'),
        row("source_files", "i1", 3, part="c", status="imported", report='{"totals_check": {}}'),
    ]  # fmt: skip
    with lake_of(tmp_path, {"source_files": files}) as session:
        found = counts(session)
    assert found["source_files.own_totals"] == (2, 1)
    assert found["source_files.quarantine"] == (3, 1)


def test_every_rule_can_be_asked_of_an_empty_lake(tmp_path: Path) -> None:
    with engine.open_session(lake.Snapshot(tmp_path, {})) as session:
        for rule in RULES.values():
            assert contracts.bad_rows(session, rule, today=TODAY).rows == ()
        assert contracts.check(session, today=TODAY) == {}


def test_every_contract_names_columns_of_its_table() -> None:
    for contract in CONTRACTS.values():
        names = {column.name for column in TABLES[contract.table].own}
        assert {*contract.needed, contract.group} - names <= (
            {contract.group} if contract.days_late is None else set()
        )
