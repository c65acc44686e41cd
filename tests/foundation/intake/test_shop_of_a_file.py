"""Whose figures a file holds: never somebody else's."""

from pathlib import Path

from luoxuan.foundation.intake import selectors
from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.people import services as registering
from luoxuan.foundation.people.models import Brand
from luoxuan.foundation.people.platforms import platform_word
from tests.check.dashboards.conftest import orders_file
from tests.foundation.intake.conftest import Importing

ONE = (("4000000000000000001", "2026-09-01 10:00:00", "100.00"),)
TWO = (("4000000000000000002", "2026-09-01 11:00:00", "70.00"),)


def file_of(folder: Path, name: str, orders: tuple[tuple[str, str, str], ...]) -> Path:
    """An order export in a folder of its own that names its shop."""
    folder.mkdir()
    path = orders_file(folder, orders)
    text = path.read_text(encoding="gb18030").replace("演示旗舰店", name)
    path.write_text(text, encoding="gb18030")
    return path


def names(brand: Brand) -> list[str]:
    """The register."""
    return sorted(shop.name for shop in people.shops_of(brand))


def test_a_shop_nobody_knows_becomes_one_of_its_own(
    brand: Brand, bring: Importing, tmp_path: Path
) -> None:
    bring(file_of(tmp_path / "a", "甲店", ONE))
    bring(file_of(tmp_path / "b", "乙店", TWO))
    assert names(brand) == ["乙店", "甲店"]


def test_two_unknown_shops_in_one_batch_are_two(
    brand: Brand, bring: Importing, tmp_path: Path
) -> None:
    bring(file_of(tmp_path / "z", "甲店", ONE))
    bring(file_of(tmp_path / "a", "乙店", TWO), file_of(tmp_path / "b", "丙店", ONE))
    assert names(brand) == ["丙店", "乙店", "甲店"]


def test_a_shop_without_a_name_of_its_own_takes_the_file(
    brand: Brand, bring: Importing, tmp_path: Path
) -> None:
    registering.shop_register(
        brand=brand, key="taobao", platform="taobao", name=platform_word("taobao")
    )
    word = people.shops_of(brand)[0]
    assert [shop.name for shop in selectors.shops_of(brand)] == [""]
    bring(file_of(tmp_path / "a", "甲店", ONE))
    assert [shop.key for shop in people.shops_of(brand)] == [word.key]
