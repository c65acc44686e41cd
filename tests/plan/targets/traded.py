"""A brand that traded: sixty days of one order of 100 each, up to 3 September."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from luoxuan.foundation.intake import services as imports
from luoxuan.foundation.people.models import Brand
from luoxuan.plan.targets import services
from luoxuan.plan.targets.models import TargetNode
from tests.check.dashboards.conftest import orders_file
from tests.people_there import brand_there

AT = datetime(2026, 9, 4, 2, 0, tzinfo=UTC)
LAST = date(2026, 9, 3)
DAYS = 60
A_DAY = Decimal("100.00")


def traded_there(folder: Path) -> Brand:
    """The brand, its orders imported through the real engine."""
    made = brand_there("yanshi")
    orders = tuple(
        (f"{4 * 10**18 + n}", f"{LAST - timedelta(DAYS - 1 - n)} 10:00:00", f"{A_DAY}")
        for n in range(DAYS)
    )
    path = orders_file(folder, orders)
    files = [imports.IncomingFile(path, path.name)]
    (report,) = imports.files_import(brand=made, files=files, at=AT)
    assert (report.status, report.rows_kept) == ("imported", DAYS)
    return made


def months_there(node: TargetNode, value: str) -> None:
    """Every month of the year the same."""
    months = dict.fromkeys(node.tree.months(), Decimal(value))
    services.targets_set(node=node, months=months, basis=services.Basis(), actor=None, at=AT)
