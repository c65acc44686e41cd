"""Clocks remove what is over and nothing else (9.3)."""

from datetime import timedelta

import pytest

from luoxuan.foundation.people.models import Brand
from luoxuan.foundation.trail.models import TrailEntry
from luoxuan.foundation.vault import selectors, services
from luoxuan.foundation.vault.models import Consent, Person, PersonValue, RetentionRun
from luoxuan.foundation.vault.services import Said
from tests.foundation.vault.conftest import person_met
from tests.foundation.vault.test_rights import DRAFT
from tests.people_there import AT

YEAR = timedelta(days=366)


def test_addresses_go_after_a_year_and_the_person_after_three(brand: Brand) -> None:
    person_met(brand)
    assert services.retention_run(brand=brand, at=AT + YEAR - timedelta(days=2)) == {}
    over = {c.data_class.key: c.over for c in selectors.clocks_of(brand, AT + YEAR)}
    assert (over["address"], over["contact"]) == (1, 0)
    assert services.retention_run(brand=brand, at=AT + YEAR) == {"address": 1}
    assert services.retention_run(brand=brand, at=AT + YEAR) == {}
    assert sorted(PersonValue.objects.values_list("kind", flat=True)) == ["name", "phone"]
    assert services.retention_run(brand=brand, at=AT + 3 * YEAR) == {"contact": 1}
    assert Person.objects.get().wrapped is None
    assert RetentionRun.objects.count() == 2


def test_a_dry_look_changes_nothing(brand: Brand) -> None:
    person_met(brand)
    before = TrailEntry.objects.count()
    selectors.clocks_of(brand, AT + 9 * YEAR)
    assert (TrailEntry.objects.count(), PersonValue.objects.count()) == (before, 3)


def test_a_consent_goes_long_after_its_withdrawal_only(brand: Brand) -> None:
    token = person_met(brand)
    purpose = services.purpose_save(brand=brand, key="sms", draft=DRAFT, actor=None, at=AT)
    later = AT + YEAR
    for word, at in (("given", AT), ("withdrawn", later)):
        said = Said(word, at, "电话")
        services.consent_record(purpose=purpose, token=token, said=said, actor=None, at=at)
    services.retention_run(brand=brand, at=AT + 3 * YEAR)
    assert Consent.objects.count() == 2
    assert services.retention_run(brand=brand, at=later + 3 * YEAR)["consents"] == 2


def test_a_clock_keeps_the_laws_least_and_needs_a_reason(brand: Brand) -> None:
    for key, days, reason in (
        ("readings", 30, "少留"),
        ("address", 30, " "),
        ("nothing", 30, "少留"),
    ):
        with pytest.raises(services.VaultError):
            services.clock_set(brand=brand, key=key, days=days, reason=reason, actor=None, at=AT)
    services.clock_set(brand=brand, key="address", days=30, reason="只用于发货", actor=None, at=AT)
    person_met(brand)
    assert services.retention_run(brand=brand, at=AT + timedelta(days=31)) == {"address": 1}
