"""Through the real import: one buyer of two shops is one customer, and nobody's name is in the warehouse (9.3)."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from luoxuan.foundation.intake import places
from luoxuan.foundation.intake import selectors as intake
from luoxuan.foundation.intake import services as intake_services
from luoxuan.foundation.intake.models import Import
from luoxuan.foundation.people.models import Brand
from luoxuan.foundation.vault import selectors, services
from luoxuan.foundation.vault.models import Person, PersonValue, Take
from luoxuan.foundation.vault.services import Keyring, phone_token
from luoxuan.warehouse import engine
from tests.foundation.vault.conftest import CHOICE
from tests.foundation.vault.shop_files import taobao_file, youzan_file
from tests.people_there import AT, brand_there, member_there

pytestmark = pytest.mark.django_db(transaction=True)

ONE = ("演示甲一号", "13800000001", "演示路1号2栋")
TWO = ("演示乙二号", "+86 139-0000-0002", "演示街8号")
MASKED = ("演**", "138****8000", "演示路***")
Bring = Callable[..., list[str]]


@pytest.fixture
def plain(own_home: None, db: None) -> Brand:
    """A brand that keeps nothing."""
    return brand_there()


@pytest.fixture
def keeping(plain: Brand) -> Brand:
    """A brand that keeps persons."""
    services.settings_save(brand=plain, choice=CHOICE, actor=None, at=AT)
    return plain


def bring(brand: Brand, *paths: Path) -> list[str]:
    """Import the paths; their statuses."""
    files = [intake_services.IncomingFile(path, path.name) for path in paths]
    return [r.status for r in intake_services.files_import(brand=brand, files=files, at=AT)]


def orders(brand: Brand) -> list[dict[str, Any]]:
    """Who bought, as the warehouse knows it."""
    with engine.open_session(intake.snapshot(brand)) as session:
        sql = "SELECT platform, customer_key, identity_quality FROM orders ORDER BY platform, order_id"
        return session.fetch(sql).to_pylist()


def values_of(brand: Brand, phone: str) -> dict[str, list[str]]:
    """What the vault holds of a person, opened by hand."""
    ring, token = Keyring(brand), phone_token(brand, phone)
    person = Person.objects.get(brand=brand, token=token)
    key = ring.unwrap(bytes(person.wrapped or b""), person.key_version, person.token)
    found: dict[str, list[str]] = {}
    for row in person.values.all():
        bound = ring.bound_to(person.token, row.kind)
        found.setdefault(row.kind, []).append(
            services.box_open(bytes(row.sealed), key=key, bound_to=bound).decode()
        )
    return {kind: sorted(each) for kind, each in found.items()}


@pytest.mark.clause("9.3")
def test_one_buyer_of_two_shops_is_one_customer(keeping: Brand, tmp_path: Path) -> None:
    assert bring(keeping, youzan_file(tmp_path, ONE, TWO), taobao_file(tmp_path, ONE, MASKED)) == [
        "imported", "imported",
    ]  # fmt: skip
    rows = orders(keeping)
    tokens = [phone_token(keeping, phone) for _name, phone, _where in (ONE, TWO)]
    assert [(row["platform"], row["identity_quality"]) for row in rows] == [
        ("taobao", "phone_key"), ("taobao", "member_id"), ("youzan", "phone_key"), ("youzan", "phone_key"),
    ]  # fmt: skip
    assert [rows[n]["customer_key"] for n in (0, 2, 3)] == [tokens[0], tokens[0], tokens[1]]
    with engine.open_session(intake.snapshot(keeping)) as session:
        seen = session.fetch("SELECT count(*) AS n FROM customers WHERE orders = 2").to_pylist()
    assert seen == [{"n": 1}]
    assert values_of(keeping, ONE[1]) == {
        "phone": ["13800000001"],
        "name": ["演示甲一号"],
        "address": ["浙江省杭州市西湖区演示路1号2栋", "演示路1号2栋"],
    }
    assert values_of(keeping, TWO[1])["phone"] == ["13900000002"]
    assert Person.objects.count() == 2


def test_a_brand_that_keeps_nothing_has_nobody_in_the_vault_and_its_own_keys(
    plain: Brand, tmp_path: Path
) -> None:
    bring(plain, youzan_file(tmp_path, ONE), taobao_file(tmp_path, ONE))
    assert [row["identity_quality"] for row in orders(plain)] == ["member_id", None]
    assert not Person.objects.exists()
    assert not Take.objects.exists()


def test_the_warehouse_and_the_database_hold_no_plain_value(keeping: Brand, tmp_path: Path) -> None:
    bring(keeping, youzan_file(tmp_path, ONE, TWO), taobao_file(tmp_path, ONE))
    root = places.brand_root(keeping)
    stored = b"".join(path.read_bytes() for path in root.rglob("*") if path.is_file())
    held = b"".join(bytes(row.sealed) for row in PersonValue.objects.all())
    for text in ("演示甲", "13800000001", "13900000002", "演示路1号"):
        assert text.encode() not in stored + held


def test_undoing_an_import_takes_its_persons_and_leaves_those_another_brought(
    keeping: Brand, tmp_path: Path
) -> None:
    bring(keeping, youzan_file(tmp_path, ONE, TWO))
    bring(keeping, taobao_file(tmp_path, ONE))
    first = Take.objects.order_by("pk")[0].import_id
    intake_services.import_undo(brand=keeping, import_id=first, requested_by=None, at=AT)
    assert [person.token for person in Person.objects.all()] == [phone_token(keeping, ONE[1])]
    assert values_of(keeping, ONE[1])["address"] == ["演示路1号2栋"]
    assert Take.objects.count() == 1
    bring(keeping, youzan_file(tmp_path, ONE, TWO))
    assert Person.objects.count() == 2


def test_a_dry_run_and_a_file_twice_bring_nobody_twice(keeping: Brand, tmp_path: Path) -> None:
    path = youzan_file(tmp_path, ONE)
    files = [intake_services.IncomingFile(path, path.name)]
    intake_services.files_import(brand=keeping, files=files, at=AT, dry_run=True)
    assert not Person.objects.exists()
    assert bring(keeping, path) + bring(keeping, path) == ["imported", "duplicate"]
    assert Take.objects.count() == 1


def test_files_of_before_the_switch_are_counted_until_they_are_read_anew(
    plain: Brand, tmp_path: Path
) -> None:
    path = youzan_file(tmp_path, ONE)
    bring(plain, path)
    assert selectors.imports_older(plain) == 0, "nothing is kept, nothing is missed"
    later = AT + timedelta(days=1)
    services.settings_save(brand=plain, choice=CHOICE, actor=None, at=later)
    services.settings_save(brand=plain, choice=CHOICE, actor=None, at=later + timedelta(days=1))
    assert selectors.imports_older(plain) == 1
    (old,) = Import.objects.all()
    intake_services.import_undo(brand=plain, import_id=old.import_id, requested_by=None, at=later)
    files = [intake_services.IncomingFile(path, path.name)]
    intake_services.files_import(brand=plain, files=files, at=later)
    assert selectors.imports_older(plain) == 0
    assert [row["identity_quality"] for row in orders(plain)] == ["phone_key"]


def test_an_access_pack_holds_the_orders_of_all_shops_and_erasing_removes_their_originals(
    keeping: Brand, tmp_path: Path
) -> None:
    bring(keeping, youzan_file(tmp_path, ONE, TWO), taobao_file(tmp_path, ONE))
    person = Person.objects.get(token=phone_token(keeping, ONE[1]))
    request = services.request_open(
        brand=keeping, token=person.token, kind="access", actor=None, at=AT, source="电话"
    )
    owner = member_there(keeping, "owner")
    told = services.pack_make(person=person, request=request, actor=owner, at=AT).to_json()
    assert sorted(row["platform"] for row in told["orders"]) == ["taobao", "youzan"]
    proof = services.person_erase(person=person, actor=owner, at=AT, why="request")
    assert proof["removed"]["originals"] == 2
    assert not list(places.originals_root(keeping).iterdir())
    assert len(orders(keeping)) == 3
