"""Which kinds of approval there are; the app that asks registers its own in `AppConfig.ready()` (5.4)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from luoxuan.foundation.gates.models import Gate
    from luoxuan.foundation.people.models import Brand

Severity = Literal["block", "warn", "info"]


@dataclass(frozen=True)
class GateSubject:
    """What asks to go out."""

    brand: "Brand"
    kind: str
    subject_type: str
    subject_id: str
    title: str
    url: str = ""
    amount: Decimal | None = None
    evidence: dict[str, Any] = field(default_factory=dict)
    """JSON: `data_version`, `links` (pairs of words and address), and whatever the decider should see."""
    summary: str = ""
    """What would change, in words; lines are kept."""


@dataclass(frozen=True)
class GateFinding:
    """What a check found; `block` cannot be approved without the owner's waiver."""

    rule: str
    severity: Severity
    zh: str
    en: str
    url: str = ""
    version: str = ""
    """Of the rule; empty: the version of the kind's checks."""


def no_findings(_subject: GateSubject) -> Sequence[GateFinding]:
    """A kind without checks of its own."""
    return ()


def nothing_follows(_gate: "Gate", _at: datetime) -> None:
    """A kind whose app looks at the decision later."""


@dataclass(frozen=True)
class GateKind:
    """One kind of approval: who may decide, what is checked, what follows."""

    key: str
    zh: str
    en: str
    permission: str = "gates.decide"
    checks: Callable[[GateSubject], Sequence[GateFinding]] = no_findings
    on_decided: Callable[["Gate", datetime], None] = nothing_follows
    """Runs in the decision's own transaction once the gate is approved or refused."""
    expires_after: timedelta | None = None
    two_persons: bool = False
    version: str = "1"
    """Of the checks; kept beside every finding."""
    on_closed: Callable[["Gate", datetime], None] = nothing_follows
    """Runs when the gate was withdrawn or has expired."""
    fingerprint: Callable[[GateSubject], str] | None = None
    """Of the subject as it is now, 64 letters at most; where it differs at the decision, nothing is approved."""
    action_verbs: tuple[str, ...] = ()
    """Trail verbs of what may only happen after approval, on the same subject: the evidence of 5.4."""


class GateKindError(Exception):
    """A kind of approval is registered twice, or not at all."""


_kinds: dict[str, GateKind] = {}


def gate_kind(kind: GateKind) -> None:
    """Register; the same key again is refused unless it is the same kind."""
    known = _kinds.get(kind.key)
    if known is not None and known != kind:
        raise GateKindError(f"The approval {kind.key} is registered twice: give one another key.")
    _kinds[kind.key] = kind


def kind_of(key: str) -> GateKind:
    """The kind. Raises GateKindError where no app registered it."""
    try:
        return _kinds[key]
    except KeyError:
        raise GateKindError(
            f"No app registered the approval {key}: call gate_kind in its AppConfig.ready()."
        ) from None


def kinds_all() -> tuple[GateKind, ...]:
    """Every kind, by key."""
    return tuple(_kinds[key] for key in sorted(_kinds))


def kind_is_known(key: str) -> bool:
    """Whether an app registered it."""
    return key in _kinds
