"""What is checked before a plan may be approved (6.3, 6.4)."""

from collections.abc import Sequence

from luoxuan.foundation.gates.registry import GateFinding, GateKind, GateSubject, gate_kind
from luoxuan.plan.programmes import services
from luoxuan.plan.programmes.models import ProgrammeVersion


def register() -> None:
    """Make the kind of approval known."""
    gate_kind(
        GateKind(
            key=services.approval.GATE,
            zh="运营计划",
            en="Operating plan",
            checks=findings,
            on_decided=services.programme_decided,
            on_closed=services.programme_withdrawn,
        )
    )


def findings(subject: GateSubject) -> Sequence[GateFinding]:
    """An empty part blocks; a part whose figures are not there yet is told."""
    version = ProgrammeVersion.objects.filter(
        programme__brand=subject.brand, pk=subject.subject_id
    ).first()
    if version is None:
        return [GateFinding("programme.there", "block", "计划版本不存在。", "The version is gone.")]
    return [found for part in version.body["parts"] if (found := _finding(part, version))]


def _finding(part: dict[str, object], version: ProgrammeVersion) -> GateFinding | None:
    from luoxuan.plan.programmes.words import part_of

    word = part_of(version.programme.kind, str(part["key"]))
    missing = part["missing"]
    if word is None or not isinstance(missing, list) or not missing:
        return None
    title = str(word.title)
    if "text" in missing:
        return GateFinding(
            "programme.part_written",
            "warn",
            f"「{title}」还没有写清楚。",
            f"{title} is hardly written.",
        )
    return GateFinding(
        "programme.part_figures",
        "info",
        f"「{title}」缺少数据支撑。",
        f"{title} lacks some of its figures.",
    )
