"""Telling a person: the inbox at once, their channels after the commit and again where they fail (9.15)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from hashlib import blake2b
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from luoxuan.foundation.jobs import services as jobs
from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.signals import delivery
from luoxuan.foundation.signals.errors import ChannelError
from luoxuan.foundation.signals.models import Notice, NoticeDelivery, PersonChannel
from luoxuan.foundation.signals.quiet import told_from
from luoxuan.foundation.signals.services.pushes import MOST_ATTEMPTS, STUCK_AFTER
from luoxuan.foundation.trail import services as trail

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand, User

DELIVER = "signals.deliver"


@dataclass(frozen=True)
class NoticeDraft:
    """What a person is told; `key` names what it is about: it is told once."""

    title: str
    body: str = ""
    url: str = ""
    key: str = ""
    about: str = "all"


@dataclass(frozen=True)
class ChannelPlan:
    """Where a person also wants to be told."""

    kind: str
    secret_name: str = ""
    about: str = "all"
    quiet_from: time | None = None
    quiet_until: time | None = None
    is_live: bool = True


def notify_person(
    *, user: "User", brand: "Brand", title: str, body: str, url: str, at: datetime
) -> Notice | None:
    """Tell a person; the same title and address on one day is told once. None where they are no member."""
    draft = NoticeDraft(title=title, body=body, url=url)
    return notice_send(brand=brand, user=user, draft=draft, at=at)


@transaction.atomic
def notice_send(*, brand: "Brand", user: "User", draft: NoticeDraft, at: datetime) -> Notice | None:
    """Put it into the inbox and on its way, part of the caller's transaction: undone with it, sent after it."""
    if not user.is_active or not people.role_in(brand=brand, user=user):
        return None
    key = draft.key or _digest(f"{draft.title}|{draft.url}|{at:%Y-%m-%d}")
    values = {"title": draft.title[:200], "body": draft.body, "url": draft.url[:500]}
    notice, is_new = Notice.objects.get_or_create(
        brand=brand, user=user, key=key[:120], defaults={**values, "about": draft.about, "at": at}
    )
    if is_new:
        _queue(notice, at)
    return notice


def notices_deliver(*, at: datetime) -> int:
    """Send what is due over people's channels, and again what failed or got stuck. How many were tried."""
    asked = NoticeDelivery.objects.exclude(state=NoticeDelivery.State.SENT)
    due = asked.filter(not_before__lte=at, attempts__lt=MOST_ATTEMPTS, channel__is_live=True)
    keys = list(due.values_list("pk", flat=True))
    return sum(_deliver(key, at) for key in keys)


@transaction.atomic
def notices_read(*, notices: Sequence[Notice], at: datetime) -> int:
    """The person has read them. How many were unread."""
    unread = Notice.objects.filter(pk__in=[notice.pk for notice in notices], read_at=None)
    return unread.update(read_at=at)


@transaction.atomic
def channel_save(*, brand: "Brand", user: "User", plan: ChannelPlan, at: datetime) -> PersonChannel:
    """Set the person's channel of that kind. Raises ChannelError."""
    secret = plan.secret_name or (delivery.MAIL if plan.kind == PersonChannel.Kind.EMAIL else "")
    if plan.kind == PersonChannel.Kind.EMAIL and not user.email:
        raise ChannelError(_("Ask for your e-mail address to be set first."))
    if secret != delivery.MAIL and not delivery.PERSON_SECRET.fullmatch(secret):
        raise ChannelError(_("Call the variable LUOXUAN_PUSH_PERSON_ and then capital letters."))
    values = {**plan.__dict__, "secret_name": secret}
    channel, _made = PersonChannel.objects.update_or_create(
        brand=brand, user=user, kind=plan.kind, defaults=values
    )
    _trailed(channel, "channel.saved", at)
    return channel


@transaction.atomic
def channel_remove(*, channel: PersonChannel, at: datetime) -> None:
    """The person is no longer told over it."""
    _trailed(channel, "channel.removed", at)
    channel.delete()


def _queue(notice: Notice, at: datetime) -> None:
    channels = PersonChannel.objects.filter(
        brand=notice.brand, user=notice.user, is_live=True, about__in={"all", notice.about}
    )
    waiting = [
        NoticeDelivery(
            notice=notice,
            channel=channel,
            at=at,
            not_before=told_from(at, (channel.quiet_from, channel.quiet_until), notice.brand.zone),
        )
        for channel in channels
    ]
    NoticeDelivery.objects.bulk_create(waiting)
    for each in waiting:
        jobs.job_enqueue(
            kind=DELIVER, payload={}, brand=None, requested_by=None, at=at,
            run_after=each.not_before, key=f"{DELIVER}@{each.not_before:%Y-%m-%dT%H:%M:%S}",
        )  # fmt: skip


def _deliver(delivery_id: int, at: datetime) -> bool:
    """Claim, commit, send, say how it ended: two workers never send the same."""
    claim = _claim(delivery_id, at)
    if claim is None:
        return False
    notice, channel = claim.notice, claim.channel
    try:
        address = delivery.person_address(
            kind=channel.kind, secret_name=channel.secret_name, email=channel.user.email
        )
        message = delivery.Message(title=notice.title, body=_body(notice))
        delivery.deliver(message, kind=channel.kind, address=address)
    except delivery.PushError as error:
        claim.state, claim.reason = NoticeDelivery.State.FAILED, str(error)
    else:
        claim.state, claim.reason = NoticeDelivery.State.SENT, ""
    claim.save(update_fields=["state", "reason"])
    return True


@transaction.atomic
def _claim(delivery_id: int, at: datetime) -> NoticeDelivery | None:
    rows = NoticeDelivery.objects.select_for_update(of=("self",))
    row = rows.select_related("notice", "channel__user").filter(pk=delivery_id).first()
    if row is None or row.state == NoticeDelivery.State.SENT or row.attempts >= MOST_ATTEMPTS:
        return None
    if row.state == NoticeDelivery.State.SENDING and at - row.at < STUCK_AFTER:
        return None
    row.state, row.at, row.attempts = NoticeDelivery.State.SENDING, at, row.attempts + 1
    row.save(update_fields=["state", "at", "attempts"])
    return row


def _body(notice: Notice) -> str:
    return f"{notice.body}\n\n{notice.url}" if notice.url else notice.body or notice.title


def _digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=16).hexdigest()


def _trailed(channel: PersonChannel, verb: str, at: datetime) -> None:
    trail.trail_record(
        brand=channel.brand,
        actor=channel.user,
        verb=verb,
        subject_type="channel",
        subject_id=str(channel.pk),
        detail={"kind": channel.kind},
        at=at,
    )
