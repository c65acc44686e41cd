"""A run stores what the analysis says, and differences keep what people did to them."""

from decimal import Decimal

import pytest

from luoxuan.check.settlement import selectors
from luoxuan.check.settlement.models import DifferenceRecord, Reconciliation
from luoxuan.foundation.people.models import Brand
from tests.check.settlement.books import MONTH

pytestmark = [pytest.mark.django_db, pytest.mark.clause("11.12")]


def test_a_run_stores_totals_accounts_and_differences(brand: Brand, run: Reconciliation) -> None:
    assert run.matched + run.explained + run.unexplained == run.total == Decimal("201.00")
    (account,) = run.standing["accounts"]
    print(run.standing)
    print(
        list(
            DifferenceRecord.objects.values_list(
                "kind",
                "order_id",
                "flow_nos",
                "amount",
                "expected",
                "found",
                "is_explained",
                "state",
                "age_days",
                "occurred_on",
            )
        )
    )
    assert 0
