"""Amount limits and stand-ins (11.10, 5.4)."""

from datetime import timedelta
from decimal import Decimal

import pytest

from luoxuan.foundation.gates import selectors, services
from luoxuan.foundation.gates.models import ApprovalLimit, Delegation, Gate
from luoxuan.foundation.gates.services import DelegationPlan, LimitPlan
from luoxuan.foundation.people import services as people
from luoxuan.foundation.people.access import scope_of
from luoxuan.foundation.people.models import Brand, User
from luoxuan.foundation.tasks.models import Task
from luoxuan.foundation.trail.models import TrailEntry
from tests.foundation.gates.kinds import subject
from tests.people_there import AT, member_there, shop_there

LATER = AT + timedelta(hours=1)
WEEK = timedelta(days=7)


def asked(brand: Brand, author: User, number: str = "1", **more: object) -> Gate:
    return services.gate_ask(subject=subject(brand, number, **more), author=author, at=AT)


def approve(gate: Gate, actor: User) -> Gate:
    return services.gate_decide(gate=gate, decision="approved", reason="", actor=actor, at=LATER)


def limited(brand: Brand, by: User, amount: str | None, **whose: object) -> ApprovalLimit:
    plan = LimitPlan(None if amount is None else Decimal(amount), **whose)  # type: ignore[arg-type]
    return services.limit_set(brand=brand, plan=plan, actor=by, at=AT)


def handed(brand: Brand, giver: User, taker: User, *kinds: str) -> Delegation:
    plan = DelegationPlan(giver, taker, AT, AT + WEEK, kinds)
    return services.delegation_give(brand=brand, plan=plan, actor=giver, at=AT)


def waiting(brand: Brand, user: User) -> list[Gate]:
    scope = scope_of(user=user, brand_key=brand.key)
    assert scope is not None
    return selectors.gates_waiting(scope, LATER)


@pytest.mark.clause("11.10")
def test_above_the_limit_it_waits_for_somebody_who_may(
    brand: Brand, author: User, owner: User, finance: User
) -> None:
    limited(brand, owner, "799.99", role="finance")
    gate = asked(brand, author)
    entries = TrailEntry.objects.count()
    with pytest.raises(services.NotTheirsError):
        approve(gate, finance)
    assert TrailEntry.objects.count() == entries
    assert (waiting(brand, finance), waiting(brand, owner)) == ([], [gate])
    assert approve(gate, owner).state == "approved"
    assert approve(asked(brand, author, "2", amount=Decimal("799.99")), finance).state == "approved"


def test_a_person_s_limit_goes_before_the_role_s_and_a_kind_s_before_all(
    brand: Brand, author: User, owner: User, finance: User
) -> None:
    limited(brand, owner, "1", role="finance")
    limited(brand, owner, None, user=finance, kind="test.price")
    assert approve(asked(brand, author), finance).state == "approved"
    with pytest.raises(services.NotTheirsError):
        approve(asked(brand, author, "2", kind="test.pair"), finance)


def test_a_stand_in_decides_and_both_are_named(
    brand: Brand, author: User, owner: User, finance: User
) -> None:
    stand_in = member_there(brand, "content_operator")
    handed(brand, owner, stand_in)
    gate = asked(brand, author)
    assert waiting(brand, stand_in) == [gate]
    vote = approve(gate, stand_in).votes.get()
    assert (vote.decider, vote.on_behalf_of) == (stand_in, owner)
    entry = TrailEntry.objects.get(verb="gate.approved")
    assert (entry.actor, entry.detail["on_behalf_of"]) == (
        f"user:{stand_in.pk}",
        f"user:{owner.pk}",
    )


def test_a_stand_in_is_bound_by_whom_they_stand_in_for(
    brand: Brand, author: User, owner: User, finance: User
) -> None:
    stand_in = member_there(brand, "content_operator")
    handed(brand, finance, stand_in, "test.price")
    limited(brand, owner, "10", role="finance")
    for gate in (asked(brand, author), asked(brand, author, "2", kind="test.pair", amount=None)):
        with pytest.raises(services.NotTheirsError):
            approve(gate, stand_in)
    assert approve(asked(brand, author, "3", amount=Decimal(10)), stand_in).state == "approved"


def test_nobody_decides_their_own_through_another(brand: Brand, owner: User) -> None:
    stand_in = member_there(brand, "content_operator")
    handed(brand, owner, stand_in)
    for gate in (asked(brand, owner), asked(brand, stand_in, "2")):
        with pytest.raises(services.NotTheirsError):
            approve(gate, stand_in)


def test_standing_in_is_not_passed_on_and_ends(
    brand: Brand, author: User, owner: User, finance: User
) -> None:
    first, second = member_there(brand, "content_operator"), member_there(brand, "data_analyst")
    delegation = handed(brand, owner, first)
    with pytest.raises(services.GateError):
        handed(brand, first, second)
    with pytest.raises(services.GateError):
        services.delegation_end(delegation=delegation, actor=second, at=AT)
    services.delegation_end(delegation=delegation, actor=first, at=AT)
    with pytest.raises(services.NotTheirsError):
        approve(asked(brand, author), first)


def test_two_persons_are_not_one_and_their_stand_in(
    brand: Brand, author: User, owner: User, finance: User
) -> None:
    stand_in = member_there(brand, "content_operator")
    handed(brand, owner, stand_in)
    gate = asked(brand, author, kind="test.pair")
    approve(gate, owner)
    with pytest.raises(services.NotTheirsError):
        approve(gate, stand_in)
    assert approve(gate, finance).state == "approved"


def test_auditors_strangers_and_who_sees_some_shops_only_cannot_stand_in(
    brand: Brand, owner: User
) -> None:
    shop = shop_there(brand)
    bound = member_there(brand, "channel_operator")
    people.membership_set(brand=brand, user=bound, role="channel_operator", shops=(shop,))
    entries = TrailEntry.objects.count()
    for taker in (member_there(brand, "auditor"), bound, owner):
        before = TrailEntry.objects.count()
        with pytest.raises(services.GateError):
            handed(brand, owner, taker)
        assert TrailEntry.objects.count() == before
    assert entries < TrailEntry.objects.count()  # the auditor joined
    assert Delegation.objects.count() == 0


def test_limits_that_make_no_sense_are_refused(brand: Brand, owner: User) -> None:
    for plan in (
        LimitPlan(Decimal(1)),
        LimitPlan(Decimal(-1), role="finance"),
        LimitPlan(Decimal(1), role="finance", user=owner),
    ):
        with pytest.raises(services.GateError):
            services.limit_set(brand=brand, plan=plan, actor=owner, at=AT)
    assert ApprovalLimit.objects.count() == 0


def test_the_task_is_opened_for_those_who_may_and_settled(
    brand: Brand, author: User, owner: User
) -> None:
    gate = asked(brand, author)
    task = Task.objects.get(key=f"gate:{gate.pk}")
    assert (task.owner, task.source_url) == (owner, f"/b/yanshi/approvals/{gate.pk}")
    approve(gate, owner)
    task.refresh_from_db()
    assert task.state == "done"
