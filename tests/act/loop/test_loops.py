"""Each goal shows its loop, and what is missing of it (12.8)."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.test import Client

from luoxuan.act.improvements import services as improvements
from luoxuan.act.loop import selectors
from luoxuan.act.loop.drawing import spiral
from luoxuan.act.loop.stations import Loop
from luoxuan.act.loop.tables import address
from luoxuan.check.reviews.models import Review
from luoxuan.foundation.people.models import Brand, User
from luoxuan.metrics.period import month_of
from luoxuan.plan.calendar import services as calendar
from luoxuan.plan.programmes.models import Programme
from luoxuan.plan.strategy.models import Objective
from luoxuan.plan.targets.models import Resplit, TargetNode, TargetTree, TargetValue
from tests.act.improvements.conftest import CHECKED, START, draft_of, session_of
from tests.metrics.tiny import TinySession, file, order
from tests.people_there import PASSWORD, brand_there, member_there, shop_there

pytestmark = pytest.mark.django_db
AT = datetime(2026, 9, 5, 2, 0, tzinfo=UTC)
DAY = date(2026, 9, 5)
OVER = [date(2026, month, 1) for month in range(1, 9)]


@pytest.fixture
def brand(db: None) -> Brand:
    made = brand_there("yanshi")
    for key in "abc":
        shop_there(made, key)
    return made


@pytest.fixture
def owner(brand: Brand) -> User:
    return member_there(brand, "owner", "laoban")


@pytest.fixture
def node(brand: Brand) -> TargetNode:
    """Shop a: 100 of sales in every month of 2026, approved."""
    tree = TargetTree.objects.create(
        brand=brand, year=2026, title="2026", state="approved", created_at=AT, approved_at=AT
    )
    made = TargetNode.objects.create(
        tree=tree, level="shop", title="店铺 a", metric="gmv_paid", unit="money", shop_key="a"
    )
    for month in range(1, 13):
        TargetValue.objects.create(node=made, month=date(2026, month, 1), value=Decimal(100))
    return made


def sold(*, august: str = "120") -> TinySession:
    """Shop a sells 120 in every month, in August as said."""
    worth = dict.fromkeys(OVER, "120") | {OVER[-1]: august}
    rows = [order(str(m), worth[m], shop_key="a", day=m + timedelta(days=9)) for m in OVER]
    files = [file("orders", OVER[0], date(2026, 8, 31), shop_key=key) for key in "abc"]
    return TinySession(orders=rows, source_files=files)


def reviewed(brand: Brand) -> None:
    """Every month's review was held."""
    for month in OVER:
        period = month_of(month)
        Review.objects.create(
            brand=brand, kind="month", first=period.first, last=period.last, state="held",
            due_on=period.last + timedelta(days=8), created_at=AT, held_at=AT,
        )  # fmt: skip


def planned_on(brand: Brand, owner: User) -> None:
    """Something is in the calendar, and September's plan is approved."""
    draft = calendar.EntryDraft("promotion", "秋上新", DAY, DAY)
    calendar.entry_save(brand=brand, draft=draft, actor=owner, at=AT)
    Programme.objects.create(
        brand=brand, kind="month", starts_on=date(2026, 9, 1), ends_on=date(2026, 9, 30),
        state="approved", version=1, approved_at=AT, first_approved_at=AT, created_at=AT,
        changed_at=AT,
    )  # fmt: skip


def states(loop: Loop) -> dict[str, str]:
    """State by station."""
    return {station.key: station.state for station in loop.stations}


def only(brand: Brand, session: TinySession) -> Loop:
    """The one loop there is."""
    (found,) = selectors.loops(brand, 2026, DAY, session=session)
    return found


def test_a_brand_without_goals_has_no_share(brand: Brand) -> None:
    assert selectors.loops(brand, 2026, DAY) == []
    assert selectors.loop_record(brand, 2026, DAY).share is None


@pytest.mark.clause("12.8")
def test_a_loop_is_closed_when_every_station_is(
    brand: Brand, owner: User, node: TargetNode
) -> None:
    reviewed(brand)
    planned_on(brand, owner)
    found = only(brand, sold())
    assert set(states(found).values()) == {"done"}
    assert selectors.record_of([found]).share == 1


def test_a_bare_target_says_what_is_missing_at_each_station(brand: Brand, node: TargetNode) -> None:
    found = only(brand, sold())
    assert states(found) == {
        "plan": "done",
        "actions": "missing",
        "result": "missing",
        "improvement": "done",
        "next": "missing",
    }
    assert all(one.missing for one in found.stations if one.state == "missing")


def test_unknown_months_are_not_called_reached(brand: Brand, node: TargetNode) -> None:
    reviewed(brand)
    found = only(brand, TinySession())
    assert [row.is_missed for row in found.months] == [None] * 8
    assert states(found)["result"] == "running"


def test_a_miss_asks_for_a_finding_an_action_and_its_effect(
    brand: Brand, owner: User, node: TargetNode
) -> None:
    missed = sold(august="60")
    loop = only(brand, missed)
    station = loop.stations[3]
    assert (station.state, station.way is not None) == ("missing", True)
    assert "from=figure%3Agmv_paid%2Fa%2F2026-08" in address(station.way)
    draft = improvements.FindingDraft("8 月未达标", metric="gmv_paid", shop_key="a")
    finding = improvements.finding_open(brand=brand, draft=draft, actor=owner, at=CHECKED)
    assert states(only(brand, missed))["improvement"] == "running"
    operator = member_there(brand, "channel_operator", "yunying1")
    action = improvements.action_plan(
        finding=finding, draft=draft_of(operator), actor=owner, at=CHECKED
    )
    assert states(only(brand, missed))["improvement"] == "running"
    improvements.action_done(action=action, started_on=START, actor=operator, at=CHECKED)
    improvements.action_measure(action=action, session=session_of(800), at=CHECKED)
    assert states(only(brand, missed))["improvement"] == "running"
    improvements.action_close(action=action, decision="kept", actor=owner, at=CHECKED)
    assert states(only(brand, missed))["improvement"] == "done"


def test_a_resplit_after_a_miss_is_a_next_plan(brand: Brand, node: TargetNode) -> None:
    Resplit.objects.create(
        node=node, from_month=date(2026, 9, 1), before={}, after={}, reason="x", happened_at=AT
    )
    assert states(only(brand, sold(august="60")))["next"] == "done"
    assert states(only(brand, sold()))["next"] == "missing"


def test_an_objective_takes_the_worst_of_its_targets(
    brand: Brand, owner: User, node: TargetNode
) -> None:
    objective = Objective.objects.create(
        brand=brand, kind="profit", title="提升利润", starts_on=date(2026, 1, 1),
        ends_on=date(2026, 12, 31), state="active", created_at=AT, changed_at=AT, owner=owner,
    )  # fmt: skip
    first, second = selectors.loops(brand, 2026, DAY, session=sold())
    assert (first.kind, states(first)["plan"]) == ("objective", "missing")
    node.objective_id = objective.pk
    node.save()
    first, second = selectors.loops(brand, 2026, DAY, session=sold())
    assert states(first) == states(second)


def test_who_sees_one_shop_sees_its_goals_alone(brand: Brand, node: TargetNode) -> None:
    assert selectors.loops(brand, 2026, DAY, shop_keys={"b"}, session=sold()) == []
    assert len(selectors.loops(brand, 2026, DAY, shop_keys={"a"}, session=sold())) == 1


def test_the_spiral_has_five_stations_and_ends_further_out(brand: Brand, node: TargetNode) -> None:
    drawn = spiral(only(brand, sold()))
    assert [dot.number for dot in drawn.dots] == [1, 2, 3, 4, 5]
    first, last = drawn.dots[0], drawn.dots[-1]

    def away(x: int, y: int) -> float:
        return ((x - 170) ** 2 + (y - 164) ** 2) ** 0.5

    assert away(last.x, last.y) > away(first.x, first.y) + 40


def test_pages_show_the_goals_and_one_of_them(
    brand: Brand, owner: User, node: TargetNode, client: Client
) -> None:
    assert client.login(username="laoban", password=PASSWORD)
    base = f"/b/{brand.key}/act/loop/"
    listed = client.get(f"{base}?year=2026")
    assert listed.status_code == 200
    assert "店铺 a" in listed.content.decode()
    one = client.get(f"{base}target/{node.pk}/?year=2026")
    assert one.status_code == 200
    assert "<svg" in one.content.decode()
    assert client.get(f"{base}target/999/?year=2026").status_code == 404
    assert client.get(f"{base}loops.xlsx?year=2026").status_code == 200
    answered = client.get(f"/api/v1/b/{brand.key}/loop/?year=2026").json()
    assert (answered["goals"], answered["closed"]) == (1, 0)
    empty = client.get(f"{base}?year=2020").content.decode()
    assert "2020" in empty
