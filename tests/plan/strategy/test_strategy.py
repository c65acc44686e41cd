"""Objectives, moves, evidence and alignment (5.1, 6.2)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoxuan.foundation.people.access import scope_of
from luoxuan.foundation.people.models import Brand
from luoxuan.foundation.trail.models import TrailEntry
from luoxuan.metrics import METRICS
from luoxuan.plan.strategy import alignment, selectors, services
from luoxuan.plan.strategy.models import Objective, SwotItem, SwotMove
from luoxuan.plan.strategy.presets import PRESETS, preset_of
from luoxuan.plan.strategy.services.objectives import emphasis_checked
from tests.people_there import AT, brand_there, member_there
from tests.plan.strategy.there import (
    FIRST,
    LAST,
    board_there,
    evidence_there,
    item_there,
    move_there,
    note_there,
    objective_there,
)


@pytest.fixture
def brand(db: None) -> Brand:
    return brand_there()


@pytest.mark.parametrize("preset", PRESETS, ids=lambda p: p.kind)
def test_a_preset_weighs_known_figures_and_comes_to_one(preset: object) -> None:
    emphasis = preset.emphasis  # type: ignore[attr-defined]
    assert {one["metric"] for one in emphasis} <= set(METRICS)
    assert sum(Decimal(one["weight"]) for one in emphasis) == 1


@pytest.mark.clause("5.1")
def test_the_two_examples_of_the_standard_are_presets_word_for_word() -> None:
    told = {p.zh: p.lean_zh for p in PRESETS if p.is_of_standard}
    assert told == {
        "开拓新市场": "运营重点应偏向新客获取和品牌认知",
        "提升市场份额": "应侧重于用户复购和客单价提升",
    }


@given(st.lists(st.integers(1, 99), min_size=1, max_size=6))
def test_weights_are_kept_only_where_they_come_to_one(parts: list[int]) -> None:
    emphasis = [(m, Decimal(n) / 100) for m, n in zip(METRICS, parts, strict=False)]
    if sum(parts) == 100:
        kept = emphasis_checked(emphasis)
        assert sum(Decimal(one["weight"]) for one in kept) == 1
    else:
        with pytest.raises(services.StrategyError):
            emphasis_checked(emphasis)


def test_a_refused_objective_leaves_nothing(brand: Brand) -> None:
    written = TrailEntry.objects.count()
    bad = [
        services.ObjectiveDraft("profit", "x", LAST, FIRST),
        services.ObjectiveDraft("fame", "x", FIRST, LAST),
        services.ObjectiveDraft("profit", "  ", FIRST, LAST),
        services.ObjectiveDraft("profit", "x", FIRST, LAST, emphasis=[("nothing", Decimal(1))]),
    ]
    for draft in bad:
        with pytest.raises(services.StrategyError):
            services.objective_save(brand=brand, draft=draft, actor=None, at=AT)
    assert (Objective.objects.count(), TrailEntry.objects.count()) == (0, written)


def test_an_objective_is_dropped_with_a_reason_only(brand: Brand) -> None:
    one = objective_there(brand)
    with pytest.raises(services.StrategyError):
        services.objective_state_set(objective=one, state="dropped", actor=None, at=AT)
    one.refresh_from_db()
    assert one.state == "draft"
    services.objective_state_set(
        objective=one, state="dropped", reason="资源不足", actor=None, at=AT
    )
    with pytest.raises(services.StrategyError):
        services.objective_save(
            brand=brand, draft=services.ObjectiveDraft("profit", "y", FIRST, LAST),
            objective=Objective.objects.get(), actor=None, at=AT,
        )  # fmt: skip
    assert Objective.objects.get().title == "开拓新市场"


@pytest.mark.clause("6.2")
def test_a_move_becomes_one_objective_and_keeps_its_origin(brand: Brand) -> None:
    move = move_there(brand)
    made = services.move_to_objective(move=move, actor=None, at=AT)
    again = services.move_to_objective(move=move, actor=None, at=AT)
    assert (made.pk, made.origin_id, made.starts_on) == (again.pk, move.pk, FIRST)
    preset = preset_of(made.kind)
    assert preset is not None
    assert made.emphasis == preset.emphasis


@pytest.mark.parametrize(("inside", "outside"), [("S", "W"), ("O", "S"), ("O", "T")])
def test_a_move_needs_an_inside_and_an_outside(brand: Brand, inside: str, outside: str) -> None:
    pair = item_there(brand, inside), item_there(brand, outside)
    with pytest.raises(services.StrategyError):
        services.move_make(inside=pair[0], outside=pair[1], text="x", actor=None, at=AT)
    assert not SwotMove.objects.exists()


def test_an_item_a_move_rests_on_stays_where_it_is(brand: Brand) -> None:
    move = move_there(brand)
    written = TrailEntry.objects.count()
    with pytest.raises(services.StrategyError):
        services.item_move(item=move.inside, quadrant="T", actor=None, at=AT)
    with pytest.raises(services.StrategyError):
        services.item_remove(item=move.outside, actor=None, at=AT)
    assert SwotItem.objects.get(pk=move.inside_id).quadrant == "S"
    assert TrailEntry.objects.count() == written


@pytest.mark.clause("6.2")
def test_a_board_tells_its_age_and_its_share_of_evidence(brand: Brand) -> None:
    evidence_there(brand)
    item_there(brand, "W", "客单价低")
    board = board_there(brand)
    board.refresh_from_db()
    standing = selectors.board_standing(board, AT + timedelta(days=40))
    assert (standing.age_days, standing.evidence_share) == (40, Decimal("0.5"))
    assert standing.empty_quadrants == ("O", "T")


@pytest.mark.parametrize(
    "draft",
    [
        services.EvidenceDraft("figure", metric="gmv_paid"),
        services.EvidenceDraft("figure", metric="x", starts_on=FIRST, ends_on=LAST),
        services.EvidenceDraft("research"),
        services.EvidenceDraft("url", url="javascript:alert(1)"),
        services.EvidenceDraft("hearsay"),
    ],
)
def test_evidence_that_shows_nothing_is_refused(
    brand: Brand, draft: services.EvidenceDraft
) -> None:
    item = item_there(brand)
    with pytest.raises(services.StrategyError):
        services.evidence_add(item=item, draft=draft, actor=None, at=AT)
    assert not item.evidence.exists()


@pytest.mark.clause("12.7")
def test_a_note_is_stale_from_its_review_day_on(brand: Brand) -> None:
    note = note_there(brand, date(2026, 12, 1))
    assert selectors.notes_stale(brand, date(2026, 11, 30)) == []
    assert selectors.notes_stale(brand, date(2026, 12, 1)) == [note]


@pytest.mark.clause("5.1")
def test_the_share_aligned_is_told_per_kind_and_seen_by_right(
    brand: Brand, monkeypatch: pytest.MonkeyPatch
) -> None:
    objective_there(brand)

    def provider(_brand: Brand, of: Objective | None) -> list[alignment.AlignedThing]:
        amount = Decimal(300) if of else Decimal(100)
        line = alignment.AlignedThing(
            "budget_line", "预算", "Budget line", "投放", amount=amount, permission="budgets.read"
        )
        return (
            [line, alignment.AlignedThing("target", "目标", "Target", "成交金额")] if of else [line]
        )

    monkeypatch.setattr(alignment, "_providers", [provider])
    money, targets = selectors.alignment_shares(brand)
    assert (money.share, money.amount_share, targets.share) == (
        Decimal("0.5"), Decimal("0.75"), Decimal(1),
    )  # fmt: skip
    scope = scope_of(user=member_there(brand, "content_operator"), brand_key=brand.key)
    assert [one.kind for one in selectors.alignment_shares(brand, scope)] == ["target"]
