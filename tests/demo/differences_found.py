"""Prints what the reconciliation of a month finds in a home: `python -m tests.demo.differences_found MONTH LAST`."""

import json
import sys
from datetime import date, timedelta


def main(month: str, last: str) -> None:
    """One JSON list, a difference per entry."""
    from luoxuan.cli.django import setup

    setup()
    from luoxuan.analysis.reconciliation import ReconciliationQuestion, differences
    from luoxuan.foundation.intake import selectors as intake
    from luoxuan.foundation.people import selectors as people
    from luoxuan.warehouse.engine import open_session

    brand = people.brand_by_key("demo")
    assert brand is not None
    first = date.fromisoformat(f"{month}-01")
    end = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    question = ReconciliationQuestion(first, end, date.fromisoformat(last))
    with open_session(intake.snapshot(brand)) as session:
        found = [
            {
                "kind": each.kind, "order": each.order_id, "flow_nos": each.flow_nos,
                "amount": str(each.amount), "shop": each.shop_key,
            }
            for batch in differences(question, session)
            for each in batch
        ]  # fmt: skip
    print(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
