"""A report no layout knows comes in through the wizard: UCI Online Retail, against its published figures."""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from luoxuan.foundation.intake.models import BrandLayout, Import, LayoutDraft
from luoxuan.foundation.jobs import services as jobs
from luoxuan.foundation.people import services as people
from luoxuan.foundation.people.models import Brand
from tests.foundation.intake.reading_back import rows
from tests.foundation.intake.test_pages import person, signed_in
from tests.shared_material import shared

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = "/b/uci/data/imports/"
SAID = {
    "InvoiceNo": ("order_lines.order_id", "id", True),
    "StockCode": ("order_lines.merchant_sku", "id", True),
    "Description": ("order_lines.title", "text", False),
    "Quantity": ("order_lines.quantity", "count", False),
    "InvoiceDate": ("order_lines.created_at", "time", False),
    "UnitPrice": ("order_lines.unit_price", "money", False),
    "CustomerID": ("order_lines.customer_key", "personal", False),
    "Country": ("", "text", False),
}
NET = """
    SELECT (SELECT sum(paid_amount) FROM order_lines) - (SELECT sum(amount) FROM refunds) AS net,
           (SELECT count(*) FROM order_lines) + (SELECT count(*) FROM refunds) AS lines,
           (SELECT count(*) FROM (SELECT order_id FROM order_lines UNION SELECT order_id FROM refunds))
           AS invoices
"""
COHORT = """
    SELECT count(*) AS lines, count(DISTINCT order_id) AS invoices,
           count(DISTINCT customer_key) AS customers, sum(paid_amount) AS paid
    FROM order_lines WHERE customer_key IS NOT NULL AND quantity > 0 AND paid_amount > 0
"""


@pytest.fixture(scope="module")
def retail(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published table as the CSV a shop would export."""
    table = pq.read_table(shared("data/online-retail/online_retail.parquet"))
    path = tmp_path_factory.mktemp("uci") / "online_retail.csv"
    moment = table.schema.get_field_index("InvoiceDate")
    texts = pa.compute.strftime(table.column(moment), format="%Y-%m-%d %H:%M:%S")
    pa.csv.write_csv(table.set_column(moment, "InvoiceDate", texts), path)
    return path


@pytest.fixture
def uci(own_home: None, db: None) -> Brand:
    """The second brand."""
    return people.brand_create(
        key="uci", name="UCI", zone="Europe/London", currency="GBP", at=timezone.now()
    )


@pytest.fixture
def owner(uci: Brand) -> Client:
    """The owner's browser."""
    return signed_in(person(uci, "owner"))


def answers(names: list[str], **more: str) -> dict[str, str]:
    """What the person fills in."""
    said = {
        "title": "UCI Online Retail",
        "dataset": "online_retail",
        "shop_platform": "other",
        "currency": "GBP",
        "zone": "Europe/London",
        "paid_assumed": "on",
        "negative_refunds": "on",
    } | more
    for n, name in enumerate(names):
        target, kind, is_key = SAID[name]
        said |= {f"target_{n}": target, f"kind_{n}": kind}
        said |= {f"key_{n}": "on"} if is_key else {}
    return said


def mapped(owner: Client, path: Path, **more: str) -> str:
    """Upload, preview, say what the columns are, try: the page before saving."""
    file = SimpleUploadedFile(path.name, path.read_bytes())
    page = owner.post(ROOT + "layouts/new", {"file": file}, follow=True).content.decode()
    assert "InvoiceNo" in page
    draft = LayoutDraft.objects.get()
    address = f"{ROOT}layouts/drafts/{draft.draft_id}"
    form = owner.get(f"{address}/columns").context["form"]
    assert list(form.column_names) == list(SAID)
    posted = owner.post(f"{address}/columns", answers(list(form.column_names), **more), follow=True)
    assert posted.redirect_chain[-1][0] == f"{address}/try"
    return posted.content.decode()


def saved(owner: Client) -> None:
    """Save the layout; the worker imports the file."""
    draft = LayoutDraft.objects.get()
    owner.post(f"{ROOT}layouts/drafts/{draft.draft_id}/save")
    jobs.jobs_run_pending(at=timezone.now() + timedelta(seconds=1))


@pytest.mark.slow
def test_the_published_figures_come_out(owner: Client, uci: Brand, retail: Path) -> None:
    mapped(owner, retail, repeats_count="on")
    assert not Import.objects.exists()
    saved(owner)
    (report,) = Import.objects.get().reports
    assert (report["status"], report["rows_read"], report["rows_kept"]) == (
        "imported",
        541_909,
        541_909,
    )
    found = rows(uci, NET)[0]
    assert (found["lines"], found["invoices"]) == (541_909, 25_900)
    assert found["net"].quantize(Decimal("0.01")) == Decimal("9747747.93")
    cohort = rows(uci, COHORT)[0]
    assert [cohort[name] for name in ("lines", "invoices", "customers")] == [397_884, 18_532, 4_338]
    assert cohort["paid"].quantize(Decimal("0.01")) == Decimal("8911407.90")


@pytest.mark.slow
def test_equal_rows_taken_for_one_are_counted_as_dropped(
    owner: Client, uci: Brand, retail: Path
) -> None:
    mapped(owner, retail)
    saved(owner)
    (report,) = Import.objects.get().reports
    assert report["dropped"] == {"duplicate": 5_268}
    assert report["rows_read"] == report["rows_kept"] + 5_268
    assert rows(uci, NET)[0]["net"].quantize(Decimal("0.01")) == Decimal("9726006.95")


def test_the_next_file_of_its_kind_comes_in_by_itself(
    owner: Client, uci: Brand, retail: Path, tmp_path: Path
) -> None:
    lines = retail.read_text(encoding="utf-8").splitlines(keepends=True)
    first, second = tmp_path / "one.csv", tmp_path / "two.csv"
    # Between two invoices: an export never ends in the middle of an order.
    cut = next(n for n in range(500, 900) if lines[n][:8] != lines[n - 1][:8])
    first.write_text("".join(lines[:cut]), encoding="utf-8")
    second.write_text("".join([lines[0], *lines[cut:900]]), encoding="utf-8")
    mapped(owner, first, repeats_count="on")
    saved(owner)
    file = SimpleUploadedFile(second.name, second.read_bytes())
    owner.post(ROOT + "upload", {"files": [file]})
    jobs.jobs_run_pending(at=timezone.now() + timedelta(seconds=1))
    assert [row.status for row in Import.objects.order_by("at")] == ["imported", "imported"]
    layout = BrandLayout.objects.get()
    assert (str(layout), layout.retired_at) == ("own/online_retail@1", None)
    assert rows(uci, NET)[0]["lines"] == 899
