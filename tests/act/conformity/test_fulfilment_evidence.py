"""Service, stock and parcels as evidence of 10.6 and 11.8, from files and alerts."""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from luoxuan.act.conformity.evidence import EVIDENCE
from luoxuan.act.conformity.evidence.model import Evidence, EvidenceContext
from luoxuan.foundation.intake import selectors as intake
from luoxuan.foundation.people.models import Brand
from luoxuan.foundation.signals import services as signals
from luoxuan.foundation.signals.models import Alert
from luoxuan.standard import edition
from luoxuan.warehouse.engine import open_session
from tests.foundation.signals.operations_there import AGENTS, STOCK, brought, written
from tests.foundation.signals.there import monitor_there
from tests.people_there import AT, brand_there, member_there, shop_there

pytestmark = pytest.mark.django_db
LATE = AT + timedelta(days=4)


@pytest.fixture
def brand(own_home: None) -> Brand:
    """A brand with a shop and nothing else."""
    made = brand_there("yanshi")
    shop_there(made)
    return made


def evidence(brand: Brand, key: str, at: Any = AT) -> Evidence:
    """What the records say."""
    with open_session(intake.snapshot(brand)) as session:
        return EVIDENCE[key](EvidenceContext(brand, edition(), at, session))


@pytest.mark.clause("10.6")
def test_first_responses_are_judged_by_shop(brand: Brand, tmp_path: Path) -> None:
    assert evidence(brand, "10.6").value is None
    rows = [("2026-09-20", "演示:甲", 10, 10, "20", "90%"), ("2026-09-20", "演示:乙", 10, 10, "60", "90%")]  # fmt: skip
    brought(brand, tmp_path, "客服绩效.csv", written(AGENTS, rows), AT)
    found = evidence(brand, "10.6")
    assert (found.value, found.is_at_most_partly) == (Decimal(0), True)
    (row,) = found.rows
    assert (row.is_met, row.detail.zh) == (False, "平均首响 40.0 秒")
    brought(brand, tmp_path, "客服绩效2.csv", written(AGENTS, [("2026-09-21", "演示:乙", 90, 90, "10", "90%")]), AT)  # fmt: skip
    found = evidence(brand, "10.6")
    assert (found.value, found.is_at_most_partly) == (Decimal(1), False)


@pytest.mark.clause("11.8")
def test_a_trouble_counts_as_handled_when_somebody_answers_within_three_days(
    brand: Brand, tmp_path: Path
) -> None:
    assert evidence(brand, "11.8").value is None
    owner = member_there(brand, "owner", "laoban")
    line = [("K1", "A103", "演示商品", "红", 1, 4, 5, -3)]
    brought(brand, tmp_path, "商品库存_20260930.csv", written(STOCK, line), AT)
    for check in ("oversold", "below_safety"):
        monitor_there(brand, check, kind="table", check_key=f"fulfilment.{check}")
    signals.monitors_run(brand=brand, day=AT.date() - timedelta(days=1), at=AT)
    assert Alert.objects.count() == 2
    assert evidence(brand, "11.8").value is None  # nobody had three days yet
    first = Alert.objects.order_by("pk").first()
    signals.alert_acknowledge(alert=first, reason="已联系采购补货", actor=owner, at=AT)
    assert evidence(brand, "11.8", LATE).value == Decimal("0.5")
