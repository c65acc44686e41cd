"""Core roles, the matrix and its gaps, posts and the team plan (6.1)."""

from datetime import date

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from luoxuan.foundation.people.models import Brand
from luoxuan.foundation.tasks import selectors as tasks
from luoxuan.foundation.trail.models import TrailEntry
from luoxuan.plan.teams import matrix, selectors, services
from luoxuan.plan.teams.presets import PROCESSES
from luoxuan.plan.teams.words import gap_sentence
from tests.people_there import AT, brand_there, member_there
from tests.plan.teams.there import post_there, process_there

BASE = "/b/yanshi/plan/teams/"


@pytest.fixture
def brand(db: None) -> Brand:
    return brand_there()


@pytest.fixture
def member(client: Client, brand: Brand) -> Client:
    client.force_login(member_there(brand, "operations_manager"))
    return client


@pytest.mark.clause("6.1")
def test_a_core_role_is_held_by_a_member_or_by_a_post_with_a_holder(brand: Brand) -> None:
    person = member_there(brand, "data_analyst")
    draft = services.PostDraft(title="活动运营", role="campaign_operator", holder=person)
    services.post_save(brand=brand, draft=draft, actor=None, at=AT)
    post_there(brand, "内容运营", "content_operator")
    held = {core.role for core in selectors.core_roles_held(brand) if core.is_held}
    assert held == {"data_analyst", "campaign_operator"}


@pytest.mark.parametrize("preset", PROCESSES, ids=lambda p: p.key)
def test_every_preset_has_one_who_answers_and_one_who_does(preset: object) -> None:
    duties = [duty for _party, duty in preset.duties]  # type: ignore[attr-defined]
    assert sum("A" in duty for duty in duties) == 1
    assert any("R" in duty for duty in duties)


def test_the_presets_come_once(brand: Brand) -> None:
    assert services.processes_start(brand=brand, actor=None, at=AT) == len(PROCESSES)
    assert services.processes_start(brand=brand, actor=None, at=AT) == 0
    standing = selectors.raci_standing(brand)
    assert (standing.processes, standing.sound) == (len(PROCESSES), len(PROCESSES))


@given(st.lists(st.sampled_from(["", "R", "A", "AR", "C", "I"]), min_size=3, max_size=3))
@settings(max_examples=40, deadline=None)
@pytest.mark.django_db
def test_a_process_is_sound_with_exactly_one_a_and_some_r(duties: list[str]) -> None:
    brand = Brand.objects.filter(key="yanshi").first() or brand_there()
    process = selectors.processes_of(brand)[:1] or [process_there(brand)]
    for party, duty in zip(("dept:sales", "dept:product", "dept:supply"), duties, strict=True):
        services.duty_set(process=process[0], party=party, duty=duty, actor=None, at=AT)
    rules = {gap.rule for gap in selectors.raci_gaps(brand)}
    answers = sum("A" in duty for duty in duties)
    assert ("no_accountable" in rules) == (answers == 0)
    assert ("many_accountable" in rules) == (answers > 1)
    assert ("no_responsible" in rules) == (not any("R" in duty for duty in duties))


def test_a_role_nobody_holds_is_a_gap(brand: Brand) -> None:
    process = process_there(brand)
    services.duty_set(process=process, party="role:data_analyst", duty="AR", actor=None, at=AT)
    assert [gap.rule for gap in selectors.raci_gaps(brand)] == ["not_held"]
    member_there(brand, "data_analyst")
    assert selectors.raci_gaps(brand) == ()


def test_a_gap_becomes_one_task_and_its_end_closes_it(member: Client, brand: Brand) -> None:
    process = process_there(brand)
    for _click in range(2):
        member.post(f"{BASE}gaps/task", {"gap": f"{process.pk}:no_accountable"})
    found = tasks.tasks_by_source(brand, "raci_gap", f"{process.pk}:no_accountable")
    (task,) = list(found)
    services.duty_set(process=process, party="dept:sales", duty="AR", actor=None, at=AT)
    task.refresh_from_db()
    assert task.state == "done"


def test_a_post_cannot_report_to_one_below_it(brand: Brand) -> None:
    boss = post_there(brand, "运营经理", "operations_manager")
    below = services.PostDraft(title="渠道运营", reports_to=boss)
    post = services.post_save(brand=brand, draft=below, actor=None, at=AT)
    written = TrailEntry.objects.count()
    with pytest.raises(services.TeamError):
        services.post_save(
            brand=brand, draft=services.PostDraft(title="运营经理", reports_to=post), post=boss,
            actor=None, at=AT,
        )  # fmt: skip
    boss.refresh_from_db()
    assert boss.reports_to is None
    assert TrailEntry.objects.count() == written


def test_a_stranger_holds_no_post(brand: Brand) -> None:
    stranger = member_there(brand_there("qita"), "owner")
    with pytest.raises(services.TeamError):
        services.post_save(
            brand=brand, draft=services.PostDraft(title="运营", holder=stranger), actor=None, at=AT
        )
    assert list(selectors.posts_of(brand)) == []


def test_a_row_is_saved_with_and_without_a_script(member: Client, brand: Brand) -> None:
    process = process_there(brand)
    sent = {"duty-role:operations_manager": "AR", "duty-dept:sales": "I"}
    plain = member.post(f"{BASE}processes/{process.pk}/duties", sent)
    assert plain.status_code == 302
    fragment = member.post(
        f"{BASE}processes/{process.pk}/duties",
        {"duty-dept:sales": ""},
        headers={"HX-Request": "true"},
    )
    assert "<template data-gaps>" in fragment.content.decode()
    assert {e.party: e.duty for e in process.entries.all()} == {"role:operations_manager": "AR"}


def test_a_wrong_duty_leaves_the_row_as_it_was(member: Client, brand: Brand) -> None:
    process = process_there(brand)
    member.post(
        f"{BASE}processes/{process.pk}/duties", {"duty-dept:sales": "A", "duty-dept:product": "Z"}
    )
    assert not process.entries.exists()


def test_pages_show_matrix_posts_and_plan(member: Client, brand: Brand) -> None:
    services.processes_start(brand=brand, actor=None, at=AT)
    post = post_there(brand)
    text = member.get(BASE).content.decode()
    assert "对账月结" in text
    assert 'aria-label="' in text
    sent = {"quarter": "2026-10-01", "headcount": "3", "training": "直播"}
    member.post(f"{BASE}posts/{post.pk}/plan", sent)
    (plan,) = selectors.plans_of(brand, date(2026, 1, 1), date(2026, 12, 31))
    assert (plan.headcount, plan.training) == (3, "直播")
    assert "直播" in member.get(f"{BASE}plan/?year=2026").content.decode()
    assert member.get(f"{BASE}raci.xlsx").content[:2] == b"PK"
    assert member.get(f"{BASE}posts/{post.pk}/").status_code == 200


def test_an_empty_brand_is_told_how_to_begin(member: Client) -> None:
    assert member.get(BASE).status_code == 200
    assert member.get(f"{BASE}plan/").status_code == 200


def test_the_gaps_are_sentences(brand: Brand) -> None:
    process_there(brand)
    shown = matrix.matrix_of(brand).gaps
    assert [gap.sentence for gap in shown] == [
        gap_sentence("no_accountable", "上新"), gap_sentence("no_responsible", "上新"),
    ]  # fmt: skip
