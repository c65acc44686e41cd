"""The pages of findings and actions, seen through the browser's door (12.2, 12.4)."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client

from luoxuan.act.improvements import selectors, services
from luoxuan.act.improvements.models import Action, Finding, RootCause
from luoxuan.foundation.people import services as people
from luoxuan.foundation.people.models import Brand, Shop, User
from luoxuan.foundation.trail import selectors as trail
from tests.act.improvements.conftest import AT, CHECKED
from tests.metrics.tiny import TinySession
from tests.people_there import member_there

pytestmark = pytest.mark.django_db
Enter = Callable[[User], Client]


def base(brand: Brand) -> str:
    return f"/b/{brand.key}/act/improvements/"


def read(client: Client, address: str) -> str:
    """The page in words; it answers 200."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_an_empty_list_says_what_to_do_next(brand: Brand, owner: User, logged_in: Enter) -> None:
    page = read(logged_in(owner), base(brand))
    assert "没有未关闭的问题" in page
    assert f"{base(brand)}new" in page


def test_a_finding_from_a_figure_is_prefilled_and_keeps_its_link(
    brand: Brand, owner: User, logged_in: Enter
) -> None:
    client = logged_in(owner)
    back = f"/b/{brand.key}/check/daily/2026-08-01/"
    page = read(client, f"{base(brand)}new?from=figure:gmv_paid/a/2026-08-01&url={back}")
    assert "成交金额 2026-08-01" in page
    form = {
        "title": "成交下滑", "metric": "gmv_paid", "shop_key": "a", "owner": str(owner.pk),
        "source": "figure", "source_id": "gmv_paid/a/2026-08-01", "source_url": back,
    }  # fmt: skip
    assert client.post(f"{base(brand)}new", form).status_code == 302
    made = Finding.objects.get()
    assert (made.source, made.source_url, made.owner) == ("figure", back, owner)
    assert back in read(client, f"{base(brand)}findings/{made.pk}/")


def test_a_link_to_somewhere_else_is_not_taken_over(
    brand: Brand, owner: User, logged_in: Enter
) -> None:
    page = read(logged_in(owner), f"{base(brand)}new?from=hand:&url=https://evil.example/&title=x")
    assert 'href="https://evil.example' not in page
    assert 'value="https://evil.example' not in page.split("<main")[1].split("</main>")[0]


def test_causes_are_drawn_as_a_fishbone_with_its_table(
    finding: Finding, owner: User, logged_in: Enter
) -> None:
    client = logged_in(owner)
    page = f"{base(finding.brand)}findings/{finding.pk}/"
    form = {
        "branch": "process",
        "statement": "没有上新流程",
        "why1": "没人负责",
        "why2": "岗位空缺",
    }
    client.post(f"{page}causes", form)
    cause = RootCause.objects.get()
    client.post(f"{page}causes/{cause.pk}/confirm")
    shown = read(client, page)
    assert '<svg class="fishbone"' in shown
    assert "没人负责 → 岗位空缺" in shown
    assert "根因已明确" in shown
    client.post(f"{page}causes/{cause.pk}/remove")
    assert not RootCause.objects.exists()


def test_a_refused_cause_leaves_nothing(finding: Finding, owner: User, logged_in: Enter) -> None:
    client = logged_in(owner)
    page = f"{base(finding.brand)}findings/{finding.pk}/"
    client.post(f"{page}causes", {"branch": "weather", "statement": "x"})
    client.post(f"{page}evidence", {"title": "x", "url": "javascript:alert(1)"})
    assert (selectors.causes_of(finding), selectors.evidence_of(finding)) == ([], [])
    asked = trail.TrailQuestion(subject_type="finding")
    verbs = {entry.verb for entry in trail.trail_entries(brand=finding.brand, question=asked)}
    assert verbs == {"finding.opened"}


def planned(owner: User, **more: object) -> dict[str, object]:
    """A filled plan."""
    return {
        "title": "重做首图", "owner": str(owner.pk), "due_on": "2026-08-02",
        "check_on": "2026-08-16", "metric": "gmv_paid", "direction": "up", "expected": "500",
        "expected_kind": "amount", "shops": ["a"], "controls": ["b", "c"], **more,
    }  # fmt: skip


def test_a_plan_becomes_an_action_and_percents_become_shares(
    finding: Finding, owner: User, logged_in: Enter
) -> None:
    client = logged_in(owner)
    address = f"{base(finding.brand)}findings/{finding.pk}/actions/new"
    read(client, address)
    answer = client.post(address, planned(owner, expected="10", expected_kind="share"))
    assert answer.status_code == 302
    action = Action.objects.get()
    assert (str(action.expected), action.expected_kind) == ("0.100000", "share")
    assert "+10.0 %" in read(client, answer["Location"])


def test_a_wrong_plan_is_said_beside_the_form(
    finding: Finding, owner: User, logged_in: Enter
) -> None:
    client = logged_in(owner)
    address = f"{base(finding.brand)}findings/{finding.pk}/actions/new"
    answer = client.post(address, planned(owner, check_on="2026-08-02"))
    assert answer.status_code == 422
    assert "检验日须晚于生效日" in answer.content.decode()
    assert not Action.objects.exists()


def test_the_page_of_a_measured_action_shows_the_effect_and_its_table(
    done: Action, owner: User, session: TinySession, logged_in: Enter
) -> None:
    services.action_measure(action=done, session=session, at=CHECKED)
    client = logged_in(owner)
    page = f"{base(done.brand)}actions/{done.pk}/"
    shown = read(client, page)
    assert "有效：" in shown
    assert "与 2 家未采取行动的店铺对比" in shown
    assert "若未行动" in shown
    client.post(f"{page}close", {"decision": "kept"})
    done.refresh_from_db()
    assert done.state == "kept"
    assert client_sheet(client, f"{page}effect.xlsx")


def test_a_refused_decision_leaves_the_action_as_it_was(
    done: Action, owner: User, logged_in: Enter
) -> None:
    client = logged_in(owner)
    page = f"{base(done.brand)}actions/{done.pk}/"
    for form in ({"decision": "kept"}, {"decision": "closed_with_reason"}, {"decision": "x"}):
        client.post(f"{page}close", form)
        done.refresh_from_db()
        assert (done.state, done.closed_at) == ("done", None)


def test_measuring_by_hand_reads_the_brands_own_data(
    done: Action, owner: User, logged_in: Enter
) -> None:
    client = logged_in(owner)
    client.post(f"{base(done.brand)}actions/{done.pk}/measure")
    (effect,) = selectors.effects_of(done)
    assert (effect.verdict, effect.measured_by) == ("unclear", owner)


def test_the_board_has_a_lane_per_state_and_says_what_is_late(
    action: Action, owner: User, logged_in: Enter
) -> None:
    page = read(logged_in(owner), f"{base(action.brand)}actions/")
    assert "逾期" in page
    assert page.count("<section><h2>") == 4
    assert client_sheet(logged_in(owner), f"{base(action.brand)}actions.xlsx")
    assert client_sheet(logged_in(owner), f"{base(action.brand)}findings.xlsx?state=")


def client_sheet(client: Client, address: str) -> bool:
    """Whether a workbook comes."""
    return client.get(address).content[:2] == b"PK"


def test_who_sees_one_shop_sees_only_its_findings_and_actions(
    action: Action, logged_in: Enter
) -> None:
    brand = action.brand
    user = member_there(brand, "channel_operator", "yunying2")
    people.membership_set(
        brand=brand,
        user=user,
        role="channel_operator",
        shops=tuple(Shop.objects.filter(brand=brand, key="b")),
    )
    client = logged_in(user)
    assert action.title not in read(client, f"{base(brand)}actions/")
    assert client.get(f"{base(brand)}actions/{action.pk}/").status_code == 404
    assert client.get(f"{base(brand)}findings/{action.finding_id}/").status_code == 404


def test_programs_read_and_write_the_same(
    finding: Finding, owner: User, operator: User, logged_in: Enter
) -> None:
    client = logged_in(owner)
    address = f"/api/v1/b/{finding.brand.key}/improvements"
    body = {
        "title": "调价", "owner": operator.username, "due_on": "2026-08-02",
        "check_on": "2026-08-16", "metric": "gmv_paid", "expected": "300", "shops": ["a"],
    }  # fmt: skip
    made = client.post(
        f"{address}/findings/{finding.pk}/actions", body, content_type="application/json"
    ).json()
    assert (made["state"], Decimal(made["expected"]), made["effect"]) == ("open", 300, None)
    whole = client.get(f"{address}/findings/{finding.pk}").json()
    assert [one["title"] for one in whole["actions"]] == ["调价"]
    assert client.get(f"{address}/actions/{made['id']}").json()["effects"] == []
    refused = client.post(
        f"{address}/findings/{finding.pk}/actions", body | {"metric": "x"},
        content_type="application/json",
    )  # fmt: skip
    assert refused.status_code == 422
    assert Action.objects.count() == 1


def test_the_review_tells_of_last_times_actions(
    done: Action, owner: User, session: TinySession
) -> None:
    from luoxuan.act.improvements.reviewing import actions_section
    from luoxuan.check.reviews.sections import PackContext
    from luoxuan.metrics.period import month_named

    services.action_measure(action=done, session=session, at=CHECKED)
    services.action_close(action=done, decision="kept", actor=owner, at=CHECKED)
    context = PackContext(
        done.brand, "month", month_named("2026-08"), month_named("2026-07"), session, CHECKED
    )
    section = actions_section(context)
    assert section is not None
    assert "1 项有效并保留" in section.lead_zh
    (line,) = section.lines
    assert (line.state, line.shop_key) == ("good", "a")
    assert "有效：" in line.zh
    assert line.amount is not None
    assert line.amount > 0
    quiet = PackContext(
        done.brand, "month", month_named("2026-03"), month_named("2026-02"), session, AT
    )
    assert actions_section(quiet) is None
