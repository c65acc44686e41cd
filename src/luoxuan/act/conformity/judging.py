"""From a figure to a state, from states to a score, from shortfalls to an order of gaps; pure (decision 0022)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from luoxuan.act.conformity.evidence.model import Evidence
    from luoxuan.standard import Requirement

State = Literal["lived", "partly", "not", "no_data", "not_applicable", "not_available"]
STATES: tuple[State, ...] = (
    "lived", "partly", "not", "no_data", "not_applicable", "not_available",
)  # fmt: skip
HALF = Decimal("0.5")
ONE, NONE = Decimal(1), Decimal(0)
STEP = Decimal("0.0001")


def attainment(requirement: "Requirement", value: Decimal) -> Decimal:
    """How much of the threshold is reached, 0 to 1; 1 only where it is reached."""
    threshold = requirement.threshold
    if requirement.direction == "at_least":
        if value >= threshold:
            return ONE
        found = value / threshold if threshold > 0 else NONE
    else:
        if value <= threshold:
            return ONE
        found = threshold / value
    return max(min(found.quantize(STEP), ONE - STEP), NONE)


def judged(requirement: "Requirement", found: "Evidence") -> tuple[State, Decimal]:
    """The state, and how much is reached: from half of the threshold on it is lived in part."""
    if found.value is None:
        return "no_data", NONE
    reached = attainment(requirement, found.value)
    if reached == ONE and not found.is_at_most_partly:
        return "lived", ONE
    if found.is_at_most_partly:
        reached = min(reached, ONE - STEP)
    return ("partly" if reached >= HALF else "not"), reached


def credit(state: str, reached: Decimal) -> Decimal | None:
    """What the requirement gives to the score; None where it does not count at all."""
    if state == "not_applicable":
        return None
    if state == "lived":
        return ONE
    return reached if state == "partly" else NONE


@dataclass(frozen=True)
class Score:
    """Credit over weight, and how many requirements are in which state."""

    score: Decimal | None
    """None where nothing counts."""
    weight: int
    states: Mapping[str, int]

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        told = None if self.score is None else str(self.score)
        return {"score": told, "weight": self.weight, "states": dict(self.states)}


def score(results: Iterable[Mapping[str, Any]]) -> Score:
    """The weighted share of what is lived; what does not apply is left out, all else counts."""
    total, reached = 0, NONE
    states: dict[str, int] = dict.fromkeys(STATES, 0)
    for row in results:
        states[row["state"]] += 1
        given = credit(row["state"], Decimal(row["reached"]))
        if given is not None:
            total += row["weight"]
            reached += given * row["weight"]
    return Score((reached / total).quantize(STEP) if total else None, total, states)


def chapter_scores(results: Iterable[Mapping[str, Any]]) -> dict[str, Score]:
    """One score per chapter that asks something, by its number as text."""
    by: dict[str, list[Mapping[str, Any]]] = {}
    for row in results:
        by.setdefault(str(row["id"]).split(".")[0], []).append(row)
    return {number: score(rows) for number, rows in by.items()}


def priority(row: Mapping[str, Any]) -> Decimal:
    """How much closing the gap brings for its work: weight times shortfall over effort."""
    given = credit(row["state"], Decimal(row["reached"]))
    if given is None:
        return NONE
    return (Decimal(row["weight"]) * (ONE - given) / Decimal(row["effort"])).quantize(STEP)


def gaps(results: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """What a merchant can close, the most for the least work first; what is not in this version is none."""
    open_ = [row for row in results if row["state"] in {"partly", "not", "no_data"}]
    return sorted(open_, key=lambda row: (-priority(row), _place(row["id"])))


def _place(requirement_id: str) -> tuple[int, ...]:
    return tuple(int(part) for part in requirement_id.split("."))
