"""Quarantined rows set right: the file is read again as a whole, and says what it should have said."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import translation

from luoxuan.foundation.intake import selectors, services
from luoxuan.foundation.intake.models import Import, Mending
from luoxuan.foundation.people.models import Brand
from luoxuan.foundation.trail import selectors as trail
from tests.check.dashboards.conftest import orders_file
from tests.foundation.intake.conftest import AT, Importing
from tests.foundation.intake.reading_back import rows
from tests.foundation.intake.test_pages import person, signed_in

pytestmark = pytest.mark.django_db(transaction=True)

GOOD = (("1001", "2026-09-01 10:00:00", "80.00"), ("1002", "2026-09-02 10:00:00", "20.00"))
BAD = (GOOD[0], ("1002", "2026-09-02 10:00:00", "zwanzig"))
FACTS = (
    "SELECT order_id, buyer_paid_amount, paid_on, customer_key, units, order_status "
    "FROM orders ORDER BY order_id"
)
AMOUNTS = ("买家应付货款", "总金额", "买家实际支付金额")
LATER = AT + timedelta(hours=1)


@pytest.fixture
def import_id(bring: Importing, tmp_path: Path) -> str:
    """A file of two orders; one of them cannot be read."""
    (report,) = bring(orders_file(tmp_path, BAD))
    assert (report.rows_kept, report.quarantined) == (1, {"bad_number": 1})
    assert report.import_id is not None
    return report.import_id


@pytest.fixture
def owner(brand: Brand) -> Client:
    """The owner's browser."""
    return signed_in(person(brand, "owner"))


def verbs(brand: Brand) -> list[str]:
    entries = trail.trail_entries(brand=brand, question=trail.TrailQuestion())
    return [entry.verb for entry in entries]


def right(*names: str, row: int = 2, text: str = "20.00") -> list[services.CellCorrection]:
    return [services.CellCorrection("", row, name, text) for name in names]


def test_a_mended_row_is_as_if_the_file_had_been_right(
    brand: Brand, bring: Importing, import_id: str, tmp_path: Path
) -> None:
    mended = services.rows_mend(
        brand=brand, import_id=import_id, corrections=right(*AMOUNTS), actor=None, at=LATER
    )
    found = rows(brand, FACTS)
    assert selectors.rejected_rows(brand, mended.import_id) == []
    services.import_undo(brand=brand, import_id=mended.import_id, requested_by=None, at=LATER)
    assert rows(brand, FACTS) == []
    (tmp_path / "right").mkdir()
    bring(orders_file(tmp_path / "right", GOOD))
    assert rows(brand, FACTS) == found


def test_the_old_import_is_undone_and_the_original_goes_on(brand: Brand, import_id: str) -> None:
    mended = services.rows_mend(
        brand=brand, import_id=import_id, corrections=right(*AMOUNTS), actor=None, at=LATER
    )
    old = Import.objects.get(import_id=import_id)
    assert (old.is_live, mended.is_live) == (False, True)
    assert selectors.original_of_import(brand, mended.import_id) is not None
    assert "import.mended" in verbs(brand)


def test_what_is_still_wrong_stays_in_quarantine_and_is_mended_on_top(
    brand: Brand, import_id: str
) -> None:
    half = services.rows_mend(
        brand=brand, import_id=import_id, corrections=right(AMOUNTS[0]), actor=None, at=LATER
    )
    assert len(selectors.rejected_rows(brand, half.import_id)) == 1
    assert rows(brand, "SELECT count(*) n FROM orders") == [{"n": 1}]
    whole = services.rows_mend(
        brand=brand,
        import_id=half.import_id,
        corrections=right(*AMOUNTS[1:]),
        actor=None,
        at=LATER + timedelta(hours=1),
    )
    assert selectors.rejected_rows(brand, whole.import_id) == []
    assert rows(brand, "SELECT sum(buyer_paid_amount) s FROM orders")[0]["s"] == 100


@pytest.mark.parametrize(
    ("corrections", "said"),
    [
        ([], "Nothing was changed"),
        (right("没有这一列"), "has no cell"),
        (right(*AMOUNTS, row=1), "has no cell"),
    ],
)
def test_a_correction_of_what_is_not_in_quarantine_changes_nothing(
    brand: Brand, import_id: str, corrections: list[services.CellCorrection], said: str
) -> None:
    before = rows(brand, FACTS), len(verbs(brand))
    with translation.override("en"), pytest.raises(services.MendingError, match=said):
        services.rows_mend(
            brand=brand, import_id=import_id, corrections=corrections, actor=None, at=LATER
        )
    assert (rows(brand, FACTS), len(verbs(brand))) == before
    assert not Mending.objects.exists()


def test_without_the_original_the_workbook_is_named(brand: Brand, import_id: str) -> None:
    original = selectors.original_of_import(brand, import_id)
    assert original is not None
    services.originals_remove([original])
    with translation.override("en"), pytest.raises(services.MendingError, match="workbook"):
        services.rows_mend(
            brand=brand, import_id=import_id, corrections=right(*AMOUNTS), actor=None, at=LATER
        )


def test_the_page_names_the_cells_at_fault_and_reads_the_file_again(
    owner: Client, brand: Brand, import_id: str
) -> None:
    address = f"/b/yanshi/data/imports/{import_id}/mend"
    page = owner.get(address).content.decode()
    assert "zwanzig" in page
    row = selectors.rejected_rows(brand, import_id)[0]
    names = list(row.cells)
    said = {f"cell-0-{names.index(name)}": "20.00" for name in AMOUNTS}
    response = owner.post(address, said, follow=True)
    assert "read again" in response.content.decode()
    assert rows(brand, "SELECT count(*) n FROM orders") == [{"n": 2}]


def test_who_may_not_import_may_not_mend(brand: Brand, import_id: str) -> None:
    reader = signed_in(person(brand, "auditor"))
    assert reader.get(f"/b/yanshi/data/imports/{import_id}/mend").status_code == 403
