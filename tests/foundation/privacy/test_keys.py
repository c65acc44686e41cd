"""A brand's key: its own, wrapped, and with it everything sealed is forgotten (9.3)."""

import threading
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from luoxuan.foundation.people.models import Brand
from luoxuan.foundation.privacy import services
from luoxuan.foundation.privacy.masters import MasterMissingError
from luoxuan.foundation.privacy.models import BrandKey
from luoxuan.foundation.privacy.sealing import SealBrokenError
from tests.people_there import AT, brand_there


@pytest.fixture
def brand(db: None) -> Brand:
    return brand_there()


@pytest.fixture
def secret_file(tmp_path: Path) -> Path:
    path = tmp_path / "orders.csv"
    path.write_text("演示买家一号")
    return path


def test_a_sealed_file_is_read_from_a_private_copy_that_is_gone_afterwards(
    brand: Brand, secret_file: Path, tmp_path: Path
) -> None:
    target = tmp_path / "sealed"
    services.file_seal(brand=brand, source=secret_file, target=target)
    with services.sealed_open(brand=brand, source=target) as plain:
        assert plain.read_text() == "演示买家一号"
        assert plain.stat().st_mode & 0o777 == 0o600
        assert plain.parent.stat().st_mode & 0o777 == 0o700
    assert not plain.exists()


def test_the_key_of_one_brand_does_not_open_the_files_of_another(
    brand: Brand, secret_file: Path, tmp_path: Path
) -> None:
    target = tmp_path / "sealed"
    services.file_seal(brand=brand, source=secret_file, target=target)
    with pytest.raises(SealBrokenError):
        services.file_open(brand=brand_there("qita"), source=target, target=tmp_path / "out")


def test_a_destroyed_key_forgets_everything(
    brand: Brand, secret_file: Path, tmp_path: Path
) -> None:
    target = tmp_path / "sealed"
    services.file_seal(brand=brand, source=secret_file, target=target)
    services.key_destroy(brand=brand, actor=None, at=AT)
    with pytest.raises(services.KeyDestroyedError):
        services.file_open(brand=brand, source=target, target=tmp_path / "out")
    with pytest.raises(services.KeyDestroyedError):
        services.pseudonym_key(brand)
    assert bytes(BrandKey.objects.get(brand=brand).wrapped or b"") == b""


def test_a_brand_whose_key_was_destroyed_before_it_was_used_gets_none(brand: Brand) -> None:
    services.key_destroy(brand=brand, actor=None, at=AT)
    with pytest.raises(services.KeyDestroyedError):
        services.pseudonym_key(brand)


def test_pseudonyms_last_and_differ_between_brands(brand: Brand) -> None:
    first = services.pseudonym_key(brand)
    assert len(first) == 32
    assert services.pseudonym_key(brand) == first
    assert services.pseudonym_key(brand_there("qita")) != first


def test_the_stored_key_is_wrapped_by_the_master_key(
    brand: Brand, settings: Any, tmp_path: Path
) -> None:
    services.pseudonym_key(brand)
    master = settings.LUOXUAN_HOME / "keys" / "master.key"
    assert master.stat().st_mode & 0o777 == 0o600
    master.unlink()
    with pytest.raises(MasterMissingError):
        services.pseudonym_key(brand)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_get_the_same_key() -> None:
    brand = brand_there()
    start = threading.Barrier(3)
    keys: list[bytes] = []

    def ask() -> None:
        start.wait()
        keys.append(services.pseudonym_key(brand))
        connection.close()

    threads = [threading.Thread(target=ask) for _number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(keys), len(set(keys))) == (3, 1)
