"""A brand with ten weeks of orders and an outage on the last day, imported through the real engine."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client

from luoxuan.foundation.intake import services
from luoxuan.foundation.people.models import Brand, User
from luoxuan.foundation.signals.models import Monitor
from tests.check.dashboards.conftest import orders_file
from tests.foundation.signals.there import monitor_there
from tests.people_there import PASSWORD, brand_there, member_there

OUTAGE = date(2026, 9, 3)
AT = datetime(2026, 9, 4, 2, 0, tzinfo=UTC)
"""Ten in the morning in Shanghai, the day after."""
DAYS = 70


def trade(
    last: date = OUTAGE, usual: int = 20, on_last: int = 1
) -> tuple[tuple[str, str, str], ...]:
    """The same orders every day, and few on the last."""
    rows = []
    for back in range(DAYS):
        day = last - timedelta(days=back)
        for n in range(on_last if back == 0 else usual):
            number = f"40{day:%Y%m%d}{n:09d}"
            rows.append((number, f"{day} {8 + n // 3:02d}:{n % 3 * 20:02d}:00", f"{90 + n}.00"))
    return tuple(rows)


def brought(
    brand: Brand, folder: Path, orders: tuple[tuple[str, str, str], ...], at: datetime
) -> None:
    """Import the orders."""
    path = orders_file(folder, orders)
    (report,) = services.files_import(
        brand=brand, files=[services.IncomingFile(path, path.name)], at=at
    )
    assert report.status == "imported"


@pytest.fixture
def brand(own_home: None, db: None, tmp_path: Path) -> Brand:
    """The brand with its outage."""
    made = brand_there("yanshi")
    brought(made, tmp_path, trade(), AT)
    return made


@pytest.fixture
def owner(brand: Brand) -> User:
    """Who hears where nobody else does."""
    return member_there(brand, "owner", "laoban")


@pytest.fixture
def operator(brand: Brand) -> User:
    """The channel operator."""
    return member_there(brand, "channel_operator", "yunying1")


@pytest.fixture
def monitor(brand: Brand) -> Monitor:
    """Orders of each shop out of the ordinary."""
    return monitor_there(
        brand, "订单异常", kind="anomaly", metric="orders_paid", role="channel_operator"
    )


@pytest.fixture
def reader(owner: User, client: Client) -> Client:
    """The owner, logged in."""
    assert client.login(username="laoban", password=PASSWORD)
    return client
