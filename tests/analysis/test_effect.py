"""Whether an action worked: recovered effects, honest intervals, and a refusal where it cannot be told (12.4)."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import pytest

from luoxuan.analysis import effect
from luoxuan.analysis.effect import EffectAnswer, EffectQuestion
from luoxuan.analysis.effect.errors import correlations, student
from luoxuan.analysis.effect.estimate import Table, fit
from luoxuan.analysis.effect.placebo import false_effect, widening
from luoxuan.analysis.effect.query import Series
from luoxuan.analysis.effect.weights import projected, simplex_weights
from luoxuan.metrics import Period
from luoxuan.metrics.question import QuestionError
from tests.metrics.tiny import TinySession, file, order, visits

FIRST = date(2026, 6, 21)
"""Eight weeks without a festival or platform event that moves trade."""
BEFORE_DAYS, AFTER_DAYS = 42, 14


def world(seed: int, *, phi: float = 0.4, shops: int = 3, days: int = 70, after: int = 14) -> Table:
    """A treated series and its controls with a common movement, a week and a memory; nothing was done."""
    draw = np.random.default_rng(seed)
    weekday = np.arange(days) % 7
    common = 0.2 * np.sin(2 * np.pi * weekday / 7) + remembered(draw, days, phi, 0.1)
    controls = [np.exp(8 + common + remembered(draw, days, phi, 0.05)) for _ in range(shops)]
    treated = np.exp(9 + common + remembered(draw, days, phi, 0.05))
    return Table(
        place=np.arange(days, dtype=np.float64),
        weekday=weekday.astype(np.float64),
        treated=treated,
        controls=np.stack(controls, axis=1) if shops else np.zeros((days, 0)),
        size=np.ones(days),
        is_after=np.arange(days) >= days - after,
    )


def remembered(draw: np.random.Generator, days: int, phi: float, spread: float) -> np.ndarray:
    """A first-order autoregressive series."""
    found = np.zeros(days)
    for day in range(1, days):
        found[day] = phi * found[day - 1] + draw.normal(0, spread)
    return found


@pytest.mark.clause("12.4")
@pytest.mark.parametrize("shops", [3, 0])
def test_the_interval_holds_nothing_where_nothing_was_done_nine_times_in_ten(shops: int) -> None:
    held = 0
    for seed in range(300):
        table = world(seed, shops=shops)
        widened = 1.0 if shops else widening(table, is_log=True)
        found = fit(table, is_log=True, widened=widened)
        held += found.low <= 0 <= found.high
    assert 0.86 <= held / 300 <= 0.96


def test_a_pretended_start_shows_an_effect_once_in_a_hundred() -> None:
    shown = sum(false_effect(world(seed), is_log=True) is not None for seed in range(100))
    assert shown <= 4


@pytest.mark.parametrize("effect_there", [-900.0, 900.0, 3000.0])
def test_a_constant_effect_is_recovered_within_the_interval(effect_there: float) -> None:
    held = 0
    for seed in range(60):
        table = world(seed)
        table.treated[table.is_after] += effect_there
        found = fit(table, is_log=True)
        held += found.low <= effect_there * AFTER_DAYS <= found.high
    assert held >= 48


def test_identical_shops_show_no_effect_at_all() -> None:
    table = world(1, shops=0)
    twin = replace(table, controls=table.treated[:, None] / 3)
    found = fit(twin, is_log=True)
    assert abs(found.total) < 1e-6 * found.expected_sum
    assert found.high - found.low < 1e-6 * found.expected_sum


def test_without_memory_the_spread_is_that_of_the_regression_text_book() -> None:
    """Kerman, Wang & Vaver 2017: the sum of n forecasts errs by sigma x sqrt(n + n^2 x0'(X'X)^-1 x0)."""
    table = world(5, phi=0.0, shops=1, days=34, after=14)
    found = fit(table, is_log=False)
    before = ~table.is_after
    scaled = table.controls[:, 0] * table.treated[before].mean() / table.controls[before, 0].mean()
    gap = table.treated - scaled
    sigma = float(np.std(gap[before], ddof=1))
    if found.errors.phi > 0:
        sigma, errors = found.errors.sigma, correlations(table.place, found.errors.phi)
    else:
        errors = np.eye(len(gap))
    weights = np.where(table.is_after, 1.0, -14 / 20)
    spread = sigma * float(np.sqrt(weights @ errors @ weights))
    assert found.total == pytest.approx(gap[table.is_after].sum() - 14 * gap[before].mean())
    half = spread * student(0.9, found.errors.freedom)
    assert found.high - found.total == pytest.approx(half, rel=1e-6)


def test_weights_are_those_of_the_mixture_and_lie_in_the_simplex() -> None:
    draw = np.random.default_rng(3)
    controls = draw.normal(size=(80, 5))
    wanted = controls @ np.array([0.7, 0.0, 0.3, 0.0, 0.0])
    assert simplex_weights(wanted, controls) == pytest.approx([0.7, 0, 0.3, 0, 0], abs=1e-4)
    for _ in range(50):
        point = projected(draw.normal(size=6) * 3)
        assert point.sum() == pytest.approx(1)
        assert (point >= 0).all()


@pytest.mark.parametrize(
    ("level", "freedom", "printed"),
    [(0.9, 3, 2.353), (0.9, 10, 1.812), (0.95, 20, 2.086), (0.99, 30, 2.750)],
)
def test_quantiles_are_those_of_the_printed_table(
    level: float, freedom: float, printed: float
) -> None:
    assert student(level, freedom) == pytest.approx(printed, abs=0.01)


def question(**more: object) -> EffectQuestion:
    """Six weeks before and two after, in summer."""
    start = FIRST + timedelta(days=BEFORE_DAYS)
    asked = {
        "metric": "gmv_paid",
        "shops": ("a",),
        "started_on": start,
        "before": Period(FIRST, start - timedelta(days=1)),
        "after": Period(start, start + timedelta(days=AFTER_DAYS - 1)),
        "controls": ("b", "c"),
        **more,
    }
    return EffectQuestion(**asked)  # type: ignore[arg-type]


def amounts(added: int, *, seed: int = 7, gone: tuple[str, ...] = ()) -> Series:
    """Sales of three shops that move together; `added` in shop a from the start on."""
    table = world(seed, shops=2, days=BEFORE_DAYS + AFTER_DAYS, after=AFTER_DAYS)
    columns = {"a": table.treated, "b": table.controls[:, 0], "c": table.controls[:, 1]}
    found = {}
    for shop, values in columns.items():
        for at, value in enumerate(values):
            extra = added if shop == "a" and at >= BEFORE_DAYS else 0
            if shop not in gone or at % 2:
                found[shop, FIRST + timedelta(days=at)] = Decimal(
                    str(round(float(value) + extra, 2))
                )
    return Series(found)


def test_a_clear_gain_is_kept_and_said_in_both_languages() -> None:
    found = effect.answered(question(expected=Decimal(3000)), amounts(4000))
    assert (found.verdict, found.method) == ("kept", "control")
    assert found.low is not None
    assert found.high is not None
    assert found.total is not None
    assert found.low <= 4000 * AFTER_DAYS <= found.high
    assert found.effect_per_day == pytest.approx(found.total / AFTER_DAYS, abs=Decimal("0.001"))
    assert "有效" in found.sentences[0].text("zh")
    assert "It worked" in found.sentences[0].text("en")
    assert found.share_of_expected is not None
    assert found.share_of_expected > 1


def test_what_surely_stays_below_half_of_the_expected_is_not_kept() -> None:
    found = effect.answered(question(expected=Decimal(20000)), amounts(0))
    assert found.verdict == "not_kept"


def test_a_small_effect_beside_a_small_expectation_is_unclear() -> None:
    found = effect.answered(question(expected=Decimal(150)), amounts(0))
    assert found.verdict == "unclear"


def test_a_loss_is_kept_where_a_fall_was_wanted() -> None:
    found = effect.answered(question(wanted="down", expected=Decimal(-3000)), amounts(-4000))
    assert found.verdict == "kept"


def test_without_controls_the_interval_is_wider_and_the_answer_says_so() -> None:
    controlled = effect.answered(question(), amounts(4000))
    alone = effect.answered(question(controls=()), amounts(4000))
    assert alone.method == "before_after"
    assert width(alone) > width(controlled)
    assert any(said.template.id == "effect_by_before" for said in alone.sentences)


def width(answer: EffectAnswer) -> Decimal:
    """How wide the interval is."""
    assert answer.low is not None
    assert answer.high is not None
    return answer.high - answer.low


def test_a_control_whose_data_are_missing_is_left_out_and_named() -> None:
    found = effect.answered(question(), amounts(0, gone=("c",)))
    assert [shop for shop, _weight in found.weights] == ["b"]
    assert any(said.template.id == "effect_control_gone" for said in found.sentences)


def test_a_week_before_tells_nothing() -> None:
    start = FIRST + timedelta(days=BEFORE_DAYS)
    short = Period(start - timedelta(days=7), start - timedelta(days=1))
    found = effect.answered(question(before=short), amounts(4000))
    assert (found.verdict, found.total) == ("unclear", None)
    assert found.sentences[0].template.id == "effect_too_few"


def test_an_effect_that_was_there_before_the_start_makes_it_unclear() -> None:
    moved = dict(amounts(4000).amounts)
    for back in range(1, 12):
        day = FIRST + timedelta(days=BEFORE_DAYS - back)
        moved["a", day] += 6000
    found = effect.answered(question(expected=Decimal(3000)), Series(moved))
    assert found.verdict == "unclear"
    assert any(said.template.id == "effect_placebo" for said in found.sentences)


def test_festival_days_are_left_out_where_enough_days_remain() -> None:
    start = date(2026, 12, 1)
    first = start - timedelta(days=56)
    asked = question(
        started_on=start,
        before=Period(first, start - timedelta(days=1)),
        after=Period(start, start + timedelta(days=20)),
    )
    found = effect.answered(asked, Series(flat(first, 77)))
    assert found.days_before + found.days_after < 77
    assert any(said.template.id == "effect_left_out" for said in found.sentences)
    assert date(2026, 11, 11) not in {point.day for point in found.days}


def flat(first: date, days: int) -> dict[tuple[str, date], Decimal]:
    """Three shops with a week and a little noise."""
    draw = np.random.default_rng(11)
    return {
        (shop, first + timedelta(days=at)): Decimal(
            1000 + 40 * (at % 7) + int(draw.integers(0, 50))
        )
        for shop in "abc"
        for at in range(days)
    }


@pytest.mark.parametrize(
    "wrong",
    [
        {"metric": "nothing"},
        {"shops": ()},
        {"controls": ("a",)},
        {"started_on": FIRST},
        {"products": ("p",), "campaign": "c"},
    ],
)
def test_a_question_without_sense_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(QuestionError):
        effect.ask(question(**wrong), TinySession())


def test_sales_and_conversion_are_read_through_the_metrics() -> None:
    session = small_brand()
    sales = effect.ask(question(controls=("b",)), session)
    assert sales.days[0].actual == Decimal(100)
    assert sales.days[-1].actual == Decimal(200)
    assert sales.effect_per_day is not None
    assert abs(sales.effect_per_day - 100) < 15
    rate = effect.ask(question(metric="conversion", controls=("b",)), session)
    assert rate.days[0].actual == Decimal("0.1")
    assert rate.effect_per_day is not None
    assert abs(rate.effect_per_day - Decimal("0.1")) < Decimal("0.02")
    assert rate.total is not None
    assert abs(rate.total - 2 * AFTER_DAYS) < 6


def small_brand() -> TinySession:
    """Two shops, two orders and twenty visitors a day; shop a doubles from the start on."""
    orders, traffic = [], []
    for at in range(BEFORE_DAYS + AFTER_DAYS):
        day = FIRST + timedelta(days=at)
        for shop in "ab":
            is_more = shop == "a" and at >= BEFORE_DAYS
            worth = "200" if is_more else str(100 + (at * 7 + (shop == "b")) % 3 * (shop == "b"))
            orders.append(order(f"{shop}{at}", worth, shop_key=shop, day=day))
            bought = 4 if is_more else 2
            traffic.append(visits(20, shop_key=shop, day=day, paid_buyers=bought, grain="shop"))
    last = FIRST + timedelta(days=BEFORE_DAYS + AFTER_DAYS - 1)
    files = [file("orders", FIRST, last, shop_key=shop) for shop in "ab"]
    files += [file("traffic", FIRST, last, shop_key=shop) for shop in "ab"]
    return TinySession(orders=orders, traffic_daily=traffic, source_files=files)
