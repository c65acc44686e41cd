"""The chain: whole after any number of entries, broken by any change, and refused by the database."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from luoxuan.foundation.people.models import Brand
from luoxuan.foundation.trail import selectors, services
from luoxuan.foundation.trail.chain import Body, canonical, commitment, entry_hash
from luoxuan.foundation.trail.models import TrailEntry, TrailPersonal
from luoxuan.foundation.trail.selectors import TrailQuestion
from tests.people_there import AT, brand_untrailed, person_there

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def recorded(brand: Brand, count: int = 3, **more: Any) -> list[TrailEntry]:
    """Entries in the brand's chain."""
    return [
        services.trail_record(
            brand=brand,
            actor=None,
            verb="shop.registered",
            subject_type="shop",
            subject_id=str(number),
            detail={"number": number},
            at=AT + timedelta(minutes=number),
            **more,
        )
        for number in range(count)
    ]


@pytest.fixture
def brand(db: None) -> Brand:
    return brand_untrailed()


@pytest.mark.clause("9.3")
def test_a_fresh_chain_is_whole(brand: Brand) -> None:
    recorded(brand)
    verdict = selectors.trail_verify(brand=brand)
    assert (verdict.entries, verdict.broken_at, verdict.reason) == (3, None, "")


def test_each_brand_has_a_chain_of_its_own(brand: Brand) -> None:
    other = brand_untrailed("qita")
    recorded(brand, 2)
    recorded(other, 1)
    assert [e.seq for e in selectors.trail_entries(brand=other, question=TrailQuestion())] == [1]
    assert selectors.trail_verify(brand=brand).entries == 2


def test_a_rolled_back_change_leaves_no_entry(brand: Brand) -> None:
    recorded(brand, 1)
    with transaction.atomic():
        recorded(brand, 1)
        transaction.set_rollback(True)
    recorded(brand, 1)
    assert selectors.trail_verify(brand=brand).entries == 2


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE trail_trailentry SET verb = 'other' WHERE seq = 2",
        "UPDATE trail_trailentry SET detail = '{}' WHERE seq = 2",
        "DELETE FROM trail_trailentry WHERE seq = 3",
    ],
)
def test_the_database_refuses_to_change_an_entry(brand: Brand, statement: str) -> None:
    recorded(brand)
    cursor = connection.cursor()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        cursor.execute(statement)
    assert selectors.trail_verify(brand=brand).broken_at is None


@pytest.mark.parametrize(
    ("statement", "broken_at"),
    [
        ("UPDATE trail_trailentry SET verb = 'shop.removed' WHERE seq = 2", 2),
        ("UPDATE trail_trailentry SET actor = 'user:99' WHERE seq = 1", 1),
        ("UPDATE trail_trailentry SET detail = '{\"number\": 7}' WHERE seq = 3", 3),
        ("UPDATE trail_trailentry SET hash = previous WHERE seq = 2", 2),
        ("DELETE FROM trail_trailentry WHERE seq = 1", 1),
        ("DELETE FROM trail_trailentry WHERE seq = 2", 2),
        ("DELETE FROM trail_trailentry WHERE seq = 3", 3),
        ("UPDATE trail_trailhead SET seq = 2", 3),
    ],
)
def test_verify_names_the_first_entry_that_was_tampered_with(
    brand: Brand, statement: str, broken_at: int
) -> None:
    recorded(brand)
    without_triggers(statement)
    assert selectors.trail_verify(brand=brand).broken_at == broken_at


def without_triggers(statement: str) -> None:
    """What somebody does who owns the database file."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
        else:
            cursor.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'trail_%'"
            )
            for (name,) in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {name}")
        cursor.execute(statement)


def test_personal_detail_is_shredded_and_the_chain_stays_whole(brand: Brand) -> None:
    recorded(brand, 2, personal={"name": "演示买家一号"})
    assert services.trail_shred(brand=brand, subject_type="shop", subject_id="0") == 1
    assert TrailPersonal.objects.filter(entry__brand=brand).count() == 1
    assert selectors.trail_verify(brand=brand).broken_at is None


def test_verify_sees_changed_personal_detail(brand: Brand) -> None:
    recorded(brand, 2, personal={"name": "演示买家一号"})
    TrailPersonal.objects.filter(entry__seq=2).update(body={"name": "演示买家二号"})
    assert selectors.trail_verify(brand=brand).broken_at == 2


def test_entries_are_found_by_actor_verb_object_and_time(brand: Brand) -> None:
    user = person_there()
    recorded(brand)
    services.trail_record(
        brand=brand, actor=user, verb="import.undone", subject_type="import",
        subject_id="abc", detail={}, at=AT + timedelta(days=1),
    )  # fmt: skip

    def found(**wishes: Any) -> list[int]:
        entries = selectors.trail_entries(brand=brand, question=TrailQuestion(**wishes))
        return [entry.seq for entry in entries]

    assert found() == [4, 3, 2, 1]
    assert found(actor=f"user:{user.pk}") == [4]
    assert found(verb="shop.registered") == [3, 2, 1]
    assert found(subject_type="shop", subject_id="1") == [2]
    assert found(since=AT + timedelta(minutes=1), until=AT + timedelta(hours=1)) == [3, 2]


@given(JSON, JSON)
def test_two_details_have_one_hash_only_where_they_are_one(one: Any, other: Any) -> None:
    def hashed(detail: Any) -> str:
        return entry_hash("0" * 64, Body("b", 1, "t", "system", "v", "s", "1", {"d": detail}, ""))

    assert (hashed(one) == hashed(other)) == (canonical(one) == canonical(other))


@given(st.dictionaries(st.text(), st.integers()))
def test_key_order_does_not_change_the_canonical_text(value: dict[str, int]) -> None:
    assert canonical(value) == canonical(dict(reversed(value.items())))


def test_a_commitment_needs_its_salt() -> None:
    personal = {"name": "演示买家一号"}
    assert commitment("a", personal) != commitment("b", personal)
