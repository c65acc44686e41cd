"""Telling people of alerts: after the quiet hours, several in one message, each person only what they may see (9.15)."""

from collections import defaultdict
from datetime import datetime
from hashlib import blake2b
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.people.roles import Role
from luoxuan.foundation.signals.delivery import Message
from luoxuan.foundation.signals.models import Alert, Monitor, PushTarget
from luoxuan.foundation.signals.services.notices import NoticeDraft, notice_send
from luoxuan.foundation.signals.services.pushes import push_queue

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand, Membership, User

LANGUAGE = "zh-hans"
"""Of a person or a group that has not chosen one."""
MOST = 20
"""Sentences in a message."""
IN_CHARGE = (Role.OWNER, Role.OPERATIONS_MANAGER)


@transaction.atomic
def alerts_tell(*, brand: "Brand", at: datetime) -> int:
    """Tell everybody concerned of the alerts whose quiet hours are over. How many alerts were told."""
    waiting = Alert.objects.select_for_update(of=("self",)).filter(brand=brand, tell_after__lte=at)
    due = list(waiting.select_related("monitor__owner", "brand"))
    told = [alert for alert in due if alert.state == Alert.State.OPEN]
    if told:
        members = list(people.memberships_of(brand))
        _tell_people(brand, told, members, at)
        _tell_groups(told, at)
    Alert.objects.filter(pk__in=[alert.pk for alert in due]).update(tell_after=None)
    return len(told)


def _tell_people(
    brand: "Brand", alerts: list[Alert], members: "list[Membership]", at: datetime
) -> None:
    mine: dict[int, list[Alert]] = defaultdict(list)
    who: dict[int, User] = {}
    for alert in alerts:
        for user in _concerned(alert, members):
            mine[user.pk].append(alert)
            who[user.pk] = user
    for key, told in mine.items():
        for part in _parts(told):
            with translation.override(who[key].language or LANGUAGE):
                title, body, url = _words(brand, part)
            draft = NoticeDraft(title, body, url, key=_key(part), about="alerts")
            notice_send(brand=brand, user=who[key], draft=draft, at=at)


def _tell_groups(alerts: list[Alert], at: datetime) -> None:
    theirs: dict[int, list[Alert]] = defaultdict(list)
    targets: dict[int, PushTarget] = {}
    for alert in alerts:
        for target in alert.monitor.targets.filter(is_live=True):
            theirs[target.pk].append(alert)
            targets[target.pk] = target
    for key, told in theirs.items():
        for part in _parts(told):
            with translation.override(LANGUAGE):
                title, body, _url = _words(part[0].brand, part)
            push_queue(target=targets[key], subject=_key(part), message=Message(title, body), at=at)


def _concerned(alert: Alert, members: "list[Membership]") -> "list[User]":
    """The owner, else the role, else those in charge; nobody hears of a shop they may not see."""
    monitor = alert.monitor
    seeing = [one for one in members if one.user.is_active and _sees(one, alert)]
    if monitor.owner is not None:
        return [one.user for one in seeing if one.user_id == monitor.owner_id]
    holders = [one.user for one in seeing if monitor.role and one.role == monitor.role]
    return holders or [one.user for one in seeing if one.role in IN_CHARGE]


def _sees(member: "Membership", alert: Alert) -> bool:
    if not member.is_limited:
        return True
    return bool(alert.shop_key) and alert.shop_key in {shop.key for shop in member.shops.all()}


def _parts(alerts: list[Alert]) -> list[list[Alert]]:
    """Which alerts share a message."""
    together = [a for a in alerts if a.monitor.grouping == Monitor.Grouping.TOGETHER]
    alone = [[a] for a in alerts if a.monitor.grouping == Monitor.Grouping.EACH]
    return [*([together] if together else []), *alone]


def _words(brand: "Brand", alerts: list[Alert]) -> tuple[str, str, str]:
    is_chinese = (translation.get_language() or "").startswith("zh")
    said = [alert.sentence_zh if is_chinese else alert.sentence_en for alert in alerts]
    if len(alerts) == 1:
        url = reverse("monitors:alert", args=[brand.key, alerts[0].pk])
        return said[0], f"{alerts[0].monitor.name}\n\n{said[0]}", url
    title = _("%(brand)s: %(count)d alerts") % {"brand": brand.name, "count": len(alerts)}
    lines = [f"- {sentence}" for sentence in said[:MOST]]
    if len(said) > MOST:
        lines.append(_("and %(count)d more") % {"count": len(said) - MOST})
    return title, "\n".join(lines), reverse("monitors:alert_list", args=[brand.key])


def _key(alerts: list[Alert]) -> str:
    numbers = ",".join(str(alert.pk) for alert in alerts)
    return f"alerts:{blake2b(numbers.encode(), digest_size=12).hexdigest()}"
