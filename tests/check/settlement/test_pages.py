"""The pages of settlement, as a person opens them."""

import pytest
from django.test import Client

from luoxuan.check.settlement.models import DifferenceRecord, Reconciliation
from tests.check.settlement.books import MONTH

pytestmark = [pytest.mark.django_db, pytest.mark.clause("11.12")]
HERE = "/b/yanshi/check/settlement/"


def test_every_page_opens(reader: Client, run: Reconciliation) -> None:
    record = DifferenceRecord.objects.get(order_id="A2")
    for path in (
        f"?month={MONTH}",
        f"differences/?month={MONTH}",
        f"differences.xlsx?month={MONTH}",
        f"differences/{record.pk}/",
        f"close/?month={MONTH}",
        f"statement.xlsx?month={MONTH}",
        f"statement.pdf?month={MONTH}",
        "tolerances/",
        "?month=2026-08",
    ):
        answer = reader.get(HERE + path)
        assert answer.status_code == 200, path
