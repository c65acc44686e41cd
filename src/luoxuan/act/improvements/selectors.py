"""Findings and actions read: what is open, late, measured, and what it brought (12.2, 12.4)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, QuerySet

from luoxuan.act.improvements.models import Action, Effect, Evidence, Finding, RootCause
from luoxuan.foundation.intake import selectors as intake

if TYPE_CHECKING:
    from luoxuan.foundation.people.access import Scope
    from luoxuan.foundation.people.models import Brand

WAIT_DAYS = 7
"""So long after its check an action waits for the files of its last days."""


def findings_of(brand: "Brand", *, state: str = "", source: str = "") -> QuerySet[Finding]:
    """The brand's findings, newest first; state "live" is all that are not closed."""
    rows = Finding.objects.filter(brand=brand).select_related("owner")
    if state == "live":
        rows = rows.exclude(state=Finding.State.CLOSED)
    elif state:
        rows = rows.filter(state=state)
    if source:
        rows = rows.filter(source=source)
    over = Q(actions__state__in=Action.ENDS)
    return rows.annotate(
        actions_all=Count("actions", distinct=True),
        actions_over=Count("actions", filter=over, distinct=True),
    )


def findings_seen(scope: "Scope", *, state: str = "", source: str = "") -> QuerySet[Finding]:
    """Those the person may see: a finding of a shop only within their shops."""
    rows = findings_of(scope.brand, state=state, source=source)
    if scope.shop_keys is None:
        return rows
    return rows.filter(Q(shop_key="") | Q(shop_key__in=scope.shop_keys))


def finding_of(scope: "Scope", finding_id: int) -> Finding | None:
    """One finding of the brand within the person's shops; None else."""
    return findings_seen(scope).filter(pk=finding_id).first()


def finding_from(brand: "Brand", source: str, source_id: str) -> Finding | None:
    """The open finding of a source; None where there is none, or the source has no id."""
    if not source_id:
        return None
    rows = Finding.objects.filter(brand=brand, source=source, source_id=source_id)
    return rows.exclude(state=Finding.State.CLOSED).first()


def findings_between(brand: "Brand", first: date, last: date) -> list[Finding]:
    """Findings opened on these days, in the brand's zone."""
    zone = ZoneInfo(brand.zone)
    rows = Finding.objects.filter(brand=brand).select_related("owner")
    return [row for row in rows if first <= row.opened_at.astimezone(zone).date() <= last]


def causes_of(finding: Finding) -> list[RootCause]:
    """The causes named, first come first."""
    return list(finding.causes.select_related("added_by"))


def cause_of(finding: Finding, cause_id: int) -> RootCause | None:
    """One cause of the finding."""
    return finding.causes.filter(pk=cause_id).first()


def evidence_of(finding: Finding) -> list[Evidence]:
    """The analyses linked."""
    return list(finding.evidence.select_related("added_by"))


def actions_of(brand: "Brand") -> QuerySet[Action]:
    """The brand's actions, by due day."""
    rows = Action.objects.filter(brand=brand)
    return rows.select_related("owner", "finding", "closing_effect", "brand")


def actions_seen(scope: "Scope") -> list[Action]:
    """Those the person may see: done in at least one of their shops, for a finding they see."""
    rows = actions_of(scope.brand)
    return [row for row in rows if _is_seen(scope, row)]


def action_of(scope: "Scope", action_id: int) -> Action | None:
    """One action of the brand within the person's shops; None else."""
    row = actions_of(scope.brand).filter(pk=action_id).first()
    return row if row is not None and _is_seen(scope, row) else None


def action_by_task(brand: "Brand", source_type: str, source_id: str) -> Action | None:
    """The action a task was opened for."""
    if source_type != "action" or not source_id.isdecimal():
        return None
    return actions_of(brand).filter(pk=int(source_id)).first()


def actions_for(finding: Finding) -> list[Action]:
    """The actions of a finding."""
    return list(finding.actions.select_related("owner", "closing_effect", "cause"))


def effects_of(action: Action) -> list[Effect]:
    """Every measurement, newest first."""
    return list(action.effects.select_related("measured_by"))


def effect_last(action: Action) -> Effect | None:
    """The newest measurement."""
    return action.effects.first()


def actions_between(brand: "Brand", first: date, last: date) -> list[Action]:
    """Actions due, done, checked or closed on these days: what a review of the period looks at."""
    zone = ZoneInfo(brand.zone)
    touched = Q(due_on__range=(first, last)) | Q(check_on__range=(first, last))
    touched |= Q(started_on__range=(first, last)) | Q(closed_at__isnull=False)
    found = []
    for row in actions_of(brand).filter(touched).prefetch_related("effects"):
        closed = row.closed_at.astimezone(zone).date() if row.closed_at else None
        days = (row.due_on, row.check_on, row.started_on, closed)
        if any(day is not None and first <= day <= last for day in days):
            found.append(row)
    return found


def actions_due_for_check(*, at: datetime) -> list[Action]:
    """Done actions of every brand whose check day has come and whose data reach it, or will not any more."""
    rows = Action.objects.filter(state=Action.State.DONE).select_related("brand", "finding")
    return [row for row in rows if _is_due_for_check(row, at)]


def _is_due_for_check(action: Action, at: datetime) -> bool:
    today = at.astimezone(ZoneInfo(action.brand.zone)).date()
    if today < action.check_on:
        return False
    if (today - action.check_on).days >= WAIT_DAYS:
        return True
    fresh = [row.last_day for row in intake.freshness(action.brand) if row.last_day is not None]
    return bool(fresh) and (action.check_on - max(fresh)).days <= 1


def is_late(action: Action, today: date) -> bool:
    """Not done though due, or not measured though the check is a week past."""
    if action.state == Action.State.OPEN:
        return action.due_on < today
    if action.state in (Action.State.DONE, Action.State.MEASURED):
        return (today - action.check_on).days > WAIT_DAYS
    return False


@dataclass(frozen=True)
class ActionRecord:
    """Evidence of 12.4 and 9.15: actions due in a time, done on time, and what they brought against what was expected."""

    due: int
    on_time: int
    closed: int
    measured: int
    kept: int
    median_of_expected: Decimal | None

    @property
    def share_on_time(self) -> Decimal | None:
        """Done by the due day over all that were due; None where none was."""
        return None if not self.due else Decimal(self.on_time) / Decimal(self.due)

    @property
    def share_measured(self) -> Decimal | None:
        """Closed on a measured effect over closed; None where none was closed."""
        return None if not self.closed else Decimal(self.measured) / Decimal(self.closed)


def action_record(brand: "Brand", *, since: date, until: date) -> ActionRecord:
    """The record of actions due in these days."""
    zone = ZoneInfo(brand.zone)
    rows = [row for row in actions_of(brand) if since <= row.due_on <= until]
    on_time = [r for r in rows if r.done_at and r.done_at.astimezone(zone).date() <= r.due_on]
    closed = [row for row in rows if row.is_over]
    effects = [row.closing_effect for row in closed if row.closing_effect is not None]
    shares = [one.share_of_expected for one in effects if one.share_of_expected is not None]
    return ActionRecord(
        due=len(rows), on_time=len(on_time), closed=len(closed), measured=len(effects),
        kept=sum(row.state == Action.State.KEPT for row in closed),
        median_of_expected=_median(shares),
    )  # fmt: skip


def _median(values: Iterable[Decimal]) -> Decimal | None:
    ordered = sorted(values)
    if not ordered:
        return None
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return (ordered[middle - 1] + ordered[middle]) / 2


def _is_seen(scope: "Scope", action: Action) -> bool:
    if scope.shop_keys is None:
        return True
    return (
        scope.sees_shop(action.finding.shop_key)
        if action.finding.shop_key
        else bool(scope.shop_keys & set(action.shops))
    )
