"""A person, a request and a purpose in a brand, for the walk along the boundary."""

from collections.abc import Callable

from luoxuan.foundation.people.models import Brand
from luoxuan.foundation.vault import services
from luoxuan.foundation.vault.models import Person
from tests.foundation.vault.conftest import CHOICE, PHONE, person_met
from tests.people_there import AT


def vault_objects(brand: Brand) -> dict[str, Callable[[], str]]:
    """How to make each, and what names it in an address."""
    return {
        "person_id": lambda: str(_person(brand).pk),
        "request_id": lambda: str(_request(brand)),
        "purpose_key": lambda: _purpose(brand),
    }


def _person(brand: Brand) -> Person:
    services.settings_save(brand=brand, choice=CHOICE, actor=None, at=AT)
    token = services.phone_token(brand, PHONE)
    found = Person.objects.filter(brand=brand, token=token).first()
    return found or Person.objects.get(token=person_met(brand, import_id=f"i-{brand.key}"))


def _request(brand: Brand) -> int:
    made = services.request_open(
        brand=brand, token=_person(brand).token, kind="deletion", actor=None, at=AT, source="电话"
    )
    return made.pk


def _purpose(brand: Brand) -> str:
    draft = services.PurposeDraft("x", "consent")
    return services.purpose_save(brand=brand, key="sms", draft=draft, actor=None, at=AT).key
