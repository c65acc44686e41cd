"""Bad input: a clear message, nothing written, and the next good file comes in."""

from collections.abc import Callable
from pathlib import Path

import pytest

from luoxuan.foundation.intake import places, selectors
from luoxuan.foundation.intake.models import Catalogue, Import, Original
from luoxuan.foundation.people.models import Brand
from tests.foundation.intake.bad_files import BAD
from tests.foundation.intake.conftest import Importing
from tests.foundation.intake.reading_back import rows

pytestmark = pytest.mark.django_db(transaction=True)
GOOD = "taobao/ExportOrderList202609301015.csv"


def plain_files(brand: Brand) -> list[Path]:
    """Files of the brand that are not of the lake."""
    root = places.brand_root(brand)
    lake = places.lake_root(brand)
    return [p for p in root.rglob("*") if p.is_file() and lake not in p.parents]


@pytest.mark.parametrize("make", BAD, ids=lambda make: make.__name__)
def test_it_is_refused_with_a_message_and_nothing_is_written(
    make: Callable[[Path], Path], bring: Importing, brand: Brand, tmp_path: Path
) -> None:
    reports = bring(make(tmp_path))
    assert {report.status for report in reports} <= {"refused", "not_supported"}
    assert all(len(report.message) > 10 for report in reports)
    assert not any("Traceback" in report.message for report in reports)
    assert not Catalogue.objects.exists()
    assert selectors.snapshot(brand).versions == {}
    assert plain_files(brand) == []
    assert not list(tmp_path.parent.rglob("escaped.csv"))


def test_after_all_of_it_a_good_file_comes_in(
    bring: Importing, brand: Brand, samples: Path, tmp_path: Path
) -> None:
    reports = bring(*(make(tmp_path) for make in BAD), samples / GOOD)
    assert reports[-1].status == "imported"
    assert rows(brand, "SELECT count(*) n FROM orders") == [{"n": 17}]
    assert Import.objects.filter(status="imported").count() == 1
    assert Original.objects.count() == 1


def test_a_header_alone_is_recognised_and_brings_no_rows(
    bring: Importing, brand: Brand, samples: Path
) -> None:
    (report,) = bring(samples / "special/header_only.csv")
    assert (report.status, report.rows_read) == ("imported", 0)
    assert report.platform is not None
    assert report.message
    assert rows(brand, "SELECT count(*) n FROM orders") == [{"n": 0}]


def test_formula_cells_stay_texts(bring: Importing, samples: Path) -> None:
    (report,) = bring(samples / "special/formula_cells.csv")
    assert report.status in ("imported", "not_supported", "refused")
    assert report.message or report.rows_kept == 3


def test_a_file_that_vanishes_before_it_is_read_is_refused(
    bring: Importing, samples: Path, tmp_path: Path
) -> None:
    unreadable = tmp_path / "folder.csv"
    unreadable.mkdir()
    reports = bring(unreadable, samples / GOOD)
    assert [report.status for report in reports] == ["refused", "imported"]
