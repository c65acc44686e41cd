"""What the pages of approvals show."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from luoxuan.foundation.gates import registry, selectors, services
from luoxuan.foundation.gates.authority import Authority, bench_of
from luoxuan.foundation.gates.models import Gate
from luoxuan.foundation.gates.words import is_chinese, kind_word, refusal_sentence
from luoxuan.foundation.people.access import Scope

SEVERITY = {"block": "bad", "warn": "info", "info": "info"}


@dataclass(frozen=True)
class FindingShown:
    """A finding as the page shows it."""

    text: str
    kind: str
    word: str
    rule: str
    url: str = ""


@dataclass(frozen=True)
class GatePage:
    """One gate as one person sees it."""

    gate: Gate
    kind: str
    authority: Authority
    refusal: str
    findings: tuple[FindingShown, ...]
    is_blocked: bool
    may_waive: bool
    may_withdraw: bool
    evidence: tuple[tuple[str, str, str], ...]
    """Word, value, address."""
    deciders: tuple[str, ...]
    events: tuple[Mapping[str, Any], ...] = field(default=())

    @property
    def may_decide(self) -> bool:
        """Whether the form is shown."""
        return self.gate.is_open and self.authority.is_held


def gate_page(scope: Scope, gate: Gate, at: datetime) -> GatePage:
    """The gate with what its checks find at this moment; of a decided one, what they found then."""
    bench = bench_of(scope.brand, at)
    is_known = registry.kind_is_known(gate.kind)
    authority = bench.authority(gate, scope.user) if is_known else Authority(scope.user, "right")
    is_owner = bench.is_owner(scope.user)
    found = _findings(gate, is_live=gate.is_open and is_known)
    is_blocked = any(one.kind == "bad" for one in found)
    return GatePage(
        gate=gate,
        kind=kind_word(gate.kind),
        authority=authority,
        refusal=refusal_sentence(authority) if gate.is_open else "",
        findings=found,
        is_blocked=is_blocked,
        may_waive=is_blocked and is_owner and authority.on_behalf_of is None,
        may_withdraw=gate.is_open and (is_owner or gate.author_id == scope.user.pk),
        evidence=tuple(_evidence(gate.evidence)),
        deciders=tuple(str(user) for user in bench.deciders(gate))
        if gate.is_open and is_known
        else (),
        events=tuple(_events(gate)),
    )


def list_tabs(scope: Scope, view: str, waiting: int) -> list[dict[str, Any]]:
    """The lists as tabs."""
    base = reverse("gates:list", args=[scope.brand.key])
    words = (
        ("waiting", _("Waiting for me")),
        ("asked", _("Asked by me")),
        ("open", _("All that wait")),
        ("decided", _("Decisions made")),
    )
    return [
        {
            "label": word,
            "href": f"{base}?view={key}",
            "is_current": key == view,
            **({"count": waiting} if key == "waiting" else {}),
        }
        for key, word in words
    ]


def seen(scope: Scope, gate: Gate | None) -> Gate | None:
    """The gate where the person may see it: who is limited to some shops sees what they asked for."""
    if gate is None or (scope.shop_keys is not None and gate.author_id != scope.user.pk):
        return None
    return gate


def gates_shown(scope: Scope, view: str, at: datetime, days: tuple[date, date]) -> list[Gate]:
    """The gates of a tab that the person may see."""
    if view == "waiting":
        return selectors.gates_waiting(scope, at)
    if view == "asked":
        return list(selectors.gates_asked_by(scope.brand, scope.user)[:200])
    if view == "open":
        found = selectors.gates_open(scope.brand, at)
    else:
        found = list(selectors.gates_decided(scope.brand, *days)[:500])
    return [gate for gate in found if seen(scope, gate)]


def recent_days(scope: Scope, at: datetime) -> tuple[date, date]:
    """The last 90 days in the brand's zone."""
    today = at.astimezone(ZoneInfo(scope.brand.zone)).date()
    return today - timedelta(days=89), today


def _findings(gate: Gate, *, is_live: bool) -> tuple[FindingShown, ...]:
    words = {"block": _("blocks"), "warn": _("warning"), "info": _("hint")}
    if is_live:
        live = services.findings_now(gate)
        kind = registry.kind_of(gate.kind)
        return tuple(
            FindingShown(
                one.zh if is_chinese() else one.en, SEVERITY[one.severity], words[one.severity],
                f"{one.rule} {one.version or kind.version}", one.url,
            )
            for one in live
        )  # fmt: skip
    last = gate.votes.all()
    vote = list(last)[-1] if last else None
    kept = [one for one in gate.findings.all() if one.vote_id == (vote.pk if vote else None)]
    return tuple(
        FindingShown(
            one.zh if is_chinese() else one.en, SEVERITY.get(one.severity, "info"),
            words.get(one.severity, one.severity), f"{one.rule} {one.version}", one.url,
        )
        for one in kept
    )  # fmt: skip


EVIDENCE = {
    "data_version": lambda: _("Version of the data"),
    "reason": lambda: _("Reason"),
    "lines": lambda: _("Lines"),
    "total": lambda: _("Total"),
    "net": lambda: _("Net change"),
    "version": lambda: _("Based on version"),
    "planned": lambda: _("Budgeted"),
    "used": lambda: _("Used"),
}


def _evidence(evidence: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    found = []
    for name, value in evidence.items():
        if name == "links" and isinstance(value, list):
            found += [("", str(word), _safe(address)) for word, address in value]
        elif value not in ("", None):
            word = EVIDENCE[name]() if name in EVIDENCE else name
            found.append((word, str(value), ""))
    return found


def _safe(address: Any) -> str:
    """Only our own pages and secure ones are linked."""
    text = str(address)
    return text if text.startswith(("/", "https://")) and not text.startswith("//") else ""


def _events(gate: Gate) -> list[Mapping[str, Any]]:
    found: list[Mapping[str, Any]] = []
    if gate.closed_at and gate.state in {"withdrawn", "expired"}:
        found.append({"at": gate.closed_at, "who": gate.title, "text": gate.get_state_display()})
    for vote in reversed(list(gate.votes.all())):
        behalf = _("on behalf of %(who)s") % {"who": vote.on_behalf_of} if vote.on_behalf_of else ""
        waiver = _("waived: %(why)s") % {"why": vote.waiver} if vote.waiver else ""
        found.append({
            "at": vote.at, "who": str(vote.decider), "text": vote.get_decision_display(),
            "detail": " · ".join(part for part in (behalf, vote.reason, waiver) if part),
        })  # fmt: skip
    found.append({"at": gate.asked_at, "who": str(gate.author), "text": _("asked for approval")})
    return found
