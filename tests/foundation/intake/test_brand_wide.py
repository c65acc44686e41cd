"""Money accounts and own tables belong to the brand: through no door is anybody asked for a shop."""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from luoxuan.foundation.intake import places, selectors, services
from luoxuan.foundation.intake.models import Import, ImportBatch
from luoxuan.foundation.jobs import services as jobs
from luoxuan.foundation.people.models import Brand, Shop
from luoxuan.foundation.people.services import shop_register
from luoxuan.warehouse.sources import templates
from tests.foundation.intake.conftest import AT, Importing
from tests.foundation.intake.reading_back import contents, rows
from tests.foundation.intake.test_api import ALL, ROOT, program
from tests.foundation.intake.test_pages import drop, person, signed_in, work

pytestmark = pytest.mark.django_db(transaction=True)
ALIPAY = "alipay/20889990001110156_202609_账务明细.zip"
WECHAT = "wechat_pay/1600000001Basic2026-09-01_30.csv"
TAOBAO = "taobao/千牛动账明细202609.csv"


@pytest.fixture
def shops(brand: Brand) -> None:
    """Two shops on every platform that could be meant: a file of a shop would be asked for it."""
    for platform in ("taobao", "alipay", "wechat_pay", "luoxuan"):
        for letter in "ab":
            key = f"{platform.replace('_', '-')}-{letter}"
            shop_register(brand=brand, key=key, platform=platform, name=f"演示{platform}{letter}")


def movements(brand: Brand) -> tuple[int, Decimal, set[str]]:
    """How many, what they add up to, and whose shops they bear."""
    found = rows(brand, "SELECT amount, shop_key FROM settlement_lines")
    return len(found), sum(r["amount"] for r in found), {r["shop_key"] for r in found}


ONE = (17, Decimal("2393.0400"), {""})


def test_the_service_asks_for_no_shop_and_makes_none(
    brand: Brand, shops: None, bring: Importing, samples: Path
) -> None:
    before = Shop.objects.count()
    reports = bring(samples / ALIPAY, samples / WECHAT)
    assert [report.status for report in reports] == ["imported", "imported"]
    assert movements(brand) == (52, Decimal("2393.0400") + Decimal("3881.4000"), {""})
    assert Shop.objects.count() == before
    assert rows(brand, "SELECT count(*) n FROM shops")[0]["n"] == 0
    assert {row.shop for row in Import.objects.all()} == {""}


def test_a_shop_named_with_the_file_is_not_written_into_it(
    brand: Brand, shops: None, bring: Importing, samples: Path
) -> None:
    (report,) = bring(samples / ALIPAY, shop="taobao-a")
    assert report.status == "imported"
    assert movements(brand) == ONE


def test_the_first_file_of_a_brand_makes_no_shop(
    brand: Brand, bring: Importing, samples: Path
) -> None:
    bring(samples / ALIPAY)
    assert not Shop.objects.exists()
    assert selectors.freshness(brand) == []


def test_the_page_shows_it_and_undoes_it(brand: Brand, shops: None, samples: Path) -> None:
    owner = signed_in(person(brand, "owner"))
    drop(owner, samples / ALIPAY)
    assert work() == 1
    (row,) = Import.objects.all()
    page = f"/b/yanshi/data/imports/{row.import_id}"
    shown = owner.get(page).content.decode()
    assert "支出合计" in shown
    assert "equal to the sum of the rows" in shown
    assert ImportBatch.objects.get().outcome[0]["status"] == "imported"
    assert movements(brand) == ONE
    owner.post(f"{page}/undo")
    assert movements(brand)[0] == 0


def test_the_interface_asks_for_no_shop(brand: Brand, shops: None, samples: Path) -> None:
    client = program(brand, *ALL)
    file = SimpleUploadedFile(Path(ALIPAY).name, (samples / ALIPAY).read_bytes())
    batch = client.post(ROOT, {"files": [file]}).json()
    jobs.jobs_run_pending(at=timezone.now() + timedelta(seconds=1))
    done = client.get(f"{ROOT}batches/{batch['batch_id']}").json()
    assert [report["status"] for report in done["reports"]] == ["imported"]
    assert movements(brand) == ONE


@pytest.mark.parametrize("folder", ["", "taobao-b"])
def test_the_inbox_asks_for_no_shop(brand: Brand, shops: None, samples: Path, folder: str) -> None:
    path = places.inbox_root(brand) / folder / Path(ALIPAY).name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes((samples / ALIPAY).read_bytes())
    seen = services.inbox_poll(brand=brand, seen={}, at=AT)
    services.inbox_poll(brand=brand, seen=seen, at=AT)
    assert movements(brand) == ONE


def test_a_book_a_platform_keeps_for_a_shop_still_belongs_to_it(
    brand: Brand, shops: None, bring: Importing, samples: Path
) -> None:
    (report,) = bring(samples / TAOBAO, shop="taobao-b")
    assert report.status == "imported"
    assert movements(brand)[2] == {"taobao-b"}


def test_a_total_below_the_rows_that_does_not_agree_is_named(
    brand: Brand, bring: Importing, tmp_path: Path, samples: Path
) -> None:
    text = next((samples / "alipay").glob("*单文件.csv")).read_text(encoding="gb18030")
    wrong = text.replace("共2487.80元", "共2587.80元")
    assert wrong != text
    path = tmp_path / "账务明细.csv"
    path.write_text(wrong, encoding="gb18030")
    (report,) = bring(path)
    assert report.status == "imported"
    assert report.findings == ("footer_mismatch",)
    assert report.footer_check["收入合计"] == "file says 2587.8, rows add up to 2487.8"
    assert report.footer_check["收入笔数"] == "equal"
    assert "收入合计" in report.message
    shown = page_of(signed_in(person(brand, "owner")), Import.objects.get().import_id)
    assert "the file says 2587.8, its rows add up to 2487.8" in shown
    assert "The totals stated below the rows differ from them: 收入合计" in shown


def page_of(client: Client, import_id: str) -> str:
    """The import's page."""
    return client.get(f"/b/yanshi/data/imports/{import_id}").content.decode()


@pytest.mark.parametrize("table", ["costs", "bundles", "fee_terms"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_filled_in_template_comes_in(
    brand: Brand, shops: None, bring: Importing, tmp_path: Path, table: str, language: str
) -> None:
    lines = [templates.heading(table, language=language), *templates.example_rows(table)]  # type: ignore[arg-type]
    path = tmp_path / "template.csv"
    path.write_text("\n".join(",".join(line) for line in lines) + "\n", encoding="utf-8")
    (report,) = bring(path)
    assert (report.status, report.dataset, report.unknown_statuses) == ("imported", table, ())
    assert len(contents(brand, table)) == len(templates.EXAMPLES[table])


TERMS = """平台,店铺,费用类型,费率,生效日期
淘宝,演示taobaoa,佣金,5%,2026-09-01
淘宝,谁的店,佣金,4%,2026-09-01
京东,,神秘费,1%,2026-09-01
"""


def test_a_fee_term_names_its_shop_as_the_register_does(
    brand: Brand, shops: None, bring: Importing, tmp_path: Path
) -> None:
    path = tmp_path / "费率表.csv"
    path.write_text(TERMS, encoding="utf-8")
    (report,) = bring(path)
    found = rows(brand, "SELECT platform, shop_key, fee_type, rate FROM fee_terms ORDER BY rate")
    assert [(r["platform"], r["shop_key"], r["fee_type"]) for r in found] == [
        ("jd", "", "unknown"), ("taobao", "谁的店", "commission"), ("taobao", "taobao-a", "commission"),
    ]  # fmt: skip
    assert set(report.unknown_statuses) == {"谁的店", "神秘费"}


def test_a_corrected_cost_takes_the_place_of_the_first(
    brand: Brand, bring: Importing, tmp_path: Path
) -> None:
    for number, cost in enumerate(("10.00", "12.00")):
        path = tmp_path / f"成本表{number}.csv"
        path.write_text(
            f"商家编码,单位成本,生效日期\nA-1,{cost},2026-09-01\nA-2,5,\n", encoding="utf-8"
        )
        bring(path, at=AT + timedelta(hours=number))
    found = rows(
        brand, "SELECT merchant_sku, unit_cost, valid_from::VARCHAR AS day FROM costs ORDER BY 1"
    )
    assert [(r["merchant_sku"], r["unit_cost"], r["day"]) for r in found] == [
        ("A-1", Decimal("12.0000"), "2026-09-01"), ("A-2", Decimal("5.0000"), "2000-01-01"),
    ]  # fmt: skip
