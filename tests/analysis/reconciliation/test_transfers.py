"""Money between own accounts meets its other end (11.12)."""

from dataclasses import replace
from datetime import time
from decimal import Decimal
from typing import Any

from tests.analysis.reconciliation.ledgers import SEPTEMBER, asked, bill, day, entry, kinds, order

DOUYIN: dict[str, Any] = {"platform": "douyin", "shop_key": "dy", "provider": "douyin"}
BANK: dict[str, Any] = {"platform": "bank", "provider": "bank", "account": "6222"}


def test_a_withdrawal_meets_the_bank_and_another_is_on_its_way() -> None:
    lines = [
        entry("w1", "-500.00", None, fee_type="withdrawal", ledger="platform_account", **DOUYIN),
        entry("w2", "-500.00", None, fee_type="withdrawal", ledger="platform_account", **DOUYIN),
        entry(
            "w3",
            "-90.00",
            None,
            fee_type="withdrawal",
            on=day(30),
            ledger="platform_account",
            **DOUYIN,
        ),
        entry("b1", "500.00", None, fee_type="transfer", on=day(7), **BANK),
        entry("b2", "123.00", None, fee_type="transfer", on=day(29), **BANK),
    ]
    answer, found = asked(settlement_lines=lines)
    assert kinds(found) == [
        ("timing", "", Decimal(-90)),
        ("unmatched_in", "", Decimal(123)),
        ("unmatched_out", "", Decimal(-500)),
    ]
    assert [d.flow_nos for d in found if d.kind == "unmatched_out"] == [("w2",)]
    assert answer.explained == Decimal(-500) + 500 - 90


def test_payouts_that_are_merged_or_split_are_matched_by_day_or_number() -> None:
    own: dict[str, Any] = {"fee_type": "withdrawal", "ledger": "platform_account", **DOUYIN}
    lines = [
        entry("m1", "-100.00", None, **own),
        entry("m2", "-250.00", None, **own),
        entry("b1", "350.00", None, fee_type="transfer", on=day(7), **BANK),
        entry("s1", "-80.00", None, on=day(10), **own),
        entry("b2", "30.00", None, fee_type="transfer", on=day(10), clock=time(13), **BANK),
        entry("b3", "50.00", None, fee_type="transfer", on=day(10), clock=time(14), **BANK),
        entry("n1", "-70.00", None, on=day(12), external_no="T9", **own),
        entry("b4", "40.00", None, fee_type="transfer", on=day(13), external_no="T9", **BANK),
        entry("b5", "30.00", None, fee_type="transfer", on=day(14), external_no="T9", **BANK),
    ]
    answer, found = asked(settlement_lines=lines)
    assert not found
    assert answer.unexplained == 0


def test_a_bill_that_was_not_paid_out_is_missing() -> None:
    jd: dict[str, Any] = {"platform": "jd", "shop_key": "jd", "provider": "jd"}
    bank: dict[str, Any] = {"fee_type": "transfer", **BANK}
    lines = [
        bill("1", "100.00", "a", statement_id="S1", **jd),
        bill("2", "-5.00", "a", fee_type="commission", statement_id="S1", **jd),
        bill("3", "60.00", "b", statement_id="S2", on=day(10), **jd),
        entry("in", "95.00", None, on=day(8), **bank),
    ]
    orders = [
        order(name, amount, platform="jd", shop_key="jd")
        for name, amount in (("a", "100.00"), ("b", "60.00"))
    ]
    question = replace(SEPTEMBER, as_of=day(20, 10))
    late = entry("later", "1.00", None, on=day(20), **bank)
    found = asked(question, orders=orders, settlement_lines=[*lines, late])[1]
    assert ("missing_settlement", "", Decimal(-60)) in kinds(found)
    assert ("unmatched_in", "", Decimal(1)) in kinds(found)
    assert len(found) == 2


def test_what_a_bank_pays_out_after_a_weekend_meets_the_withdrawals_of_its_days() -> None:
    own: dict[str, Any] = {"fee_type": "withdrawal", "ledger": "platform_account", **DOUYIN}
    bank: dict[str, Any] = {"fee_type": "transfer", **BANK}
    out = [(5, "-100.00"), (6, "-50.00"), (7, "-70.00")]
    lines = [entry(f"w{on}", amount, None, on=day(on), **own) for on, amount in out]
    paid = [entry("b", "220.00", None, on=day(8), **bank)]
    answer, found = asked(settlement_lines=[*lines, *paid])
    assert not found
    assert answer.unexplained == 0


def test_no_withdrawal_is_in_two_payouts_of_days_that_overlap() -> None:
    own: dict[str, Any] = {"fee_type": "withdrawal", "ledger": "platform_account", **DOUYIN}
    bank: dict[str, Any] = {"fee_type": "transfer", **BANK}
    out = [(5, "-100.00"), (6, "-50.00"), (7, "-70.00")]
    lines = [entry(f"w{on}", amount, None, on=day(on), **own) for on, amount in out]
    paid = [
        entry("b1", "150.00", None, on=day(7), **bank),
        entry("b2", "120.00", None, on=day(8), **bank),
        entry("last", "1.00", None, on=day(28), **bank),
    ]
    found = asked(settlement_lines=[*lines, *paid])[1]
    assert kinds(found) == [
        ("unmatched_in", "", Decimal(1)),
        ("unmatched_in", "", Decimal(120)),
        ("unmatched_out", "", Decimal(-70)),
    ]
