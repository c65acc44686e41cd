"""Over a real lake: asked twice, brought in two imports, with the rows behind it (11.12)."""

from luoxuan.analysis.reconciliation import ask, evidence
from tests.analysis.reconciliation.ledgers import SEPTEMBER, kinds, lake_of, listed
from tests.analysis.reconciliation.test_kinds import LINES, ORDERS, REFUNDS, TERMS


def test_asked_twice_and_brought_in_two_imports_it_says_the_same() -> None:
    whole = {
        "orders": ORDERS,
        "refunds": REFUNDS,
        "settlement_lines": LINES,
        "fee_terms": TERMS,
    }
    first = {"orders": ORDERS[::2], "settlement_lines": LINES[1::2], "fee_terms": TERMS}
    later = {"orders": ORDERS, "refunds": REFUNDS, "settlement_lines": LINES[::-1]}
    with lake_of(whole) as session:
        answer, found = ask(SEPTEMBER, session), listed(SEPTEMBER, session)
        assert (ask(SEPTEMBER, session), listed(SEPTEMBER, session)) == (answer, found)
        short = next(d for d in found if d.kind == "short_paid")
        rows = evidence(short, session)
        strangers = evidence(next(d for d in found if d.kind == "unmatched_in"), session)
    with lake_of(first, later) as session:
        assert ask(SEPTEMBER, session) == answer
        assert kinds(listed(SEPTEMBER, session)) == kinds(found)
    assert [row["order_id"] for row in rows.orders] == ["short"]
    assert {row["flow_no"] for row in rows.money_account} == {"short", "short-fee"}
    assert not strangers.orders
    assert "stranger-in" in {row["flow_no"] for row in strangers.money_account}
