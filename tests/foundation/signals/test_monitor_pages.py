"""The pages of alerts, monitors and notices as a person meets them (9.4, 9.15)."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from luoxuan.foundation.people import services as people
from luoxuan.foundation.people.models import Brand, User
from luoxuan.foundation.signals import services
from luoxuan.foundation.signals.models import Alert, Monitor, Notice, PersonChannel
from tests.foundation.signals.conftest import AT, OUTAGE
from tests.foundation.signals.there import alert_there, monitor_there, notice_there
from tests.people_there import PASSWORD, member_there, shop_there

pytestmark = pytest.mark.django_db
LIST = "/b/yanshi/signals/"
MONITORS = "/b/yanshi/signals/monitors/"
FIELDS = {
    "name": "订单异常", "metric": "orders_paid", "by": "shop", "severity": "warning",
    "grouping": "together", "is_live": "on", "p_side": "both", "p_score": "3.7", "p_share": "0.25",
}  # fmt: skip


def seen(client: Client, address: str) -> str:
    """The page's text."""
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def words(page: str) -> str:
    """What a person reads of it."""
    told = re.sub(r"<script.*?</script>", " ", page, flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", told))


@pytest.fixture
def found(brand: Brand, monitor: Monitor, owner: User) -> Alert:
    """The outage, found."""
    services.monitors_run(brand=brand, day=OUTAGE, at=AT)
    return Alert.objects.get()


def test_an_empty_brand_is_told_how_to_begin(brand: Brand, reader: Client) -> None:
    assert "还没有监控" in seen(reader, LIST)
    assert "使用常用监控" in seen(reader, MONITORS)
    reader.post(f"{MONITORS}start")
    assert Monitor.objects.count() == 15
    assert "15 个监控已启用" in seen(reader, MONITORS)


def test_an_alert_shows_its_sentence_its_band_and_its_task(found: Alert, reader: Client) -> None:
    page = seen(reader, f"{LIST}{found.pk}/")
    assert found.sentence_zh in page
    assert "正常范围" in page
    assert found.drill_url in page.replace("&amp;", "&")
    assert f"/b/yanshi/tasks/{found.task}/" in page
    assert not re.search(r">[^<]*\bnan\b", page)


def test_the_rows_behind_an_alert_open(found: Alert, reader: Client) -> None:
    assert reader.get(found.drill_url).status_code == 200


def test_the_bell_counts_what_waits(found: Alert, reader: Client) -> None:
    page = seen(reader, LIST)
    bell = page[page.index('class="menu bell"') : page.index("</details>", page.index("menu bell"))]
    assert '<span class="badge">2</span>' in bell  # the alert, and the notice of it
    assert found.sentence_zh in bell


def test_alerts_are_acknowledged_together_with_a_reason(brand: Brand, reader: Client) -> None:
    alerts = [alert_there(brand), alert_there(brand)]
    chosen = [alert.pk for alert in alerts]
    reader.post(f"{LIST}acknowledge", {"alert": chosen, "reason": ""})
    assert set(Alert.objects.values_list("state", flat=True)) == {"open"}
    reader.post(f"{LIST}acknowledge", {"alert": chosen, "reason": "已处理"})
    assert set(Alert.objects.values_list("state", "reason")) == {("acknowledged", "已处理")}


def test_a_verdict_makes_the_precision(found: Alert, reader: Client) -> None:
    reader.post(f"{LIST}{found.pk}/judge", {"verdict": "true"})
    assert "已判定的 1 条中 1 条属实" in words(seen(reader, MONITORS))


def test_a_false_alarm_closes_its_task(found: Alert, reader: Client) -> None:
    reader.post(f"{LIST}{found.pk}/judge", {"verdict": "false", "reason": "店休"})
    found.refresh_from_db()
    assert (found.state, found.reason) == ("false_alarm", "店休")


def test_filters_and_the_workbook(found: Alert, reader: Client) -> None:
    assert "没有符合的预警" in seen(reader, f"{LIST}?state=resolved")
    assert found.sentence_zh in seen(reader, f"{LIST}?state=open&monitor={found.monitor_id}")
    assert reader.get(f"{LIST}export.xlsx?state=open").content[:2] == b"PK"


def test_a_monitor_is_tried_before_it_is_saved(
    brand: Brand, reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)
    answer = reader.post(f"{MONITORS}new?kind=anomaly", {**FIELDS, "preview": "1"})
    assert "会报 1 条预警" in words(answer.content.decode())
    assert not Monitor.objects.exists()
    reader.post(f"{MONITORS}new?kind=anomaly", FIELDS)
    monitor = Monitor.objects.get()
    assert (monitor.metric, monitor.parameters["score"]) == ("orders_paid", "3.7")


@pytest.mark.parametrize("kind", ["threshold", "change", "anomaly", "pace", "freshness"])
def test_every_kind_has_its_form(brand: Brand, reader: Client, kind: str) -> None:
    page = words(seen(reader, f"{MONITORS}new?kind={kind}"))
    assert "保存" in page


def test_a_bad_number_is_refused_beside_its_field(brand: Brand, reader: Client) -> None:
    answer = reader.post(f"{MONITORS}new?kind=anomaly", {**FIELDS, "p_score": "-1"})
    assert answer.status_code == 422
    assert not Monitor.objects.exists()


def test_who_sees_some_shops_sees_their_alerts_alone(brand: Brand, client: Client) -> None:
    shop = shop_there(brand, "jd")
    limited = member_there(brand, "channel_operator", "yunying2")
    people.membership_set(brand=brand, user=limited, role="channel_operator", shops=[shop])
    mine, other = alert_there(brand, shop_key="jd"), alert_there(brand, shop_key="pdd")
    whole = monitor_there(brand, "全部店铺")
    assert client.login(username="yunying2", password=PASSWORD)
    page = seen(client, LIST)
    assert f"{LIST}{mine.pk}/" in page
    assert f"{LIST}{other.pk}/" not in page
    assert client.get(f"{LIST}{other.pk}/").status_code == 404
    assert client.post(f"{LIST}{other.pk}/acknowledge", {"reason": "x"}).status_code == 404
    assert client.get(f"{MONITORS}{whole.pk}/").status_code == 404
    client.post(f"{MONITORS}new?kind=anomaly", FIELDS)
    assert Monitor.objects.get(name="订单异常").shops == ["jd"]


def test_a_notice_is_read_by_opening_it(brand: Brand, owner: User, reader: Client) -> None:
    notice = notice_there(brand, owner)
    assert "1 条通知未读" in seen(reader, f"{LIST}inbox/")
    answer = reader.post(f"{LIST}inbox/{notice.pk}")
    assert (answer.status_code, answer["Location"]) == (302, "/b/yanshi/")
    assert "已全部读过" in seen(reader, f"{LIST}inbox/")


def test_a_notice_never_leads_to_another_site(brand: Brand, owner: User, reader: Client) -> None:
    notice = notice_there(brand, owner)
    Notice.objects.update(url="//example.com/")
    assert reader.post(f"{LIST}inbox/{notice.pk}")["Location"] == f"{LIST}inbox/"


def test_a_channel_is_set_and_removed(brand: Brand, owner: User, reader: Client) -> None:
    form = {"kind": "wecom", "secret_name": "LUOXUAN_PUSH_BOSS", "about": "all", "is_live": "on"}
    assert reader.post(f"{LIST}channels/", form).status_code == 422
    assert not PersonChannel.objects.exists()
    reader.post(f"{LIST}channels/", {**form, "secret_name": "LUOXUAN_PUSH_PERSON_A"})
    channel = PersonChannel.objects.get()
    assert channel.user == owner
    reader.post(f"{LIST}channels/{channel.pk}/remove")
    assert not PersonChannel.objects.exists()


def test_pages_speak_chinese(found: Alert, reader: Client) -> None:
    for address in (
        LIST,
        f"{LIST}{found.pk}/",
        MONITORS,
        f"{MONITORS}new",
        f"{LIST}inbox/",
        f"{LIST}channels/",
    ):
        page = seen(reader, address)
        main = words(page[page.index("<main") : page.index("</main>")])
        strange = set(re.findall(r"[A-Za-z]{3,}", main)) - {
            "SKU",
            "ROI",
            "GMV",
            "LUOXUAN",
            "PUSH",
            "PERSON",
            "DingTalk",
            "Wilson",
        }
        assert not strange, address


def test_many_days_of_alerts_are_pages(brand: Brand, reader: Client) -> None:
    monitor = monitor_there(brand)
    for n in range(60):
        alert_there(brand, monitor, subject=str(n), last_day=OUTAGE + timedelta(days=n))
    assert "page=2" in seen(reader, LIST)
