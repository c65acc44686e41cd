"""A brand that keeps personal data, and persons nobody has."""

import pytest

from luoxuan.foundation.people.models import Brand
from luoxuan.foundation.vault import services
from luoxuan.foundation.vault.services import Choice, Met, phone_token
from tests.people_there import AT, brand_there

PHONE, OTHER = "13800000001", "13900000002"
CHOICE = Choice(keeps_personal=True, basis="售后联系")


@pytest.fixture
def brand(db: None) -> Brand:
    """A brand that has switched the vault on."""
    made = brand_there()
    services.settings_save(brand=made, choice=CHOICE, actor=None, at=AT)
    return made


def met_of(brand: Brand, phone: str, **values: str) -> list[Met]:
    """What a file would bring of one person."""
    token = phone_token(brand, phone)
    assert token
    return [Met(token, "phone", phone), *(Met(token, kind, each) for kind, each in values.items())]


def person_met(brand: Brand, phone: str = PHONE, import_id: str = "i1", **values: str) -> str:
    """A person in the vault by a confirmed import; the token."""
    met = met_of(brand, phone, **(values or {"name": "演示买家一号", "address": "演示路1号"}))
    services.take_write(brand=brand, import_id=import_id, met=met, at=AT)
    services.takes_confirm(brand=brand, import_ids=[import_id])
    return met[0].token
