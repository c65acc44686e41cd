"""A gate is asked, checked, decided once, and then frozen (5.4)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from django.utils import translation

from luoxuan.foundation.gates import selectors, services
from luoxuan.foundation.gates.models import Gate, GateFindingKept, GateVote
from luoxuan.foundation.jobs.registry import scheduled_works
from luoxuan.foundation.people.models import Brand, User
from luoxuan.foundation.trail.models import TrailEntry
from tests.foundation.gates.kinds import BLOCK, HINT, World, subject
from tests.people_there import AT, brand_there, member_there

LATER = AT + timedelta(hours=1)


def asked(brand: Brand, author: User, number: str = "1", **more: object) -> Gate:
    return services.gate_ask(subject=subject(brand, number, **more), author=author, at=AT)


def refused_unchanged(gate: Gate, **say: object) -> str:
    """The error of a decision that may not be; nothing was written, not even in the trail."""
    before = (TrailEntry.objects.count(), GateVote.objects.count(), GateFindingKept.objects.count())
    with pytest.raises(services.GateError) as caught, translation.override("en"):
        services.gate_decide(
            gate=gate, **({"decision": "approved", "reason": "", "at": LATER} | say)
        )  # type: ignore[arg-type]
    after = (TrailEntry.objects.count(), GateVote.objects.count(), GateFindingKept.objects.count())
    assert after == before
    assert Gate.objects.get(pk=gate.pk).state == gate.state
    return str(caught.value)


@pytest.mark.clause("5.4")
def test_an_approved_gate_tells_who_why_and_what_was_found(
    brand: Brand, author: User, owner: User, world: World
) -> None:
    world.findings = [HINT]
    gate = asked(brand, author)
    done = services.gate_decide(
        gate=gate, decision="approved", reason="符合规划", actor=owner, at=LATER
    )
    vote = done.votes.get()
    assert (done.state, done.closed_at, vote.decider, vote.reason) == (
        "approved", LATER, owner, "符合规划",
    )  # fmt: skip
    found = [(one.moment, one.rule, one.version) for one in done.findings.all()]
    assert found == [("asked", "price.note", "1"), ("decided", "price.note", "1")]
    assert world.decided == [(gate.pk, "approved")]
    assert selectors.is_approved(brand, "price", "1")
    assert selectors.gate_latest(brand, "price", "1") == done
    verbs = list(TrailEntry.objects.filter(subject_type="gate").values_list("verb", flat=True))
    assert verbs == ["gate.approved", "gate.asked"]


def test_the_author_may_not_decide(brand: Brand, owner: User, manager: User) -> None:
    gate = asked(brand, owner)
    assert "yourself" in refused_unchanged(gate, actor=owner)
    services.gate_decide(gate=gate, decision="approved", reason="", actor=manager, at=LATER)


def test_who_lacks_the_right_or_is_no_member_may_not_decide(
    brand: Brand, author: User, owner: User, finance: User
) -> None:
    gate = asked(brand, owner)
    assert "role" in refused_unchanged(gate, actor=author)
    other = brand_there("qita")
    assert "role" in refused_unchanged(gate, actor=member_there(other, "owner"))


def test_a_refusal_needs_a_reason_and_ends_it(
    brand: Brand, author: User, owner: User, world: World
) -> None:
    gate = asked(brand, author)
    assert "why" in refused_unchanged(gate, actor=owner, decision="refused", reason=" ")
    done = services.gate_decide(gate=gate, decision="refused", reason="太贵", actor=owner, at=LATER)
    assert (done.state, world.decided) == ("refused", [(gate.pk, "refused")])
    assert not selectors.is_approved(brand, "price", "1")


def test_a_blocking_finding_is_waived_by_the_owner_alone_with_a_reason(
    brand: Brand, author: User, owner: User, manager: User, world: World
) -> None:
    gate = asked(brand, author)
    world.findings = [BLOCK]
    assert "floor" in refused_unchanged(gate, actor=manager, waiver="没事")
    assert "floor" in refused_unchanged(gate, actor=owner)
    done = services.gate_decide(
        gate=gate, decision="approved", reason="", waiver="清仓", actor=owner, at=LATER
    )
    assert done.votes.get().waiver == "清仓"
    kept = done.findings.get(moment="decided")
    assert (kept.rule, kept.version, kept.severity) == ("price.floor", "2026-07", "block")


def test_what_changed_since_it_asked_cannot_be_approved(
    brand: Brand, author: User, owner: User, world: World
) -> None:
    gate = asked(brand, author)
    world.print = "b"
    assert "changed" in refused_unchanged(gate, actor=owner)
    services.gate_decide(gate=gate, decision="refused", reason="变了", actor=owner, at=LATER)


def test_two_persons_are_two(
    brand: Brand, author: User, owner: User, manager: User, world: World
) -> None:
    gate = asked(brand, author, kind="test.pair")
    half = services.gate_decide(gate=gate, decision="approved", reason="", actor=owner, at=LATER)
    assert (half.state, world.decided) == ("open", [])
    assert "second person" in refused_unchanged(half, actor=owner)
    done = services.gate_decide(gate=gate, decision="approved", reason="", actor=manager, at=LATER)
    assert (done.state, world.decided) == ("approved", [(gate.pk, "approved")])


def test_what_follows_is_part_of_the_decision(
    brand: Brand, author: User, owner: User, world: World
) -> None:
    gate = asked(brand, author)
    world.refuses = True
    with pytest.raises(RuntimeError):
        services.gate_decide(gate=gate, decision="approved", reason="", actor=owner, at=LATER)
    assert Gate.objects.get(pk=gate.pk).is_open
    assert GateVote.objects.count() == 0


def test_a_subject_asks_once_at_a_time_and_may_withdraw(
    brand: Brand, author: User, owner: User, finance: User, world: World
) -> None:
    gate = asked(brand, author)
    with pytest.raises(services.GateAskedError):
        asked(brand, author)
    with pytest.raises(services.NotTheirsError):
        services.gate_withdraw(gate=gate, actor=finance, at=LATER)
    services.gate_withdraw(gate=gate, actor=author, at=LATER)
    assert world.closed == [(gate.pk, "withdrawn")]
    gate.refresh_from_db()
    assert "no longer open" in refused_unchanged(gate, actor=owner)
    assert asked(brand, author).is_open


def test_a_gate_runs_out(brand: Brand, author: User, owner: User, world: World) -> None:
    gate = asked(brand, author)
    late = AT + timedelta(days=7)
    assert services.gates_expire(at=late - timedelta(seconds=1)) == 0
    assert "over" in refused_unchanged(gate, actor=owner, at=late)
    assert services.gates_expire(at=late) == 1
    gate.refresh_from_db()
    assert (gate.state, world.closed) == ("expired", [(gate.pk, "expired")])


def test_the_database_refuses_to_change_a_decision(
    brand: Brand, author: User, owner: User, world: World
) -> None:
    world.findings = [HINT]
    gate = services.gate_decide(
        gate=asked(brand, author), decision="approved", reason="", actor=owner, at=LATER
    )
    changes = (
        lambda: Gate.objects.filter(pk=gate.pk).update(amount=Decimal(1)),
        lambda: Gate.objects.filter(pk=gate.pk)._raw_delete("default"),  # type: ignore[attr-defined]
        lambda: GateVote.objects.filter(gate=gate).update(reason="x"),
        lambda: GateFindingKept.objects.filter(gate=gate).update(severity="info"),
    )
    for change in changes:
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_the_worker_closes_what_ran_out_by_itself() -> None:
    assert {work.kind for work in scheduled_works()} >= {"gates.expire", "budgets.watch"}
