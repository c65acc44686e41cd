"""Writing the calendar: every change is in the trail (6.4)."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.trail import services as trail
from luoxuan.plan.calendar import selectors
from luoxuan.plan.calendar.models import CalendarEntry, CalendarFeed, new_uid

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand, User

LONGEST = timedelta(days=400)
MOST_SKUS = 2000


class CalendarError(Exception):
    """The entry cannot stand so; says what to mend."""


@dataclass(frozen=True)
class EntryDraft:
    """What a person plans."""

    kind: str
    title: str
    starts_on: date
    ends_on: date
    shop_key: str = ""
    skus: tuple[str, ...] = ()
    objective_id: int | None = None
    budget_line_id: int | None = None
    amount: Decimal | None = None
    owner: "User | None" = None
    state: str = CalendarEntry.State.PLANNED
    note: str = ""
    uid: str = ""
    """A name from elsewhere: saving it again changes the entry instead of doubling it."""


@transaction.atomic
def entry_save(
    *,
    brand: "Brand",
    draft: EntryDraft,
    entry: CalendarEntry | None = None,
    actor: "User | None",
    at: datetime,
) -> CalendarEntry:
    """Make the entry, or change it. Raises CalendarError."""
    _check(brand, draft)
    entry = entry or _same(brand, draft) or CalendarEntry(brand=brand, made_at=at)
    verb = "calendar.changed" if entry.pk else "calendar.planned"
    for name, value in draft.__dict__.items():
        setattr(entry, name, value)
    entry.skus, entry.uid = sorted(set(draft.skus)), draft.uid or entry.uid or new_uid()
    entry.changed_at = at
    entry.save()
    _trail(entry, verb, actor, at)
    return entry


@transaction.atomic
def entry_move(
    *, entry: CalendarEntry, starts_on: date, actor: "User", at: datetime
) -> CalendarEntry:
    """The entry as long as it is, from another day on."""
    moved = CalendarEntry.objects.select_for_update().get(pk=entry.pk)
    before = moved.starts_on
    if starts_on == before:
        return moved
    moved.ends_on += starts_on - before
    moved.starts_on, moved.changed_at = starts_on, at
    moved.save(update_fields=["starts_on", "ends_on", "changed_at"])
    _trail(moved, "calendar.moved", actor, at, was=str(before))
    return moved


@transaction.atomic
def entry_state_set(
    *, entry: CalendarEntry, state: str, actor: "User", at: datetime
) -> CalendarEntry:
    """Confirm, finish, drop, or plan again. Raises CalendarError for a state that is none."""
    if state not in CalendarEntry.State.values:
        raise CalendarError(f"{state} is no state of an entry.")
    entry.state, entry.changed_at = state, at
    entry.save(update_fields=["state", "changed_at"])
    _trail(entry, "calendar.changed", actor, at)
    return entry


@transaction.atomic
def entries_import(
    *, brand: "Brand", drafts: Sequence[EntryDraft], actor: "User", at: datetime
) -> int:
    """All of them or none. How many there were; raises CalendarError with the number of the first that cannot stand."""
    for number, draft in enumerate(drafts, start=1):
        try:
            entry_save(brand=brand, draft=draft, actor=actor, at=at)
        except CalendarError as error:
            raise CalendarError(
                _("Entry %(number)s (%(title)s): %(error)s")
                % {"number": number, "title": draft.title, "error": error}
            ) from error
    return len(drafts)


@transaction.atomic
def feed_issue(
    *, brand: "Brand", user: "User", name: str, kinds: Sequence[str], at: datetime
) -> tuple[CalendarFeed, str]:
    """A new feed and its secret, which is shown once and stored as a hash."""
    token = secrets.token_urlsafe(24)
    feed = CalendarFeed.objects.create(
        brand=brand,
        user=user,
        name=name,
        digest=selectors.digest_of(token),
        kinds=list(kinds),
        made_at=at,
    )
    _trail_feed(feed, "calendar_feed.issued", user, at)
    return feed, token


@transaction.atomic
def feed_revoke(*, feed: CalendarFeed, actor: "User", at: datetime) -> None:
    """The address answers no more."""
    feed.revoked_at = at
    feed.save(update_fields=["revoked_at"])
    _trail_feed(feed, "calendar_feed.revoked", actor, at)


def _check(brand: "Brand", draft: EntryDraft) -> None:
    if draft.kind not in CalendarEntry.Kind.values:
        raise CalendarError(f"{draft.kind} is no kind of entry.")
    if draft.state not in CalendarEntry.State.values:
        raise CalendarError(f"{draft.state} is no state of an entry.")
    if not draft.title.strip():
        raise CalendarError(_("An entry needs a title."))
    if draft.ends_on < draft.starts_on:
        raise CalendarError(
            _("It ends on %(last)s, before it begins on %(first)s.")
            % {"last": draft.ends_on, "first": draft.starts_on}
        )
    if draft.ends_on - draft.starts_on > LONGEST:
        raise CalendarError(_("An entry of more than 400 days is a plan: split it."))
    if draft.amount is not None and draft.amount < 0:
        raise CalendarError(f"The cost {draft.amount} is below zero.")
    if len(draft.skus) > MOST_SKUS:
        raise CalendarError(
            _("%(n)s SKUs are too many: leave them out for a whole shop.") % {"n": len(draft.skus)}
        )
    if draft.shop_key and draft.shop_key not in {s.key for s in people.shops_of(brand)}:
        raise CalendarError(_("There is no shop %(key)s.") % {"key": draft.shop_key})


def _same(brand: "Brand", draft: EntryDraft) -> CalendarEntry | None:
    if not draft.uid:
        return None
    return CalendarEntry.objects.select_for_update().filter(brand=brand, uid=draft.uid).first()


def _trail(
    entry: CalendarEntry, verb: str, actor: "User | None", at: datetime, **more: Any
) -> None:
    days = {"starts_on": str(entry.starts_on), "ends_on": str(entry.ends_on)}
    trail.trail_record(
        brand=entry.brand,
        actor=actor,
        verb=verb,
        subject_type="calendar_entry",
        subject_id=str(entry.pk),
        detail={"title": entry.title, "kind": entry.kind, "state": entry.state, **days, **more},
        at=at,
    )


def _trail_feed(feed: CalendarFeed, verb: str, actor: "User", at: datetime) -> None:
    trail.trail_record(
        brand=feed.brand,
        actor=actor,
        verb=verb,
        subject_type="calendar_feed",
        subject_id=str(feed.pk),
        detail={"name": feed.name},
        at=at,
    )
