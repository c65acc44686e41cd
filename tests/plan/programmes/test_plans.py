"""Plans are written, frozen, approved through the gate, compared (6.3, 6.4)."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from luoxuan.foundation.gates import selectors as gates
from luoxuan.foundation.gates import services as gating
from luoxuan.foundation.people.models import Brand, User
from luoxuan.foundation.trail.models import TrailEntry
from luoxuan.plan.calendar.models import CalendarEntry
from luoxuan.plan.programmes import compare, parts, periods, plan_page, selectors, services
from luoxuan.plan.programmes.facts import Fact
from luoxuan.plan.programmes.markdown import lines, rendered
from luoxuan.plan.programmes.models import Programme, ProgrammeVersion, VersionFrozenError
from tests.people_there import AT, brand_there, member_there, shop_there
from tests.plan.programmes.there import TEXT, plan_there
from tests.plan.strategy.there import board_there, item_there, note_there, objective_there


@pytest.fixture
def brand(db: None) -> Brand:
    return brand_there()


@pytest.fixture
def author(brand: Brand) -> User:
    return member_there(brand, "operations_manager")


@pytest.fixture
def owner(brand: Brand) -> User:
    return member_there(brand, "owner")


def approved(plan: Programme, author: User, owner: User, at: datetime = AT) -> ProgrammeVersion:
    """The plan's next version, approved."""
    version = services.programme_ask(programme=plan, author=author, at=at)
    gate = gates.gate_latest(plan.brand, "programme_version", str(version.pk))
    assert gate is not None
    gating.gate_decide(gate=gate, decision="approved", reason="", actor=owner, at=at)
    plan.refresh_from_db()
    version.refresh_from_db()
    return version


@pytest.mark.parametrize(
    ("name", "kind", "first", "last"),
    [
        ("2026", "year", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026Q4", "quarter", date(2026, 10, 1), date(2026, 12, 31)),
        ("2024-02", "month", date(2024, 2, 1), date(2024, 2, 29)),
    ],
)
def test_a_period_is_named_and_read_back(name: str, kind: str, first: date, last: date) -> None:
    found, period = periods.period_named(name)
    assert (found, period.first, period.last) == (kind, first, last)
    assert periods.name_of(found, period.first) == name


@pytest.mark.parametrize("name", ["2026Q5", "26", "2026-13", "x", "2026Q", "0000"])
def test_a_period_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(periods.PeriodError):
        periods.period_named(name)


def test_a_period_has_one_plan(brand: Brand) -> None:
    plan_there(brand)
    written = TrailEntry.objects.count()
    with pytest.raises(services.ProgrammeError):
        services.programme_open(
            brand=brand, kind="month", day=date(2026, 10, 15), actor=None, at=AT
        )
    assert (Programme.objects.count(), TrailEntry.objects.count()) == (1, written)


def test_a_plan_begins_as_a_copy_of_an_earlier_one(brand: Brand) -> None:
    september = plan_there(brand, day=date(2026, 9, 1))
    october = services.programme_open(
        brand=brand, kind="month", day=date(2026, 10, 1), copy_from=september, actor=None, at=AT
    )
    assert {part.text for part in october.parts.all()} == {TEXT}


@pytest.mark.clause("6.3")
def test_a_part_is_complete_as_far_as_text_and_figures_are_there(brand: Brand) -> None:
    plan = services.programme_open(
        brand=brand, kind="year", day=date(2026, 1, 1), actor=None, at=AT
    )
    market = parts.parts_now(plan)[1]
    assert (market.missing, market.completeness) == (("text", "swot", "notes"), Decimal(0))
    item_there(brand)
    note_there(brand)
    services.part_write(programme=plan, key="market", text=TEXT, actor=None, at=AT)
    assert parts.parts_now(plan)[1].completeness == Decimal(1)


def test_the_figures_of_a_year_come_from_the_apps(brand: Brand) -> None:
    objective = objective_there(brand)
    objective.state = "active"
    objective.save()
    board_there(brand)
    shop_there(brand)
    member_there(brand, "data_analyst")
    CalendarEntry.objects.create(
        brand=brand, kind="promotion", title="双11", starts_on=date(2026, 11, 1),
        ends_on=date(2026, 11, 11), made_at=AT, changed_at=AT,
    )  # fmt: skip
    plan = plan_there(brand, "year", date(2026, 1, 1))
    told = {fact.source for part in parts.parts_now(plan) for fact in part.facts}
    assert told == {"objectives", "shops", "events", "promotions", "roles"}


@pytest.mark.clause("6.3")
def test_a_plan_is_approved_through_the_gate(brand: Brand, author: User, owner: User) -> None:
    plan = plan_there(brand)
    version = approved(plan, author, owner)
    assert (plan.state, plan.version, plan.first_approved_at) == ("approved", 1, AT)
    assert version.state == "approved"
    assert selectors.version_is_intact(version)


def test_a_plan_that_waits_is_not_changed(brand: Brand, author: User) -> None:
    plan = plan_there(brand)
    services.programme_ask(programme=plan, author=author, at=AT)
    written = TrailEntry.objects.count()
    with pytest.raises(services.PlanWaitsError):
        services.part_write(programme=plan, key="kpis", text="其他", actor=author, at=AT)
    assert plan.parts.get(key="kpis").text == TEXT
    assert TrailEntry.objects.count() == written
    services.programme_withdraw(programme=plan, actor=author, at=AT)
    services.part_write(programme=plan, key="kpis", text="其他", actor=author, at=AT)
    assert plan.versions.get().state == "withdrawn"


def test_a_refused_plan_is_a_draft_again(brand: Brand, author: User, owner: User) -> None:
    plan = plan_there(brand)
    version = services.programme_ask(programme=plan, author=author, at=AT)
    gate = gates.gate_latest(brand, "programme_version", str(version.pk))
    assert gate is not None
    gating.gate_decide(gate=gate, decision="refused", reason="预算不足", actor=owner, at=AT)
    plan.refresh_from_db()
    assert (plan.state, plan.version, plan.approved_at) == ("draft", 0, None)


def test_a_plan_without_a_word_is_not_handed_in(brand: Brand, author: User) -> None:
    plan = services.programme_open(
        brand=brand, kind="month", day=date(2026, 10, 1), actor=None, at=AT
    )
    written = TrailEntry.objects.count()
    with pytest.raises(services.ProgrammeError):
        services.programme_ask(programme=plan, author=author, at=AT)
    assert not ProgrammeVersion.objects.exists()
    assert TrailEntry.objects.count() == written


def test_an_approved_version_never_changes(brand: Brand, author: User, owner: User) -> None:
    plan = plan_there(brand)
    version = approved(plan, author, owner)
    version.note = "改写"
    with pytest.raises(VersionFrozenError):
        version.save()
    services.part_write(programme=plan, key="kpis", text="新的指标", actor=author, at=AT)
    second = approved(plan, author, owner)
    version.refresh_from_db()
    assert (second.number, version.state, version.note) == (2, "approved", "")
    assert "新的指标" not in str(version.body)


def test_a_version_changed_from_outside_is_found_out(
    brand: Brand, author: User, owner: User
) -> None:
    version = approved(plan_there(brand), author, owner)
    body = version.body
    body["parts"][0]["text"] = "篡改"
    ProgrammeVersion.objects.filter(pk=version.pk).update(body=body)
    version.refresh_from_db()
    assert not selectors.version_is_intact(version)


@pytest.mark.clause("6.4")
def test_a_month_is_on_time_when_its_first_version_was_approved_before_it_began(
    brand: Brand, author: User, owner: User
) -> None:
    # October begins on 30 September, 16:00 UTC, where the brand is.
    begins = datetime(2026, 9, 30, 16, tzinfo=UTC)
    early, late = plan_there(brand, day=date(2026, 10, 1)), plan_there(brand, day=date(2026, 9, 1))
    approved(early, author, owner, begins - timedelta(seconds=1))
    approved(late, author, owner, begins)
    timing = selectors.months_on_time(brand, date(2026, 8, 1), date(2026, 10, 31))
    assert [month.is_on_time for month in timing.months] == [False, False, True]
    assert timing.share == Decimal(1) / 3


def test_a_month_shows_what_changed_against_the_quarter(
    brand: Brand, author: User, owner: User
) -> None:
    entry = CalendarEntry.objects.create(
        brand=brand, kind="promotion", title="双11", starts_on=date(2026, 11, 1),
        ends_on=date(2026, 11, 11), amount=Decimal(1000), made_at=AT, changed_at=AT,
    )  # fmt: skip
    approved(plan_there(brand, "quarter", date(2026, 10, 1)), author, owner)
    entry.amount = Decimal(1500)
    entry.save()
    month = plan_there(brand, day=date(2026, 11, 1))
    # 双11 itself reaches over both edges of November and is no difference.
    scope = _scope(brand, owner)
    above, changes = plan_page.against_above(scope, month, plan_page.body_now(month))
    assert above is not None
    assert [(c.change, c.fact.key, c.fact.value) for c in changes] == [
        ("changed", f"entry:{entry.pk}", "1500")
    ]


def test_facts_differ_by_value_and_days_only() -> None:
    old = Fact("x", "a", "甲", "A", "1", "money")
    same = Fact("x", "a", "甲改名", "A2", "1", "money")
    assert compare.facts_compared([old], [same]) == ()
    (change,) = compare.facts_compared([old], [])
    assert change.change == "removed"


def test_lines_differ_one_by_one() -> None:
    found = compare.lines_compared("甲\n乙\n丙", "甲\n丁\n丙")
    assert [(line.change, line.text) for line in found] == [
        ("same", "甲"), ("removed", "乙"), ("added", "丁"), ("same", "丙"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>", "[x](javascript:alert(1))",
        "![x](https://example.org/x.png)", "<img src=x onerror=alert(1)>",
    ],
)  # fmt: skip
def test_markdown_runs_nothing_and_loads_nothing(text: str) -> None:
    html = str(rendered(text))
    assert "<script" not in html
    assert "<img" not in html
    assert 'href="javascript' not in html


def test_markdown_becomes_plain_lines() -> None:
    assert lines("# 目标\n\n- **甲**\n- 乙\n\n一段\n两行") == [
        "目标",
        "• 甲",
        "• 乙",
        "一段",
        "两行",
    ]


def test_a_row_of_a_table_is_a_line() -> None:
    assert lines("| 节点 | 打法 |\n|---|---|\n| 618 | 预热 |") == ["节点 | 打法", "618 | 预热"]


def _scope(brand: Brand, user: User) -> object:
    from luoxuan.foundation.people.access import scope_of

    found = scope_of(user=user, brand_key=brand.key)
    assert found is not None
    return found
