"""Files in, and out again."""

from datetime import timedelta
from pathlib import Path

import pytest

from luoxuan.foundation.intake import places, selectors, services
from luoxuan.foundation.intake.models import Catalogue, Import, Original
from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.people import services as register
from luoxuan.foundation.people.models import Brand
from tests.foundation.intake.conftest import AT, Importing
from tests.foundation.intake.reading_back import contents, paid, rows

pytestmark = pytest.mark.django_db(transaction=True)

LATER = "taobao/ExportOrderList202609301015.csv"
EARLIER = "special/ExportOrderList202609201000.csv"
TABLES = ("orders", "order_lines", "refunds", "products", "skus")


def test_a_file_comes_in_as_one_catalogue_row(
    bring: Importing, brand: Brand, samples: Path
) -> None:
    (report,) = bring(samples / LATER)
    row = selectors.catalogue_last(brand)
    assert (report.status, report.distinct_keys) == ("imported", 17)
    assert row is not None
    assert (row.seq, row.import_ids, row.cause) == (1, [report.import_id], "import")
    assert rows(brand, "SELECT count(*) n FROM orders")[0]["n"] == 17
    assert rows(brand, "SELECT name, rows_kept FROM source_files") == [
        {"name": Path(LATER).name, "rows_kept": 17}
    ]


def test_a_batch_is_one_catalogue_row_too(bring: Importing, brand: Brand, samples: Path) -> None:
    jd = sorted((samples / "jd").glob("*"))[:2]
    reports = bring(samples / LATER, *jd)
    assert Catalogue.objects.filter(brand=brand).count() == 1
    assert {r.path for r in reports} == {Path(LATER).name, *(path.name for path in jd)}


def test_the_shop_a_file_speaks_of_is_registered(
    bring: Importing, brand: Brand, samples: Path
) -> None:
    bring(samples / LATER)
    assert [shop.platform for shop in people.shops_of(brand)] == ["taobao"]


def test_a_file_read_twice_changes_nothing(bring: Importing, brand: Brand, samples: Path) -> None:
    (first,) = bring(samples / LATER)
    before = contents(brand, "orders")
    (again,) = bring(samples / LATER, at=AT + timedelta(days=1))
    assert (again.status, again.import_id) == ("duplicate", first.import_id)
    assert contents(brand, "orders") == before
    assert Catalogue.objects.filter(brand=brand).count() == 1
    assert Original.objects.filter(brand=brand).count() == 1


def test_the_same_bytes_twice_in_one_batch_come_in_once(
    bring: Importing, brand: Brand, samples: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "again.csv"
    copy.write_bytes((samples / LATER).read_bytes())
    reports = bring(samples / LATER, copy)
    assert [(r.path, r.status) for r in reports] == [
        (Path(LATER).name, "imported"),
        ("again.csv", "duplicate"),
    ]
    assert Import.objects.filter(brand=brand).count() == 1


def test_the_order_of_imports_does_not_matter(
    bring: Importing, brand: Brand, samples: Path
) -> None:
    (earlier,) = bring(samples / EARLIER)
    bring(samples / LATER, at=AT + timedelta(hours=1))
    forwards = {table: contents(brand, table) for table in TABLES}
    services.import_undo(brand=brand, import_id=earlier.import_id, requested_by=None, at=AT)
    bring(samples / EARLIER, at=AT + timedelta(hours=2))
    assert {table: contents(brand, table) for table in TABLES} == forwards


def test_undo_is_exact(bring: Importing, brand: Brand, samples: Path) -> None:
    bring(samples / EARLIER)
    before = {table: contents(brand, table) for table in TABLES}
    (later,) = bring(samples / LATER, at=AT + timedelta(hours=1))
    assert contents(brand, "orders") != before["orders"]
    services.import_undo(
        brand=brand, import_id=later.import_id, requested_by=None, at=AT + timedelta(hours=2)
    )
    assert {table: contents(brand, table) for table in TABLES} == before
    assert not (places.stage_root(brand) / later.import_id).exists()
    assert not Original.objects.filter(brand=brand, import_id=later.import_id).exists()


def test_what_was_undone_may_come_in_again(bring: Importing, brand: Brand, samples: Path) -> None:
    (first,) = bring(samples / LATER)
    before = paid(brand)
    services.import_undo(brand=brand, import_id=first.import_id, requested_by=None, at=AT)
    assert rows(brand, "SELECT count(*) n FROM orders")[0]["n"] == 0
    (again,) = bring(samples / LATER)
    assert (again.status, paid(brand)) == ("imported", before)


def test_an_import_is_undone_once(bring: Importing, brand: Brand, samples: Path) -> None:
    (report,) = bring(samples / LATER)
    services.import_undo(brand=brand, import_id=report.import_id, requested_by=None, at=AT)
    with pytest.raises(services.ImportNotLiveError):
        services.import_undo(brand=brand, import_id=report.import_id, requested_by=None, at=AT)
    assert Catalogue.objects.filter(brand=brand).count() == 2


def test_another_brand_cannot_undo_it(bring: Importing, brand: Brand, samples: Path) -> None:
    (report,) = bring(samples / LATER)
    other = register.brand_create(key="ling", at=AT)
    with pytest.raises(services.ImportUnknownError):
        services.import_undo(brand=other, import_id=report.import_id, requested_by=None, at=AT)
    assert paid(brand)[0] == 17


def test_a_dry_run_writes_nothing(bring: Importing, brand: Brand, samples: Path) -> None:
    (report,) = bring(samples / LATER, dry_run=True)
    assert (report.status, report.rows_kept) == ("imported", 17)
    assert not Import.objects.exists()
    assert not Original.objects.exists()
    assert not people.shops_of(brand)
    assert [p for p in places.brand_root(brand).rglob("*") if p.is_file()] == []


def test_as_of_an_earlier_moment_gives_the_earlier_figures(
    bring: Importing, brand: Brand, samples: Path
) -> None:
    bring(samples / EARLIER)
    then = selectors.snapshot(brand)
    bring(samples / LATER, at=AT + timedelta(days=1))
    assert selectors.snapshot(brand, as_of=AT + timedelta(hours=1)) == then
    assert selectors.snapshot(brand, as_of=AT - timedelta(hours=1)).versions == {}
    assert selectors.snapshot(brand).versions != then.versions


def test_progress_is_told_file_by_file(bring: Importing, samples: Path) -> None:
    heard: list[services.FileProgress] = []
    bring(samples / LATER, samples / EARLIER, progress=heard.append)
    assert [(news.phase, news.done, news.total) for news in heard] == [
        ("reading", 0, 2),
        ("read", 1, 2),
        ("reading", 1, 2),
        ("read", 2, 2),
        ("saving", 2, 2),
        ("done", 2, 2),
    ]


def test_an_unknown_shop_is_named_with_those_known(bring: Importing, samples: Path) -> None:
    with pytest.raises(services.ShopUnknownError, match="nowhere"):
        bring(samples / LATER, shop="nowhere")
    assert not Import.objects.exists()
