"""The report a person opens: figures, rows, exports, earlier moments, other brands."""

from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from django.test import Client

from luoxuan.check.dashboards import reports, services
from luoxuan.foundation.intake import services as intake
from luoxuan.foundation.people.models import Brand
from luoxuan.foundation.signals import services as signals
from luoxuan.foundation.signals.models import PushDelivery
from tests.check.dashboards.conftest import AT, orders_file
from tests.foundation.signals.test_delivery import Double, double
from tests.people_there import member_there

__all__ = ["double"]
HERE = "/b/yanshi/check/daily/2026-09-02/"


def paid(brand: Brand, when: str, as_of: datetime | None = None) -> object:
    """Paid sales of a day, as the report says."""
    asked = reports.ReportAsked(grain="day", when=when, as_of=as_of)
    return reports.report_answer(brand=brand, asked=asked).total.cells["gmv_paid"].figure.value


def test_a_day_has_its_paid_sales(brand: Brand) -> None:
    assert [paid(brand, f"2026-09-0{n}") for n in (1, 2, 3)] == [
        Decimal("100"),
        Decimal("100"),
        Decimal("250"),
    ]


def test_the_page_says_the_figure_and_leads_to_its_rows(reader: Client) -> None:
    page = reader.get(HERE).content.decode()
    assert "¥100.00" in page
    rows = reader.get(f"{HERE}figure/gmv_paid/").content.decode()
    assert "4000000000000000002" in rows
    assert "4000000000000000003" in rows
    assert "4000000000000000001" not in rows


def test_the_workbook_and_the_paper_hold_the_same_report(reader: Client) -> None:
    book = openpyxl.load_workbook(BytesIO(reader.get(f"{HERE}report.xlsx").content))
    shops = book[book.sheetnames[1]]
    row = [shops.cell(5, n).value for n in (1, 2, 3)]
    assert row[0] == "演示旗舰店"
    assert row[1:] == [pytest.approx(100), 2]
    paper = reader.get(f"{HERE}report.pdf")
    assert paper["Content-Type"] == "application/pdf"
    assert paper.content.startswith(b"%PDF-")


@pytest.mark.parametrize("report", ["weekly/2026-W36", "monthly/2026-09"])
def test_the_week_and_the_month_add_the_days(reader: Client, report: str) -> None:
    assert "¥450.00" in reader.get(f"/b/yanshi/check/{report}/").content.decode()


@pytest.mark.parametrize("when", ["2026-13-01", "yesterday", "2026-W60"])
def test_a_malformed_period_says_how_to_write_it(reader: Client, when: str) -> None:
    answer = reader.get(f"/b/yanshi/check/daily/{when}/")
    assert answer.status_code == 422
    assert "2026-11-23" in answer.content.decode()


def test_as_of_an_earlier_moment_the_earlier_figures_stand(brand: Brand, tmp_path: Path) -> None:
    later = AT + timedelta(hours=5)
    more = (("4000000000000000009", "2026-09-02 20:00:00", "1000.00"),)
    folder = tmp_path / "later"
    folder.mkdir()
    path = orders_file(folder, more)
    intake.files_import(brand=brand, files=[intake.IncomingFile(path, path.name)], at=later)
    assert paid(brand, "2026-09-02") == Decimal("1100")
    assert paid(brand, "2026-09-02", as_of=AT + timedelta(hours=1)) == Decimal("100")


def test_before_the_first_import_nothing_is_known(brand: Brand) -> None:
    assert paid(brand, "2026-09-02", as_of=AT - timedelta(days=1)) is None


def test_a_member_of_one_shop_sees_no_other(brand: Brand, client: Client) -> None:
    from luoxuan.foundation.people import services as people

    own = people.shop_register(brand=brand, key="mine", platform="jd", name="我的店")
    user = member_there(brand, "campaign_operator", "yiren")
    people.membership_set(brand=brand, user=user, role="campaign_operator", shops=(own,))
    client.login(username="yiren", password="lan-se-hai-yang-77")
    page = client.get(HERE).content.decode()
    assert "演示旗舰店" not in page
    assert client.get(f"{HERE}figure/gmv_paid/?of=taobao").status_code == 404
    rows = client.get(f"{HERE}figure/gmv_paid/").content.decode()
    assert "4000000000000000002" not in rows


def test_the_api_gives_decimal_texts(reader: Client) -> None:
    body = reader.get("/api/v1/b/yanshi/reports/daily/2026-09-02").json()
    assert Decimal(body["total"]["metrics"]["gmv_paid"]["value"]) == Decimal("100")
    assert body["total"]["metrics"]["visitors"]["value"] is None
    assert body["total"]["metrics"]["visitors"]["reason"]["zh"]


def test_a_due_report_is_pushed_once(
    brand: Brand, double: Double, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LUOXUAN_PUSH_TEST", double.address)
    user = member_there(brand, "owner", "laoban")
    plan = signals.PushPlan("老板群", "webhook", "LUOXUAN_PUSH_TEST", "daily", time(8, 30))
    morning = datetime(2026, 9, 3, 1, 0, tzinfo=UTC)
    signals.push_target_save(brand=brand, plan=plan, target=None, actor=user, at=AT)
    assert services.reports_push(at=morning) == 1
    services.reports_push(at=morning + timedelta(minutes=5))
    assert [message["title"] for message in double.got] == [f"{brand.name} 2026-09-02"]
    assert "100" in str(double.got[0]["message"])
    assert PushDelivery.objects.get().subject == "daily:2026-09-02"
