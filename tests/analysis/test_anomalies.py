"""Days out of the ordinary are found, ordinary ones are left alone (9.15)."""

from datetime import date, timedelta
from decimal import Decimal
from statistics import median

import numpy as np
import pytest
from benchmarks.anomaly_quality import quality
from benchmarks.anomaly_year import demo_year, made_year

from luoxuan.analysis import anomalies
from luoxuan.analysis.anomalies import AnomaliesQuestion, estimate
from luoxuan.analysis.anomalies.expect import expect
from luoxuan.analysis.anomalies.seasons import seasons
from luoxuan.metrics import Period
from luoxuan.metrics.question import QuestionError
from tests.metrics.tiny import TinySession, file, order

LAST = date(2026, 8, 10)
DAYS = tuple(LAST - timedelta(days=n) for n in range(119, -1, -1))
WEEK = (1.0, 1.0, 1.0, 1.0, 1.2, 1.5, 1.4)


def _course(usual: float, *, seed: int = 1) -> np.ndarray:
    """A shop's orders on the days: weekdays and counting noise."""
    rng = np.random.default_rng(seed)
    return rng.poisson([usual * WEEK[day.weekday()] for day in DAYS]).astype(float)[None]


def _judged(orders: np.ndarray) -> estimate.Judged:
    return estimate.judge(orders, None, seasons(DAYS), counts=orders)


def _out(orders: np.ndarray, side: estimate.Side = "both") -> list[int]:
    found = estimate.out(_judged(orders), score=3.7, share=0.25, side=side)
    return [int(day) for _row, day in np.argwhere(found)]


def test_an_outage_and_a_viral_day_are_found_and_nothing_else() -> None:
    orders = _course(200)
    orders[0, 80] *= 0.3
    orders[0, 100] *= 2
    assert _out(orders) == [80, 100]
    assert _out(orders, "up") == [100]
    assert _out(orders, "down") == [80]


def test_a_day_is_judged_by_the_days_before_it_alone() -> None:
    orders = _course(200)
    whole = _judged(orders).score[0, :100]
    orders[0, 100:] *= 7
    np.testing.assert_array_equal(_judged(orders).score[0, :100], whole)


def test_yesterdays_anomaly_is_not_todays_expectation() -> None:
    orders = _course(200)
    calm = _judged(orders).expected[0, 81]
    orders[0, 80] *= 20
    assert _judged(orders).expected[0, 81] == pytest.approx(calm, rel=0.05)


def test_a_shop_of_three_orders_a_day_does_not_cry_wolf() -> None:
    days = sum(len(_out(_course(3, seed=seed))) for seed in range(40))
    assert days <= 6  # of some 4,000 judged
    orders = _course(3)
    orders[0, 90] = 0
    assert _out(orders) == []
    orders[0, 90] = 30
    assert _out(orders) == [90]


def test_what_is_not_enough_alone_is_enough_in_a_row() -> None:
    orders = _course(40)
    expected = _judged(orders).expected
    orders[0, 90:94] = np.round(expected[0, 90:94] * 0.62)
    assert 90 not in _out(orders)
    assert {92, 93} & set(_out(orders))


def test_a_weekend_is_no_anomaly() -> None:
    orders = np.round(np.array([[200 * WEEK[day.weekday()] for day in DAYS]]))
    judged = _judged(orders)
    assert _out(orders) == []
    np.testing.assert_allclose(judged.expected[0, 49:], orders[0, 49:], rtol=0.06)


def test_without_three_weeks_of_a_past_nothing_is_said() -> None:
    judged = _judged(_course(200))
    assert np.isnan(judged.score[0, :21]).all()
    assert not np.isnan(judged.score[0, 50:]).any()


def test_an_unknown_day_is_not_judged_and_spoils_no_other() -> None:
    orders = _course(200)
    whole = _judged(orders)
    orders[0, 90] = np.nan
    judged = _judged(orders)
    assert np.isnan(judged.score[0, 90])
    assert judged.expected[0, 91] == pytest.approx(whole.expected[0, 91], rel=0.05)


def test_a_rate_of_few_visitors_is_given_more_room() -> None:
    buyers, visitors = _course(40), np.full((1, len(DAYS)), 1000.0)
    visitors[0, 90] = 20.0
    buyers[0, 90] = 3.0
    judged = estimate.judge(buyers, visitors, seasons(DAYS), counts=buyers)
    wide = judged.high[0, 90] - judged.low[0, 90]
    assert wide > 2 * (judged.high[0, 89] - judged.low[0, 89])
    assert abs(judged.score[0, 90]) < 3.7


def test_a_festival_day_is_held_against_the_other_shops() -> None:
    days = tuple(date(2026, 11, 20) - timedelta(days=n) for n in range(119, -1, -1))
    rng = np.random.default_rng(3)
    orders = rng.poisson(300, (6, len(days))).astype(float)
    eleventh = days.index(date(2026, 11, 11))
    orders[:, eleventh] *= 5
    found = estimate.judge(orders, None, seasons(days), counts=orders)
    assert not estimate.out(found, score=3.7, share=0.25, side="both")[:, eleventh].any()
    orders[2, eleventh] /= 6
    found = estimate.judge(orders, None, seasons(days), counts=orders)
    flagged = estimate.out(found, score=3.7, share=0.25, side="both")[:, eleventh]
    assert [int(row) for row in np.flatnonzero(flagged)] == [2]


def test_the_same_festival_a_year_ago_is_known_by_its_own_day() -> None:
    days = tuple(date(2026, 11, 20) - timedelta(days=n) for n in range(699, -1, -1))
    known = seasons(days)
    spring, before = days.index(date(2026, 2, 17)), days.index(date(2025, 1, 29))
    assert known.event[spring]
    assert known.year_ago[spring] == before


def test_expectations_agree_with_the_slow_reference() -> None:
    days = tuple(date(2026, 7, 20) - timedelta(days=n) for n in range(129, -1, -1))
    rng = np.random.default_rng(5)
    orders = rng.poisson(rng.uniform(5, 400, 5)[:, None], (5, len(days))).astype(float)
    orders[1, 70:75] = np.nan
    known = seasons(days)
    with np.errstate(all="ignore"):
        fast, _doubt = expect(orders, orders, known)
    for row, day in ((0, 12), (0, 60), (1, 77), (2, 100), (3, 112), (4, 129)):
        value = _slow_level(orders, row, day, known)
        assert not known.event[day]
        assert fast[row, day] == pytest.approx(np.nan if value is None else value, nan_ok=True)


def _slow_level(orders: np.ndarray, row: int, day: int, known: object) -> float | None:
    """The definition again, a loop at a time."""
    quiet = [n for n in range(day) if not known.event[n]]  # type: ignore[attr-defined]
    past = [
        float(orders[row, n] / w)
        if (w := _slow_weekday(orders, row, n, known)) and not np.isnan(orders[row, n])
        else np.nan
        for n in quiet[-49:]
    ]
    past = [np.nan] * (49 - len(past)) + past
    older, recent = (_mid(part) for part in (past[:28], past[28:]))
    if sum(not np.isnan(v) for v in past) < 21:
        return None
    level = older if recent is None else recent
    slope = 0.0
    if recent and older:
        slope = float(np.log(recent / older)) / 24.5 * 0.5
    ahead = min(max(slope * 11, -0.25), 0.25)
    return (level or 0.0) * float(np.exp(ahead)) * _slow_weekday(orders, row, day, known)


def _slow_weekday(orders: np.ndarray, row: int, day: int, known: object) -> float:
    event, weekday = known.event, known.weekday  # type: ignore[attr-defined]
    shares = []
    for each in range(len(orders)):
        days = [n for n in range(day) if weekday[n] == weekday[day] and not event[n]][-8:]
        ratios = [_share_of_week(orders, each, n, event) for n in days]
        shares.append(_mid(ratios))
    same = [n for n in range(day) if weekday[n] == weekday[day] and not event[n]][-8:]
    per_day = [
        _mid([_share_of_week(orders, each, n, event) for each in range(len(orders))]) for n in same
    ]
    usual = [
        _mid([orders[each, n] for n in range(day) if not event[n]][-49:]) or 0.0
        for each in range(len(orders))
    ]
    pooled = _slow_drawn(_mid([np.nan if v is None else v for v in per_day]), 1.0, sum(usual))
    return min(max(_slow_drawn(shares[row], pooled, usual[row]), 0.2), 5.0)


def _slow_drawn(share: float | None, to: float, orders: float) -> float:
    if share is None:
        return to
    return (orders * share + 8 * to) / (orders + 8)


def _share_of_week(orders: np.ndarray, row: int, n: int, event: np.ndarray) -> float:
    week = [
        orders[row, m]
        for m in range(n - 3, n + 4)
        if 0 <= m < orders.shape[1] and not event[m] and not np.isnan(orders[row, m])
    ]
    around = _mid(week)
    return float(orders[row, n] / around) if around and len(week) >= 6 else float("nan")


def _mid(values: list[float]) -> float | None:
    known = [float(v) for v in values if not np.isnan(v)]
    return median(known) if known else None


def test_clean_years_give_few_false_alarms() -> None:
    clean = made_year(200, seed=8, planted=False)
    for what in ("sales", "orders"):
        found = quality(clean, what)
        assert found.days_flagged <= found.series_days / 1000


def test_planted_days_of_big_shops_are_found() -> None:
    year = made_year(200, seed=7, planted=True)
    found = quality(year, "either")
    assert found.precision > 0.75
    assert found.recall > 0.55


def test_the_demo_years_surprises_are_found() -> None:
    found = quality(demo_year(), "either")
    assert found.precision >= 0.9
    assert found.recall >= 0.7
    assert found.day_precision >= 0.8
    assert found.day_recall >= 0.55


def test_the_question_is_answered_from_the_tables() -> None:
    answer = anomalies.ask(AnomaliesQuestion("orders_paid", Period(LAST, LAST)), _trade(14))
    (found,) = answer.anomalies
    assert (found.day, found.members, found.value) == (LAST, ("a",), 1.0)
    assert found.low < found.expected < found.high
    assert found.score < -3.7
    course = answer.course(("a",))
    assert course is not None
    assert course.values == (1.0,)
    assert anomalies.draw(course, "orders_paid", "CNY")["option"]["series"]


def test_a_day_no_file_covers_is_no_outage() -> None:
    session = _trade(14, covered_to=LAST - timedelta(days=1), last=0)
    answer = anomalies.ask(AnomaliesQuestion("orders_paid", Period(LAST, LAST)), session)
    assert answer.anomalies == ()
    assert answer.judged == 0


def test_a_covered_day_without_orders_is_one() -> None:
    answer = anomalies.ask(AnomaliesQuestion("gmv_paid", Period(LAST, LAST)), _trade(30, last=0))
    assert [each.value for each in answer.anomalies] == [0.0]


def test_an_unknown_metric_is_refused() -> None:
    with pytest.raises(QuestionError):
        anomalies.ask(AnomaliesQuestion("happiness", Period(LAST, LAST)), _trade(1))


def _trade(usual: int, *, last: int = 1, covered_to: date = LAST) -> TinySession:
    """A shop with the same orders every day for ten weeks, and `last` of them on the last day."""
    days = [LAST - timedelta(days=n) for n in range(70)]
    rows = [
        order(f"{day}-{n}", str(Decimal(90 + n)), day=day, shop_key="a")
        for day in days
        for n in range(last if day == LAST else usual)
    ]
    return TinySession(
        orders=rows, source_files=[file("orders", days[-1], covered_to, shop_key="a")]
    )
