"""The outlook: what it learned is there, the moving festival is met, its ranges hold."""

from datetime import date, timedelta
from decimal import Decimal
from time import process_time
from typing import Any

import numpy as np
import pytest

from luoxuan.almanac import event_of, events_between
from luoxuan.analysis import outlook
from luoxuan.analysis.outlook import OutlookQuestion, backtest, design, estimate
from luoxuan.metrics import Period
from tests.shared_material import shared

FIRST = date(2023, 1, 1)
WEEKDAY = np.array([-0.10, -0.05, 0.0, 0.0, 0.05, 0.15, -0.05])
MONTH = np.array([0.1, -0.1, 0, 0, 0.05, 0.1, -0.1, -0.1, 0, 0.05, 0.1, 0.05])
NOISE = 0.1


def effect(key: str, offset: int) -> float:
    """What an event does in the made-up world, on the log scale."""
    if key == "spring_festival":
        return -1.0 if -3 <= offset <= 4 else 0.3 if offset < -8 else 0.0
    if key == "double_11":
        return 1.2 if offset == 0 else 0.5 if offset < 0 else -0.2
    return {"618": 0.9 if offset == 0 else 0.2}.get(key, 0.0)


def world(
    count: int, *, seed: int = 0, first: date = FIRST, drift: float = 0.0
) -> tuple[list[date], Any, Any]:
    """Days, values, and the values without noise."""
    dice = np.random.default_rng(seed)
    days = [first + timedelta(n) for n in range(count)]
    level = np.log(10_000) + 0.2 * np.arange(count) / 365
    level = level + np.cumsum(dice.normal(0, drift, count))
    level += WEEKDAY[[day.weekday() for day in days]] + MONTH[[day.month - 1 for day in days]]
    place = {day: n for n, day in enumerate(days)}
    for event in events_between(days[0], days[-1]):
        for day in design.event_days(event):
            if day in place:
                level[place[day]] += effect(event.key, event.offset(day))
    return days, np.exp(level + NOISE * dice.standard_normal(count)), np.exp(level)


def test_the_parameters_of_a_made_up_series_are_found() -> None:
    days, values, _truth = world(3 * 365)
    fitted = estimate.expected(days, values)
    assert fitted is not None
    assert fitted.noise == pytest.approx(NOISE, abs=0.02)
    assert fitted.growth == pytest.approx(0.2, abs=0.15)
    peak = fitted.effect("double_11")[0]
    assert peak == pytest.approx(np.exp(1.2), rel=0.15)
    festival = fitted.effect("spring_festival")
    assert festival[0] == pytest.approx(np.exp(-1.0), rel=0.15)
    at = fitted.shape.trend_columns
    weekday = fitted.beta[at : at + 7] - fitted.beta[at : at + 7].mean()
    assert weekday == pytest.approx(WEEKDAY - WEEKDAY.mean(), abs=0.03)


def test_the_festival_moves_and_the_forecast_with_it() -> None:
    days, values, truth = world(3 * 365 + 60, first=date(2023, 1, 1))
    known = days.index(date(2025, 12, 31)) + 1
    fitted = estimate.fit(days[:known], values[:known])
    assert fitted is not None
    ahead = days[known:]
    made = estimate.forecast(fitted, ahead)
    naive = values[known - 364 : known - 364 + len(ahead)]
    wrong, naively = (np.abs(x - truth[known:]).sum() for x in (made, naive))
    assert wrong < naively / 2
    festival = event_of("spring_festival", 2026)
    assert festival is not None
    low = ahead[int(np.argmin(made))]
    assert abs((low - festival.day).days) <= 4


def test_a_broken_day_does_not_bend_the_forecast() -> None:
    days, values, _truth = world(400)
    whole, broken = values.copy(), values.copy()
    broken[[50, 120, 333]] = 1.0
    ahead = [days[-1] + timedelta(n + 1) for n in range(28)]
    sums = []
    for series in (whole, broken):
        fitted = estimate.fit(days, series)
        assert fitted is not None
        sums.append(float(estimate.forecast(fitted, ahead).sum()))
    assert sums[1] == pytest.approx(sums[0], rel=0.03)


def test_the_range_of_a_month_holds_about_as_often_as_it_says() -> None:
    hits, tries = 0, 40
    for seed in range(tries):
        days, values, _truth = world(730, seed=seed, first=date(2023, 9, 1), drift=0.01)
        known = 700
        fitted = estimate.fit(days[:known], values[:known])
        assert fitted is not None
        spread = backtest.backtest(fitted, values[:known])
        found = backtest.ranged(fitted, spread, days[known:])
        hits += found.total_low <= values[known:].sum() <= found.total_high
    assert 0.70 <= hits / tries <= 0.98


def test_a_day_s_range_is_never_narrower_than_the_noise() -> None:
    days, values, _truth = world(730)
    fitted = estimate.fit(days, values)
    assert fitted is not None
    spread = backtest.backtest(fitted, values)
    found = backtest.ranged(fitted, spread, [days[-1] + timedelta(n + 1) for n in range(90)])
    width = np.log(found.high / found.low) / 2
    assert (width >= backtest.NORMAL_80 * fitted.noise - 1e-9).all()
    assert (np.diff(width) >= -1e-9).all()


def asked(history: Period, horizon: Period) -> OutlookQuestion:
    return OutlookQuestion("gmv_paid", history, horizon)


def test_a_short_history_says_what_it_cannot_know_and_has_a_wider_range() -> None:
    horizon = Period(date(2025, 11, 1), date(2025, 11, 30))
    width = {}
    for count in (60, 730):
        first = date(2025, 10, 31) - timedelta(count - 1)
        days, values, _truth = world(count, first=first)
        question = asked(Period(days[0], days[-1]), horizon)
        answer = outlook.answered(question, outlook.learn(days, values))
        assert answer.total
        assert answer.high
        width[count] = answer.high / answer.total
        said = {sentence.template.id for sentence in answer.basis}
        if count == 60:
            assert {"outlook_no_months", "outlook_unseen"} <= said
            assert "双11" in " ".join(sentence.text() for sentence in answer.basis)
        else:
            assert answer.wape is not None
            assert answer.naive_wape is not None
            assert answer.wape < answer.naive_wape
    assert width[60] > width[730]


def test_two_weeks_of_history_are_no_answer() -> None:
    days, values, _truth = world(14)
    question = asked(Period(days[0], days[-1]), Period(date(2026, 1, 1), date(2026, 1, 31)))
    answer = outlook.answered(question, outlook.learn(days, values))
    assert (answer.total, answer.days) == (None, ())
    assert answer.reason is not None
    assert answer.reason.template.id == "outlook_too_short"


def test_the_percentile_of_what_is_expected_is_a_half() -> None:
    days, values, _truth = world(400)
    horizon = Period(days[-1] + timedelta(1), days[-1] + timedelta(30))
    answer = outlook.answered(
        asked(Period(days[0], days[-1]), horizon), outlook.learn(days, values)
    )
    assert answer.total
    assert answer.low
    assert answer.high
    assert answer.percentile(answer.total) == Decimal("0.5")
    assert answer.percentile(answer.high) == pytest.approx(Decimal("0.9"), abs=Decimal("0.002"))
    assert answer.percentile(answer.low) == pytest.approx(Decimal("0.1"), abs=Decimal("0.002"))
    assert sum(day.expected for day in answer.days) == pytest.approx(
        answer.total, abs=Decimal("0.5")
    )


def test_season_weights_are_heavy_on_double_11_and_light_at_the_festival() -> None:
    days, values, _truth = world(3 * 365)
    fitted = estimate.fit(days, values)
    assert fitted is not None
    year = [date(2026, 1, 1) + timedelta(n) for n in range(365)]
    weights = dict(zip(year, estimate.season_weights(fitted, year), strict=True))
    assert max(weights, key=lambda day: weights[day]) == date(2026, 11, 11)
    assert weights[date(2026, 2, 17)] < min(weights[date(2026, 3, n)] for n in range(2, 30))


def test_gaps_in_the_history_are_gaps_and_no_zeros() -> None:
    days, values, truth = world(500)
    values[100:160] = np.nan
    fitted = estimate.fit(days, values)
    assert fitted is not None
    assert fitted.known_days == 440
    made = estimate.forecast(fitted, days[100:160])
    assert np.abs(made - truth[100:160]).sum() / truth[100:160].sum() < 0.15


def test_three_years_are_learned_and_tried_in_a_blink() -> None:
    days, values, _truth = world(3 * 365)
    times = []
    for _round in range(5):
        began = process_time()
        fitted = estimate.fit(days, values)
        assert fitted is not None
        backtest.backtest(fitted, values)
        times.append(process_time() - began)
    # 30 ms on a quiet machine; other work on the same cores takes its caches.
    assert min(times) < 0.1


def test_on_real_traffic_it_is_no_worse_than_the_naive_forecast() -> None:
    path = shared("data/web-traffic-wikipedia/wikipedia_traffic_daily.csv.gz")
    import pandas as pd

    table = pd.read_csv(path)
    date_column = next(name for name in table.columns if "date" in name.lower() or name == "ds")
    value_column = next(
        name for name in table.columns if name != date_column and table[name].dtype != object
    )
    keys = [name for name in table.columns if name not in {date_column, value_column}]
    groups = [one for _key, one in table.groupby(keys)] if keys else [table]
    better = []
    for group in groups[:6]:
        series = group.groupby(date_column)[value_column].sum().sort_index()
        index = pd.date_range(series.index.min(), series.index.max())
        values = series.set_axis(pd.to_datetime(series.index)).reindex(index).to_numpy(dtype=float)
        days = [stamp.date() for stamp in index]
        fitted = estimate.fit(days[-1095:], values[-1095:])
        if fitted is None:
            continue
        spread = backtest.backtest(fitted, values[-1095:])
        if spread.wape is not None and spread.naive is not None:
            better.append(spread.wape / spread.naive)
    assert better
    assert float(np.median(better)) < 1.0
