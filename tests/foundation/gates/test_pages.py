"""The pages and the interface of approvals (5.4)."""

from datetime import timedelta

import pytest
from django.test import Client

from luoxuan.foundation.gates import services
from luoxuan.foundation.gates.models import ApprovalLimit, Delegation, Gate, GateVote
from luoxuan.foundation.people import services as people
from luoxuan.foundation.people.models import Brand, User
from tests.foundation.gates.kinds import BLOCK, World, subject
from tests.people_there import AT, member_there, shop_there

BASE = "/b/yanshi/approvals"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages ask the clock: it stands an hour after the question."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT + timedelta(hours=1))


@pytest.fixture
def gate(brand: Brand, author: User) -> Gate:
    return services.gate_ask(subject=subject(brand), author=author, at=AT)


@pytest.fixture
def boss(client: Client, owner: User) -> Client:
    client.force_login(owner)
    return client


def test_what_waits_is_seen_and_decided(boss: Client, gate: Gate) -> None:
    assert "调价 1" in boss.get(f"{BASE}/").content.decode()
    shown = boss.get(f"{BASE}/{gate.pk}").content.decode()
    assert "12.00 → 9.00" in shown
    assert f'action="{BASE}/{gate.pk}/decide"' in shown
    done = boss.post(f"{BASE}/{gate.pk}/decide", {"decision": "refused", "reason": "太低"})
    assert done["Location"] == f"{BASE}/"
    assert "太低" in boss.get(f"{BASE}/{gate.pk}").content.decode()
    for view in ("asked", "open", "decided"):
        assert boss.get(f"{BASE}/", {"view": view}).status_code == 200
    assert "调价 1" in boss.get(f"{BASE}/", {"view": "decided"}).content.decode()


def test_a_refused_attempt_says_why_and_writes_nothing(
    boss: Client, gate: Gate, world: World
) -> None:
    world.findings = [BLOCK]
    answer = boss.post(f"{BASE}/{gate.pk}/decide", {"decision": "approved"})
    assert answer.status_code == 422
    assert "低于底价" in answer.content.decode()
    assert (GateVote.objects.count(), Gate.objects.get().state) == (0, "open")
    answer = boss.post(f"{BASE}/{gate.pk}/decide", {"decision": "approved", "waiver": "清仓"})
    assert answer.status_code == 302


def test_the_author_sees_no_form_and_may_withdraw(gate: Gate, author: User, client: Client) -> None:
    client.force_login(author)
    shown = client.get(f"{BASE}/{gate.pk}").content.decode()
    assert f'action="{BASE}/{gate.pk}/decide"' not in shown
    client.post(f"{BASE}/{gate.pk}/withdraw")
    assert Gate.objects.get().state == "withdrawn"


def test_who_sees_some_shops_only_sees_what_they_asked_for(
    brand: Brand, gate: Gate, client: Client
) -> None:
    bound = member_there(brand, "content_operator")
    people.membership_set(
        brand=brand, user=bound, role="content_operator", shops=(shop_there(brand),)
    )
    own = services.gate_ask(subject=subject(brand, "2"), author=bound, at=AT)
    client.force_login(bound)
    assert client.get(f"{BASE}/{gate.pk}").status_code == 404
    assert client.get(f"{BASE}/{own.pk}").status_code == 200
    assert "调价 1" not in client.get(f"{BASE}/", {"view": "open"}).content.decode()


@pytest.mark.parametrize("name", ["decisions.xlsx", "decisions.pdf"])
def test_decisions_leave_as_a_file(boss: Client, gate: Gate, owner: User, name: str) -> None:
    services.gate_decide(gate=gate, decision="approved", reason="好", actor=owner, at=AT)
    assert boss.get(f"{BASE}/{name}").content[:2] in {b"PK", b"%P"}


def test_limits_and_stand_ins_are_set_on_their_page(
    boss: Client, owner: User, finance: User, author: User
) -> None:
    page = f"{BASE}/settings"
    boss.post(
        f"{page}/limits", {"limit-who": "role:finance", "limit-kind": "", "limit-amount": "5"}
    )
    boss.post(f"{page}/limits", {"limit-who": f"user:{finance.pk}", "limit-kind": "test.price"})
    assert ApprovalLimit.objects.count() == 2
    assert boss.post(f"{page}/limits", {"limit-who": "role:x"}).status_code == 422
    when = {"delegation-first": "2026-10-01", "delegation-last": "2026-10-07"}
    whom = {"delegation-giver": str(owner.pk), "delegation-taker": str(author.pk)}
    assert boss.post(f"{page}/delegations", when | whom).status_code == 302
    assert (
        boss.post(
            f"{page}/delegations", when | whom | {"delegation-taker": str(owner.pk)}
        ).status_code
        == 422
    )
    shown = boss.get(page).content.decode()
    assert str(author) in shown
    boss.post(f"{page}/delegations/{Delegation.objects.get().pk}/end")
    assert Delegation.objects.get().ended_at is not None
    for limit in ApprovalLimit.objects.all():
        boss.post(f"{page}/limits/{limit.pk}/remove")
    assert ApprovalLimit.objects.count() == 0


def test_programs_see_and_decide(boss: Client, gate: Gate) -> None:
    base = "/api/v1/b/yanshi/gates/"
    (told,) = boss.get(base).json()
    assert (told["id"], told["amount"], told["state"]) == (gate.pk, "800.00", "open")
    said = {"decision": "refused"}
    short = boss.post(f"{base}{gate.pk}/decision", said, "application/json")
    assert short.status_code == 422
    done = boss.post(f"{base}{gate.pk}/decision", said | {"reason": "太低"}, "application/json")
    assert (done.json()["state"], done.json()["votes"][0]["reason"]) == ("refused", "太低")
    assert boss.get(f"{base}{gate.pk}").json()["state"] == "refused"
