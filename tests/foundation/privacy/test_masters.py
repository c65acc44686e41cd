"""Turning the master key wraps the brands' keys anew and touches nothing sealed (9.3)."""

from typing import Any

import pytest

from luoxuan.foundation.people.models import Brand
from luoxuan.foundation.privacy import masters, services
from luoxuan.foundation.privacy.models import BrandKey
from tests.people_there import AT, brand_there


@pytest.fixture
def brand(db: None) -> Brand:
    return brand_there()


def test_a_turned_master_key_in_files_leaves_the_brands_keys_the_same(
    brand: Brand, settings: Any
) -> None:
    other = brand_there("qita")
    keys = [services.pseudonym_key(each) for each in (brand, other)]
    before = masters.master_now().name
    name, turned = services.master_rotate(at=AT)
    assert turned == 2
    assert masters.master_now().name == name != before
    assert [services.pseudonym_key(each) for each in (brand, other)] == keys
    old = settings.LUOXUAN_HOME / "keys" / f"master.old-{before}"
    assert old.stat().st_mode & 0o777 == 0o600
    old.unlink()
    assert [services.pseudonym_key(each) for each in (brand, other)] == keys
    assert set(BrandKey.objects.values_list("master", flat=True)) == {name}


def test_a_turn_that_died_half_way_leaves_every_key_readable(brand: Brand) -> None:
    key = services.pseudonym_key(brand)
    following = masters.next_master()
    BrandKey.objects.update(
        wrapped=services._wrap(services._brand_key(brand), brand, following), master=following.name
    )
    assert services.pseudonym_key(brand) == key
    assert services.master_rotate(at=AT)[0] == following.name
    assert services.pseudonym_key(brand) == key


def test_a_master_key_of_the_environment_is_turned_with_the_old_one_beside_it(
    brand: Brand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(masters.VARIABLE, "first")
    key = services.pseudonym_key(brand)
    monkeypatch.setenv(masters.VARIABLE, "second")
    with pytest.raises(masters.MasterMissingError):
        services.pseudonym_key(brand)
    monkeypatch.setenv(masters.OLD, "zeroth, first")
    assert services.pseudonym_key(brand) == key
    assert services.master_rotate(at=AT)[1] == 1
    monkeypatch.delenv(masters.OLD)
    assert services.pseudonym_key(brand) == key
