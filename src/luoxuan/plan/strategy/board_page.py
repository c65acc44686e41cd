"""What the page of a SWOT board shows (6.2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from luoxuan.foundation.people import selectors as people
from luoxuan.metrics import METRICS, Figure
from luoxuan.plan.strategy import figures, selectors, words
from luoxuan.plan.strategy.models import SwotBoard, SwotEvidence, SwotItem

if TYPE_CHECKING:
    from luoxuan.foundation.people.access import Scope


@dataclass(frozen=True)
class Shown:
    """One piece of evidence as a page shows it."""

    evidence: SwotEvidence
    label: str
    href: str
    figure: Figure | None = None
    unit: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Quadrant:
    """One of the four, with its items."""

    key: str
    title: str
    hint: str
    items: list[tuple[SwotItem, list[Shown]]]


def board_context(scope: "Scope", board: SwotBoard, at: datetime) -> dict[str, Any]:
    """Quadrants, moves, standing, and the lists a move is made of."""
    items = list(board.items.all())
    shown = evidence_shown(scope, [proof for item in items for proof in item.evidence.all()])
    by_item: dict[int, list[Shown]] = {}
    for one in shown:
        by_item.setdefault(one.evidence.item_id, []).append(one)
    hints = words.quadrant_hints()
    return {
        "scope": scope,
        "board": board,
        "boards": selectors.boards_of(scope.brand),
        "standing": selectors.board_standing(board, at),
        "quadrants": [
            Quadrant(
                key, str(label), hints[SwotItem.Quadrant(key)],
                [(item, by_item.get(item.pk, [])) for item in items if item.quadrant == key],
            )
            for key, label in SwotItem.Quadrant.choices
        ],
        "choices": SwotItem.Quadrant.choices,
        "inside": [item for item in items if item.quadrant in "SW"],
        "outside": [item for item in items if item.quadrant in "OT"],
        "moves": list(board.moves.all()),
        "may_write": scope.may("plan.write"),
    }  # fmt: skip


def evidence_shown(scope: "Scope", proofs: Iterable[SwotEvidence]) -> list[Shown]:
    """Each piece with its words and address; own figures with their present value."""
    held = list(proofs)
    asked = {proof.pk: _asked(proof) for proof in held}
    now = figures.figures_now(scope, [one for one in asked.values() if one])
    names = {shop.key: shop.name for shop in people.shops_of(scope.brand)}
    return [_shown(scope, proof, asked[proof.pk], now, names) for proof in held]


def _asked(proof: SwotEvidence) -> figures.FigureAsked | None:
    if proof.metric not in METRICS or proof.starts_on is None or proof.ends_on is None:
        return None
    return figures.FigureAsked(proof.metric, proof.starts_on, proof.ends_on, proof.shop_key)


def _shown(
    scope: "Scope",
    proof: SwotEvidence,
    asked: figures.FigureAsked | None,
    now: dict[figures.FigureAsked, Figure],
    names: dict[str, str],
) -> Shown:
    if proof.kind == SwotEvidence.Kind.FIGURE:
        if asked is None:
            return Shown(proof, proof.label, "", reason=_("This figure is no longer made."))
        shop = names.get(asked.shop_key, asked.shop_key) if asked.shop_key else _("All shops")
        label = proof.label or words.metric_word(asked.metric)
        about = f"{label} · {shop} · {asked.first}–{asked.last}"
        unit = METRICS[asked.metric].unit
        href = figures.drill_href(scope.brand, asked) if asked in now else ""
        reason = "" if asked in now else _("You do not see the figures of this shop.")
        return Shown(proof, about, href, now.get(asked), unit, reason)
    if proof.kind in {SwotEvidence.Kind.RESEARCH, SwotEvidence.Kind.RIVAL}:
        if proof.note is None:
            return Shown(proof, proof.label, "", reason=_("The note was removed."))
        href = reverse("strategy:note", args=[scope.brand.key, proof.note_id])
        return Shown(proof, proof.label or f"{proof.note.title} · {proof.note.source}", href)
    return Shown(proof, proof.label or proof.url, proof.url)
