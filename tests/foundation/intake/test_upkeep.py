"""The lake is tidied at night, and every earlier moment keeps its figures."""

from datetime import timedelta
from pathlib import Path

from luoxuan.foundation.intake import selectors
from luoxuan.foundation.intake.services import upkeep
from luoxuan.foundation.people.models import Brand
from luoxuan.foundation.trail import selectors as trail
from luoxuan.warehouse import engine
from tests.check.dashboards.conftest import orders_file
from tests.foundation.intake.conftest import AT, Importing


def orders(brand: Brand, as_of: object = None) -> list[str]:
    """The order numbers of the brand, now or then."""
    with engine.open_session(selectors.snapshot(brand, as_of=as_of)) as session:
        found = session.fetch("SELECT order_id FROM orders ORDER BY order_id")
    return found.column("order_id").to_pylist()


def test_tidying_changes_no_figure_and_is_trailed(
    brand: Brand, bring: Importing, tmp_path: Path
) -> None:
    for n in range(12):
        folder = tmp_path / str(n)
        folder.mkdir()
        one = ((f"40000000000000000{n:02d}", "2026-09-01 10:00:00", "10.00"),)
        bring(orders_file(folder, one), at=AT + timedelta(minutes=n))
    before, then = orders(brand), orders(brand, AT + timedelta(minutes=3))
    assert upkeep.lakes_compact(at=AT + timedelta(hours=1)) == 1
    assert (orders(brand), orders(brand, AT + timedelta(minutes=3))) == (before, then)
    assert (len(before), len(then)) == (12, 4)
    told = trail.trail_entries(
        brand=brand, question=trail.TrailQuestion(verb="warehouse.compacted")
    )
    assert told.count() == 1
    upkeep.lakes_compact(at=AT + timedelta(hours=2))
    assert told.count() == 1


def test_what_was_read_before_tidying_is_as_new_as_after_it(
    brand: Brand, bring: Importing, tmp_path: Path
) -> None:
    for n in range(12):
        (tmp_path / str(n)).mkdir()
        one = ((f"40000000000000000{n:02d}", "2026-09-01 10:00:00", "10.00"),)
        bring(orders_file(tmp_path / str(n), one), at=AT + timedelta(minutes=n))
    read = dict(selectors.snapshot(brand).versions)
    upkeep.lakes_compact(at=AT + timedelta(hours=1))
    assert selectors.snapshot(brand).versions["orders"] != read["orders"]
    assert selectors.is_only_tidied(brand, read, read)
    (tmp_path / "later").mkdir()
    later = (("4000000000000000099", "2026-09-02 10:00:00", "10.00"),)
    bring(orders_file(tmp_path / "later", later), at=AT + timedelta(hours=2))
    assert not selectors.is_only_tidied(brand, read, read)
    upkeep.lakes_compact(at=AT + timedelta(hours=3))
    assert not selectors.is_only_tidied(brand, read, read)
    assert selectors.is_only_tidied(brand, {}, ["shipments"])
