"""The calendar through its pages: plan, move, import, subscribe."""

from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from icalendar import Calendar

from luoxuan.foundation.people.models import Brand
from luoxuan.foundation.trail.models import TrailEntry
from luoxuan.plan.calendar.models import CalendarEntry
from luoxuan.plan.calendar.services import CalendarError, EntryDraft, entries_import, entry_save
from tests.people_there import AT, PASSWORD, brand_there, member_there, shop_there

pytestmark = pytest.mark.django_db


@pytest.fixture
def brand() -> Brand:
    made = brand_there()
    shop_there(made)
    return made


def signed_in(brand: Brand, role: str = "operations_manager") -> Client:
    """A browser in which the member of that role is logged in."""
    user = member_there(brand, role)
    client = Client()
    assert client.login(username=user.username, password=PASSWORD)
    return client


def draft(**more: object) -> EntryDraft:
    """A promotion of three days."""
    said = {
        "kind": "promotion", "title": "秋季上新", "starts_on": date(2026, 9, 1),
        "ends_on": date(2026, 9, 3), "shop_key": "taobao",
    } | more  # fmt: skip
    return EntryDraft(**said)  # type: ignore[arg-type]


def saved(brand: Brand, **more: object) -> CalendarEntry:
    return entry_save(brand=brand, draft=draft(**more), actor=None, at=AT)


def test_an_entry_made_on_the_page_is_shown_in_its_month(brand: Brand) -> None:
    client = signed_in(brand)
    said = {
        "kind": "content", "title": "开箱短视频", "starts_on": "2026-09-08", "ends_on": "",
        "shop_key": "taobao", "skus": "A103, B200", "state": "planned",
    }  # fmt: skip
    answer = client.post(f"/b/{brand.key}/plan/calendar/new", said)
    assert answer.status_code == 302
    (entry,) = CalendarEntry.objects.all()
    assert (entry.starts_on, entry.ends_on, entry.skus) == (
        date(2026, 9, 8), date(2026, 9, 8), ["A103", "B200"],
    )  # fmt: skip
    for view in ("month", "week", "list"):
        page = client.get(f"/b/{brand.key}/plan/calendar/?view={view}&day=2026-09-08")
        assert "开箱短视频" in page.text


def test_a_moved_entry_keeps_its_length_and_the_move_is_in_the_trail(brand: Brand) -> None:
    entry = saved(brand)
    client = signed_in(brand)
    there = f"/b/{brand.key}/plan/calendar/{entry.pk}/move"
    answer = client.post(there, {"starts_on": "2026-09-10"}, headers={"X-Requested-With": "fetch"})
    assert answer.json() == {"starts_on": "2026-09-10"}
    entry.refresh_from_db()
    assert (entry.starts_on, entry.ends_on) == (date(2026, 9, 10), date(2026, 9, 12))
    assert TrailEntry.objects.filter(verb="calendar.moved").count() == 1


def test_an_auditor_reads_and_moves_nothing(brand: Brand) -> None:
    entry = saved(brand)
    client = signed_in(brand, "auditor")
    assert client.get(f"/b/{brand.key}/plan/calendar/").status_code == 200
    answer = client.post(
        f"/b/{brand.key}/plan/calendar/{entry.pk}/move", {"starts_on": "2026-09-10"}
    )
    assert answer.status_code == 403
    entry.refresh_from_db()
    assert entry.starts_on == date(2026, 9, 1)


def test_a_conflict_is_told_on_the_page(brand: Brand) -> None:
    saved(brand, skus=("A103",))
    saved(brand, title="会员日", skus=("A103",), starts_on=date(2026, 9, 3))
    page = signed_in(brand).get(f"/b/{brand.key}/plan/calendar/?day=2026-09-01")
    assert "A103" in page.text
    assert "会员日" in page.text
    assert "1 处冲突" in page.text


def test_an_import_with_one_bad_entry_writes_nothing(brand: Brand) -> None:
    user = member_there(brand)
    trailed = TrailEntry.objects.count()
    with pytest.raises(CalendarError, match="nowhere"):
        entries_import(brand=brand, drafts=[draft(), draft(shop_key="nowhere")], actor=user, at=AT)
    assert CalendarEntry.objects.count() == 0
    assert TrailEntry.objects.count() == trailed


def test_the_exported_workbook_comes_in_again_without_doubling(brand: Brand) -> None:
    saved(brand, skus=("A103",))
    client = signed_in(brand)
    book = client.get(
        f"/b/{brand.key}/plan/calendar/calendar.xlsx?view=list&day=2026-09-01"
    ).content
    target = BytesIO(book)
    target.name = "日历.xlsx"
    answer = client.post(f"/b/{brand.key}/plan/calendar/import", {"file": target})
    assert answer.status_code == 302, answer.text
    assert CalendarEntry.objects.count() == 1


def test_a_feed_shows_what_its_owner_may_see_until_it_is_revoked(brand: Brand) -> None:
    saved(brand, starts_on=date.today(), ends_on=date.today())  # noqa: DTZ011  # feeds are about now
    client = signed_in(brand)
    page = client.post(f"/b/{brand.key}/plan/calendar/feeds", {"name": "手机"}).text
    address = page[page.index("/ical/calendar/") :].split(".ics")[0] + ".ics"
    (event,) = Calendar.from_ical(Client().get(address).content).walk("VEVENT")
    assert "秋季上新" in event["summary"]
    assert (event["dtend"].dt - event["dtstart"].dt).days == 1
    end = page[page.index("/plan/calendar/feeds/") :].split('"')[0]
    client.post(f"/b/{brand.key}{end}")
    assert Client().get(address).status_code == 404


def test_another_brand_sees_nothing(brand: Brand) -> None:
    entry = saved(brand)
    other = brand_there("lingyi")
    client = signed_in(other, "owner")
    assert client.get(f"/b/{other.key}/plan/calendar/{entry.pk}").status_code == 404
    assert "秋季上新" not in client.get(f"/b/{other.key}/plan/calendar/?day=2026-09-01").text
