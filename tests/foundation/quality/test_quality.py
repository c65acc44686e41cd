"""Data quality on its pages: scores after an import, the trend, what to mend, who may look."""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client

from luoxuan.foundation.intake import services as intake
from luoxuan.foundation.people import services as people
from luoxuan.foundation.people.models import Brand
from luoxuan.foundation.quality import selectors, services
from luoxuan.foundation.quality.models import QualityRun
from tests.check.dashboards.conftest import orders_file
from tests.foundation.intake.conftest import AT
from tests.people_there import member_there

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.clause("9.2")]

ORDERS = (("1001", "2026-09-30 10:00:00", "80.00"), ("1002", "2026-09-30 11:00:00", "zwanzig"))
HOME = "/b/yanshi/data/quality/"


@pytest.fixture
def brand(own_home: None, db: None) -> Brand:
    return people.brand_create(key="yanshi", name="演示品牌", at=AT)


@pytest.fixture
def filled(brand: Brand, tmp_path: Path) -> Brand:
    """One order is in, one waits in quarantine."""
    path = orders_file(tmp_path, ORDERS)
    intake.files_import(brand=brand, files=[intake.IncomingFile(path, path.name)], at=AT)
    return brand


@pytest.fixture
def owner(brand: Brand) -> Client:
    user = member_there(brand, "owner", "laoban")
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    people.session_note(user=user, session_key=client.session.session_key or "", agent="", at=AT)
    return client


def test_new_data_are_looked_at_once(filled: Brand) -> None:
    assert services.quality_round(at=AT) == 1
    assert services.quality_round(at=AT + timedelta(minutes=1)) == 0
    assert services.quality_round(at=AT + timedelta(days=1)) == 1
    causes = list(QualityRun.objects.values_list("cause", flat=True))
    assert causes == ["day", "data"]


def test_a_brand_without_data_is_not_looked_at(brand: Brand) -> None:
    assert services.quality_round(at=AT) == 0


def test_a_score_is_the_share_of_promises_kept(filled: Brand) -> None:
    run = services.quality_check(brand=filled, cause="person", at=AT)
    scores = {score.table: score for score in selectors.scores_of(run)}
    files = scores["source_files"]
    asked = [one for one in selectors.counts_of(run, "source_files") if one.dimension == "accuracy"]
    kept = 1 - Decimal(sum(one.bad for one in asked)) / sum(one.checked for one in asked)
    assert files.accuracy == kept.quantize(Decimal("0.000001"))
    assert scores["orders"].completeness == 1
    assert scores["orders"].timeliness == 1


def test_late_data_lower_timeliness_as_days_go_by(filled: Brand) -> None:
    services.quality_check(brand=filled, cause="person", at=AT)
    run = services.quality_check(brand=filled, cause="person", at=AT + timedelta(days=9))
    scores = {score.table: score for score in selectors.scores_of(run)}
    assert scores["orders"].timeliness == 0
    assert [day.shares["timeliness"] for day in selectors.trend(filled, table="orders")] == [1, 0]


def test_the_page_says_where_rows_wait_and_leads_to_mending(filled: Brand, owner: Client) -> None:
    page = owner.post(f"{HOME}check", follow=True).content.decode()
    assert "promises" in page
    assert "/mend" in page
    assert "Bills and accounts" not in page
    table = owner.get(f"{HOME}tables/source_files").content.decode()
    assert "No row is in quarantine" in table
    rows = owner.get(f"{HOME}rules/source_files.quarantine").content.decode()
    assert "ExportOrderList" in rows or "Set the rows right" in rows


def test_before_any_file_the_page_says_what_to_do(owner: Client) -> None:
    assert "Import files" in owner.get(HOME).content.decode()
    assert "nothing to look at" in owner.post(f"{HOME}check", follow=True).content.decode()
    assert not QualityRun.objects.exists()


def test_workbooks_come_down(filled: Brand, owner: Client) -> None:
    services.quality_check(brand=filled, cause="person", at=AT)
    for path in ("scores.xlsx", "rules/source_files.quarantine/rows.xlsx"):
        assert owner.get(f"{HOME}{path}").content[:2] == b"PK"


def test_an_unknown_rule_or_table_is_not_there(filled: Brand, owner: Client) -> None:
    services.quality_check(brand=filled, cause="person", at=AT)
    assert owner.get(f"{HOME}rules/nope").status_code == 404
    assert owner.get(f"{HOME}tables/nope").status_code == 404
