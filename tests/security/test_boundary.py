"""The boundary of a brand: every address with no log-in, the wrong brand, the wrong role, a foreign object (6.1, 9.3)."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from luoxuan.foundation.people import services
from luoxuan.foundation.people.models import Brand, User
from luoxuan.foundation.people.roles import PERMISSIONS, ROLE_PERMISSIONS
from luoxuan.foundation.people.services import TokenPlan
from tests.people_there import brand_there, member_there, shop_there
from tests.security.addresses import (
    Address,
    operation_permission,
    operations,
    page_permission,
    pages,
)
from tests.security.bodies import BODIES
from tests.security.expected import ACCOUNT, OPERATIONS, PAGES, PUBLIC, VALUES
from tests.security.objects import objects_there

NOT_ALLOWED = 405
ABSENT = {"session_id": "1", "rest": "x"} | dict.fromkeys(
    ("key", "membership_id", "token_id", "job_id", "target_id", "import_id", "batch_id",
     "original_id", "layout_id", "draft_id", "task_id", "attachment_id",
     "objective_id", "swot_board_id", "swot_item_id", "swot_evidence_id", "swot_move_id",
     "post_id", "process_id", "market_note_id", "alert_id", "monitor_id", "notice_id", "channel_id",
     "rival_id", "finding_id", "cause_id", "action_id", "gate_id", "limit_id",
     "delegation_id", "run_id", "exemption_id", "pack_id", "line_id", "commitment_id", "goal_id",
     "tree_id", "node_id", "benchmark_id", "review_id", "decision_id",
     "entry_id", "feed_id", "slug", "suggestion_id", "trial_id", "person_id", "request_id",
     "purpose_key", "difference_id", "closing_id", "rule_id"), "1",
)  # fmt: skip
"""Parts that name an object, naming none: who may not enter must not even learn that."""
FORMS = {
    "intake:shop_choose": {"shop": "taobao"},
    "intake:shop_create": {"key": "jd", "name": "演示京东店", "platform": "jd"},
}
"""What a form needs before its page looks for the object."""
BEHIND = [a for a in pages() if not any(a.name in PAGES[w] for w in (PUBLIC, ACCOUNT))]
OWN = [a for a in pages() if a.name in PAGES[ACCOUNT]]
CALLS = [a for a in operations() if a.name not in OPERATIONS[PUBLIC] | OPERATIONS[ACCOUNT]]

CALL = {address.name: address for address in CALLS}


def named(address: Address) -> str:
    return address.name


@pytest.fixture
def brand(db: None) -> Brand:
    return brand_there()


@pytest.fixture
def visitor(client: Client) -> Client:
    client.raise_request_exception = False
    return client


@pytest.fixture
def limited(brand: Brand, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A member who may everything but one thing."""

    def without(permission: str) -> User:
        monkeypatch.setitem(ROLE_PERMISSIONS, "content_operator", PERMISSIONS - {permission})
        return member_there(brand, "content_operator", "limited")

    return without


def answers(client: Client, address: Address, brand: str, values: dict[str, str]) -> list[Any]:
    """Answers to reading and writing there; a method the page does not know is left out."""
    path = address.filled(ABSENT | VALUES | values | {"brand": brand})
    both = [client.get(path), client.post(path, FORMS.get(address.name, {}))]
    found = [answer for answer in both if answer.status_code != NOT_ALLOWED]
    assert found, f"{address.name} answers neither GET nor POST"
    return found


def call(client: Client, address: Address, values: dict[str, str], token: str = "") -> Any:
    """The answer of an operation, with a body that fits."""
    method = address.name.split()[0].lower()
    header = {"Authorization": f"Bearer {token}"} if token else {}
    path = address.filled(ABSENT | VALUES | values)
    if method == "post" and address.name.endswith("/imports/"):
        return client.post(path, {"files": SimpleUploadedFile("x.csv", b"x")}, headers=header)
    body = BODIES.get(address.name)
    send = getattr(client, method)
    return send(path, body, content_type="application/json", headers=header)


def token_of(brand: Brand, user: User, permissions: frozenset[str]) -> str:
    """The secret of a new token."""
    plan = TokenPlan("x", tuple(permissions), timedelta(days=1))
    return services.token_issue(brand=brand, user=user, plan=plan, at=timezone.now())[1]


def test_every_page_has_a_declared_expectation() -> None:
    declared = set().union(*PAGES.values())
    found = {address.name for address in pages()}
    assert found - declared == set(), "say in expected.py who may open these"
    assert declared - found <= {"warehouse"}, "these are declared but are no addresses"


def test_every_operation_has_a_declared_expectation() -> None:
    assert {address.name for address in operations()} == set().union(*OPERATIONS.values())


def test_every_part_of_an_address_is_a_known_object_or_a_value() -> None:
    parts = {part for address in [*pages(), *operations()] for part in address.parts}
    assert parts <= set(ABSENT) | set(VALUES) | {"brand"}


def test_without_log_in_every_page_leads_to_the_door(visitor: Client, brand: Brand) -> None:
    entered = [
        address.name
        for address in [*BEHIND, *OWN]
        for answer in answers(visitor, address, brand.key, {})
        if (answer.status_code, answer.headers.get("Location", "")[:12]) != (302, "/login?next=")
    ]
    assert entered == []


@pytest.mark.clause("9.3")
def test_in_another_brand_nothing_is_there(visitor: Client, brand: Brand) -> None:
    visitor.force_login(member_there(brand_there("qita"), "owner"))
    there = [
        address.name
        for address in BEHIND
        for answer in answers(visitor, address, brand.key, {})
        if answer.status_code != 404
    ]
    assert there == []


@pytest.mark.clause("6.1")
@pytest.mark.parametrize("right", sorted({page_permission(a.name) for a in BEHIND}))
def test_without_the_right_a_page_is_closed(
    visitor: Client, brand: Brand, limited: Any, right: str
) -> None:
    visitor.force_login(limited(right))
    opened = [
        address.name
        for address in BEHIND
        if page_permission(address.name) == right
        for answer in answers(visitor, address, brand.key, {})
        if answer.status_code != 403
    ]
    assert opened == []


@pytest.mark.parametrize("address", BEHIND, ids=named)
def test_an_owner_is_turned_away_nowhere(visitor: Client, brand: Brand, address: Address) -> None:
    visitor.force_login(member_there(brand, "owner"))
    for answer in answers(visitor, address, brand.key, {}):
        assert answer.status_code not in {401, 403}
        assert not answer.headers.get("Location", "").startswith("/login")


@pytest.mark.clause("9.3")
@pytest.mark.parametrize("address", [a for a in BEHIND if set(a.parts) & set(ABSENT)], ids=named)
def test_an_object_is_not_there_under_another_brand(
    visitor: Client, brand: Brand, address: Address
) -> None:
    other = brand_there("qita")
    user = member_there(brand, "owner")
    services.membership_set(brand=other, user=user, role="owner")
    visitor.force_login(user)
    for one in (brand, other):
        shop_there(one)
    makers = objects_there(brand, user)
    values = {part: makers[part]() for part in address.parts if part in makers}
    for answer in answers(visitor, address, other.key, values):
        assert answer.status_code == 404
    for answer in answers(visitor, address, brand.key, values):
        assert answer.status_code != 404


@pytest.mark.parametrize("token", ["", "lx_wrong"])
def test_without_a_token_no_operation_answers(visitor: Client, brand: Brand, token: str) -> None:
    found = {name: call(visitor, CALL[name], {"brand": brand.key}, token) for name in CALL}
    told = {name: (a.status_code, a.json()["error"]["code"]) for name, a in found.items()}
    assert told == dict.fromkeys(CALL, (401, "not_authenticated"))


def test_the_token_of_another_brand_finds_nothing(visitor: Client, brand: Brand) -> None:
    other = brand_there("qita")
    user = member_there(other, "owner")
    token = token_of(other, user, PERMISSIONS)
    asked = {"brand": brand.key}
    by_token = {name: call(visitor, CALL[name], asked, token).status_code for name in CALL}
    assert by_token == dict.fromkeys(CALL, 404)
    visitor.force_login(user)
    by_session = {call(visitor, CALL[name], asked).status_code for name in CALL}
    assert by_session <= {401, 403, 404}


@pytest.mark.parametrize("right", sorted({operation_permission(a.name) for a in CALLS}))
def test_without_the_right_an_operation_is_refused(
    visitor: Client, brand: Brand, limited: Any, right: str
) -> None:
    token = token_of(brand, limited(right), PERMISSIONS - {right})
    for address in CALLS:
        if operation_permission(address.name) == right:
            answer = call(visitor, address, {"brand": brand.key}, token)
            assert answer.status_code == 403, address.name
            assert answer.json()["error"]["code"] == "forbidden"


@pytest.mark.parametrize("address", [a for a in CALLS if set(a.parts) & set(ABSENT)], ids=named)
def test_an_operation_does_not_reach_an_object_of_another_brand(
    visitor: Client, brand: Brand, address: Address
) -> None:
    other = brand_there("qita")
    user = member_there(brand, "owner")
    services.membership_set(brand=other, user=user, role="owner")
    makers = objects_there(brand, user)
    values = {part: makers[part]() for part in address.parts if part in makers}
    foreign = token_of(other, user, PERMISSIONS)
    answer = call(visitor, address, values | {"brand": other.key}, foreign)
    # A shop's key is its brand's own: under the other brand it makes a shop there, and touches none here.
    assert answer.status_code == (200 if address.name.startswith("PUT") else 404)
    own = token_of(brand, user, PERMISSIONS)
    assert call(visitor, address, values | {"brand": brand.key}, own).status_code != 404


def test_who_is_limited_to_a_shop_holds_nothing_brand_wide(visitor: Client, brand: Brand) -> None:
    shop = services.shop_register(brand=brand, key="jd", platform="jd", name="演示京东店")
    services.shop_register(brand=brand, key="pdd", platform="pdd", name="演示拼多多店")
    user = member_there(brand, "admin")
    services.membership_set(brand=brand, user=user, role="admin", shops=(shop,))
    visitor.force_login(user)
    assert visitor.get(f"/b/{brand.key}/settings/people").status_code == 403
    assert visitor.get(f"/b/{brand.key}/data/trail/").status_code == 403
    shown = visitor.get(f"/b/{brand.key}/settings/shops").content.decode()
    assert "演示京东店" in shown
    assert "演示拼多多店" not in shown
    shop.delete()
    assert sees_no_shop(visitor, brand)


def sees_no_shop(visitor: Client, brand: Brand) -> bool:
    """Who was limited to a shop that is gone sees none, not all."""
    shown = visitor.get(f"/b/{brand.key}/settings/shops").content.decode()
    closed = visitor.get(f"/b/{brand.key}/data/trail/").status_code == 403
    return closed and "演示拼多多店" not in shown
