"""Whose account a movement stands in (11.12)."""

from datetime import time
from decimal import Decimal
from typing import Any

from tests.analysis.reconciliation.ledgers import asked, entry, kinds, order
from tests.warehouse.rows import Row, row

WECHAT: dict[str, Any] = {"platform": "wechat_pay", "provider": "wechat_pay", "account": ""}
BALANCE: dict[str, Any] = {"ledger": "platform_account", "provider": "pdd", "platform": "pdd"}


def paid(payment_id: str, amount: str, order_id: str, account: str = "****0001") -> Row:
    """A line of the trade bill."""
    line = entry(payment_id, amount, order_id)
    kept = {name: line[name] for name in ("amount", "occurred_at", "occurred_on", "currency")}
    told = {"provider": "wechat_pay", "account": account, "payment_id": payment_id}
    named = {"platform": "wechat_pay", "shop_key": "", "kind": "payment", "status": "success"}
    return row("payments", "p", **kept, **told, **named, order_id=order_id)


def test_a_fund_bill_without_its_number_joins_the_only_account_that_is_known() -> None:
    lines = [
        entry("1", "60.00", "a", holder="****0001", balance_after=Decimal(60), **WECHAT),
        entry("2", "40.00", "b", clock=time(13), balance_after=Decimal(100), **WECHAT),
    ]
    orders = [order("a", "60.00"), order("b", "40.00")]
    answer, found = asked(orders=orders, settlement_lines=lines)
    assert not found
    (account,) = answer.accounts
    assert (account.account, account.opening, account.closing) == (
        "****0001",
        Decimal(0),
        Decimal(100),
    )


def test_a_fund_bill_of_nobody_and_its_trade_bill_are_one_book() -> None:
    lines = [entry("f1", "60.00", None, external_no="p1", **WECHAT)]
    for holder in (None, "****0001"):
        answer, found = asked(
            orders=[order("a", "60.00")],
            settlement_lines=[line | {"holder": holder} for line in lines],
            payments=[paid("p1", "60.00", "a")],
        )
        assert not found
        assert answer.total == answer.matched == Decimal(60)


def test_a_trade_bill_of_another_merchant_number_is_a_book_of_its_own() -> None:
    lines = [entry("f1", "60.00", None, external_no="p1", holder="****0001", **WECHAT)]
    answer, found = asked(
        orders=[order("a", "60.00"), order("b", "40.00")],
        settlement_lines=lines,
        payments=[paid("p1", "60.00", "a"), paid("p2", "40.00", "b", "****0002")],
    )
    assert not found
    assert [(one.account, one.total) for one in answer.accounts] == [
        ("****0001", Decimal(60)),
        ("****0002", Decimal(40)),
    ]


def test_balances_of_two_shops_never_mix() -> None:
    """Even where both books give their account one name."""
    lines = [
        entry(f"{shop}{n}", "10.00", None, fee_type="deposit", clock=time(9 + n, place),
              shop_key=shop, account="聚合账户", balance_after=Decimal(start + 10 * n), **BALANCE)
        for n in (1, 2, 3) for place, (shop, start) in enumerate((("one", 100), ("two", 500)))
    ]  # fmt: skip
    answer, found = asked(settlement_lines=lines)
    assert not [d for d in found if d.kind == "balance_break"]
    assert [(a.opening, a.closing, a.total) for a in answer.accounts] == [
        (Decimal(100), Decimal(130), Decimal(30)),
        (Decimal(500), Decimal(530), Decimal(30)),
    ]
    assert not kinds(found)
