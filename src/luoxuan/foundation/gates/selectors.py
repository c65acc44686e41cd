"""What waits, what was decided, and whether everything passed its gate (5.4, 11.10)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from luoxuan.foundation.gates import registry
from luoxuan.foundation.gates.authority import bench_of
from luoxuan.foundation.gates.models import ApprovalLimit, Delegation, Gate
from luoxuan.foundation.trail import selectors as trail

if TYPE_CHECKING:
    from luoxuan.foundation.people.access import Scope
    from luoxuan.foundation.people.models import Brand, User


def gates_of(brand: "Brand") -> QuerySet[Gate]:
    """Every gate of the brand, latest first."""
    return (
        Gate.objects.filter(brand=brand)
        .select_related("author", "brand")
        .prefetch_related("votes__decider", "votes__on_behalf_of", "findings")
    )


def gate_of(brand: "Brand", gate_id: int) -> Gate | None:
    """One gate of the brand, None where it has no such gate."""
    return gates_of(brand).filter(pk=gate_id).first()


def gate_latest(brand: "Brand", subject_type: str, subject_id: str) -> Gate | None:
    """The subject's last gate, None where it never asked."""
    return gates_of(brand).filter(subject_type=subject_type, subject_id=str(subject_id)).first()


def is_approved(brand: "Brand", subject_type: str, subject_id: str) -> bool:
    """Whether the subject's last gate is approved."""
    gate = gate_latest(brand, subject_type, subject_id)
    return gate is not None and gate.state == Gate.State.APPROVED


def gates_waiting(scope: "Scope", at: datetime) -> list[Gate]:
    """Open gates the asking person may decide now, the oldest first."""
    bench = bench_of(scope.brand, at)
    return [
        gate for gate in gates_open(scope.brand, at) if bench.authority(gate, scope.user).is_held
    ]


def gates_open(brand: "Brand", at: datetime) -> list[Gate]:
    """Every gate that waits and has not run out, the oldest first; kinds no app knows any more are left out."""
    waits = Q(expires_at__isnull=True) | Q(expires_at__gt=at)
    found = gates_of(brand).filter(waits, state=Gate.State.OPEN).order_by("asked_at", "pk")
    return [gate for gate in found if registry.kind_is_known(gate.kind)]


def gates_asked_by(brand: "Brand", user: "User") -> QuerySet[Gate]:
    """What the person asked for, latest first."""
    return gates_of(brand).filter(author=user)


def gates_decided(brand: "Brand", first: date, last: date) -> QuerySet[Gate]:
    """What was decided on these days of the brand's zone, latest first."""
    since, until = _moments(brand, first, last)
    ended = [Gate.State.APPROVED, Gate.State.REFUSED]
    return (
        gates_of(brand)
        .filter(state__in=ended, closed_at__gte=since, closed_at__lt=until)
        .order_by("-closed_at", "-pk")
    )


def gates_run_out(at: datetime) -> list[Gate]:
    """Open gates of every brand whose time is over: for the job."""
    return list(
        Gate.objects.filter(state=Gate.State.OPEN, expires_at__lte=at).select_related("brand")
    )


def limits_of(brand: "Brand") -> list[ApprovalLimit]:
    """The amount limits, roles first."""
    return list(ApprovalLimit.objects.filter(brand=brand).select_related("user"))


def limit_of(brand: "Brand", limit_id: int) -> ApprovalLimit | None:
    """One limit of the brand."""
    return ApprovalLimit.objects.filter(brand=brand, pk=limit_id).first()


def delegations_of(brand: "Brand") -> list[Delegation]:
    """Every delegation, latest first."""
    return list(Delegation.objects.filter(brand=brand).select_related("giver", "taker"))


def delegation_of(brand: "Brand", delegation_id: int) -> Delegation | None:
    """One delegation of the brand."""
    return Delegation.objects.filter(brand=brand, pk=delegation_id).first()


@dataclass(frozen=True)
class GatedShare:
    """How many gated actions ran, and how many had passed their gate before they ran."""

    actions: int
    gated: int
    ungated: tuple[str, ...] = ()
    """`verb subject` of those that had not."""

    @property
    def share(self) -> Decimal | None:
        """0 to 1; None where nothing ran."""
        return Decimal(self.gated) / self.actions if self.actions else None


def gated_share(brand: "Brand", kinds: Iterable[str] | None, first: date, last: date) -> GatedShare:
    """Of what ran on these days and needs a gate, how much had been approved before; `kinds` None: all.

    A kind that names its trail verbs is counted by what really happened; one that names none by its approvals.
    """
    wanted = registry.kinds_all() if kinds is None else [registry.kind_of(key) for key in kinds]
    runs = [run for kind in wanted for run in _runs(brand, kind, first, last)]
    ungated = tuple(told for told, is_gated in runs if not is_gated)
    return GatedShare(len(runs), len(runs) - len(ungated), ungated)


def _runs(
    brand: "Brand", kind: registry.GateKind, first: date, last: date
) -> Sequence[tuple[str, bool]]:
    since, until = _moments(brand, first, last)
    approved = Gate.objects.filter(brand=brand, kind=kind.key, state=Gate.State.APPROVED)
    if not kind.action_verbs:
        passed = approved.filter(closed_at__gte=since, closed_at__lt=until)
        return [(f"{kind.key} {gate.subject_id}", True) for gate in passed]
    question = trail.TrailQuestion(since=since, until=until)
    entries = trail.trail_entries(brand=brand, question=question).filter(verb__in=kind.action_verbs)
    return [
        (
            f"{entry.verb} {entry.subject_type}:{entry.subject_id}",
            approved.filter(
                subject_type=entry.subject_type,
                subject_id=entry.subject_id,
                closed_at__lte=entry.at,
            ).exists(),
        )
        for entry in entries
    ]


def _moments(brand: "Brand", first: date, last: date) -> tuple[datetime, datetime]:
    zone = ZoneInfo(brand.zone)
    until = datetime.combine(last + timedelta(days=1), time(), zone)
    return datetime.combine(first, time(), zone), until
