"""The watched folder, one look at a time; nobody sleeps."""

from datetime import timedelta
from pathlib import Path

import pytest

from luoxuan.foundation.intake import places, services
from luoxuan.foundation.intake.models import Import, ImportSettings, Original
from luoxuan.foundation.people.models import Brand, Shop
from tests.foundation.intake.conftest import AT

pytestmark = pytest.mark.django_db(transaction=True)
GOOD = "taobao/ExportOrderList202609301015.csv"


def put(brand: Brand, name: str, body: bytes) -> Path:
    """A file that arrives in the inbox."""
    path = places.inbox_root(brand) / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(body)
    return path


def test_a_file_is_taken_when_it_has_stopped_growing(brand: Brand, samples: Path) -> None:
    body = (samples / GOOD).read_bytes()
    path = put(brand, Path(GOOD).name, body[:1000])
    seen = services.inbox_poll(brand=brand, seen={}, at=AT)
    path.write_bytes(body)
    seen = services.inbox_poll(brand=brand, seen=seen, at=AT)
    assert not Import.objects.exists()
    seen = services.inbox_poll(brand=brand, seen=seen, at=AT)
    assert seen == {}
    assert Import.objects.get().status == "imported"
    assert not path.exists()
    assert Original.objects.get().import_id == Import.objects.get().import_id


def test_a_refused_file_is_set_aside_with_its_reason(brand: Brand) -> None:
    path = put(brand, "empty.csv", b"")
    seen = services.inbox_poll(brand=brand, seen={}, at=AT)
    services.inbox_poll(brand=brand, seen=seen, at=AT)
    aside = path.parent / "refused" / "empty.csv"
    assert not path.exists()
    assert aside.exists()
    assert len(aside.with_name("empty.csv.reason.txt").read_text(encoding="utf-8")) > 10


def test_what_was_set_aside_goes_after_its_time(brand: Brand) -> None:
    path = put(brand, "empty.csv", b"")
    seen = services.inbox_poll(brand=brand, seen={}, at=AT)
    services.inbox_poll(brand=brand, seen=seen, at=AT)
    aside = path.parent / "refused" / "empty.csv"
    moved = aside.stat().st_ctime
    later = AT.fromtimestamp(moved, AT.tzinfo) + timedelta(days=8)
    services.inbox_poll(brand=brand, seen={}, at=later)
    assert list(aside.parent.iterdir()) == []


def test_a_second_copy_is_taken_away_quietly(brand: Brand, samples: Path) -> None:
    for name in ("first.csv", "second.csv"):
        path = put(brand, name, (samples / GOOD).read_bytes())
        seen = services.inbox_poll(brand=brand, seen={}, at=AT)
        services.inbox_poll(brand=brand, seen=seen, at=AT)
        assert not path.exists()
    assert Import.objects.count() == 1


def test_a_folder_named_as_a_shop_says_whose_files_they_are(brand: Brand, samples: Path) -> None:
    for key in ("taobao-a", "taobao-b"):
        Shop.objects.create(
            brand=brand, key=key, platform="taobao", name=key, zone="Asia/Shanghai", currency="CNY"
        )
    put(brand, "taobao-b/orders.csv", (samples / GOOD).read_bytes())
    seen = services.inbox_poll(brand=brand, seen={}, at=AT)
    services.inbox_poll(brand=brand, seen=seen, at=AT)
    assert Import.objects.get().shop == "taobao-b"


@pytest.mark.parametrize("name", [".hidden.csv", "~$open.xlsx", "orders.csv.part"])
def test_unfinished_and_hidden_files_are_left_alone(brand: Brand, name: str) -> None:
    path = put(brand, name, b"x")
    assert services.inbox_poll(brand=brand, seen={}, at=AT) == {}
    assert path.exists()


def test_a_link_out_of_the_inbox_is_not_followed(brand: Brand, samples: Path) -> None:
    link = places.inbox_root(brand) / "link.csv"
    link.symlink_to(samples / GOOD)
    assert services.inbox_poll(brand=brand, seen={}, at=AT) == {}


def test_an_inbox_that_is_off_is_not_looked_into(brand: Brand, samples: Path) -> None:
    ImportSettings.objects.create(brand=brand, inbox_on=False)
    put(brand, "orders.csv", (samples / GOOD).read_bytes())
    assert services.inbox_round(seen={}, at=AT) == {}
