"""The specifications that the page's script draws."""

import json
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoxuan import charts
from luoxuan.charts import Around, Bar, ChartError, Ends, Line, Mark, Measure, sparkline

DAYS = [date(2026, 11, 9) + timedelta(days=n) for n in range(4)]
MONEY = Measure("money")
STEPS = st.lists(st.decimals(-1000, 1000, places=2), min_size=1, max_size=8)


def test_a_gap_stays_a_gap() -> None:
    spec = charts.line(DAYS, [Line("A", (Decimal(1), None, Decimal("2.5"), 3))], MONEY)
    series = spec["option"]["series"][0]
    assert [point["value"] for point in series["data"]] == [1.0, None, 2.5, 3.0]
    assert series["connectNulls"] is False


def test_a_value_between_two_gaps_keeps_its_dot() -> None:
    lonely = charts.line(DAYS, [Line("A", (1, None, 2, None))], MONEY)["option"]["series"][0]
    joined = charts.line(DAYS, [Line("A", (1, 2, None, None))], MONEY)["option"]["series"][0]
    assert (lonely["showSymbol"], joined["showSymbol"]) == (True, False)


def test_festivals_are_flagged_on_their_day() -> None:
    spec = charts.line(DAYS, [Line("A", (1, 2, 3, 4))], MONEY)
    flags = spec["option"]["series"][0]["markLine"]["data"]
    assert [(flag["xAxis"], flag["name"]["zh"]) for flag in flags] == [("2026-11-11", "双11")]


@pytest.mark.parametrize(
    ("first", "last", "names"),
    [
        (date(2026, 2, 17), date(2026, 2, 17), ["春节"]),
        (date(2026, 6, 1), date(2026, 12, 31), ["618", "双11", "双12"]),
        (date(2026, 12, 13), date(2027, 2, 5), []),
    ],
)
def test_marks_of_a_period(first: date, last: date, names: list[str]) -> None:
    found = [mark.name for mark in charts.marks_between(first, last)]
    assert [name if isinstance(name, str) else name["zh"] for name in found] == names


def test_an_unfinished_last_day_is_hatched_and_has_no_figure_of_its_own() -> None:
    around = Around(is_last_incomplete=True, target=Decimal(3), events=(Mark(DAYS[1], "上新"),))
    series = charts.line(DAYS, [Line("A", (1, 2, 3, 4))], MONEY, around)["option"]["series"]
    assert series[-1]["data"] == [None, None, None, 1]
    assert series[-1]["itemStyle"]["decal"]["symbol"] == "rect"
    names = [mark["name"] for mark in series[0]["markLine"]["data"]]
    assert names == [{"zh": "双11", "en": "Double 11"}, "上新", ""]


def test_more_lines_than_can_be_told_apart_are_refused() -> None:
    lines = [Line(str(n), (n, n, n, n)) for n in range(8)]
    with pytest.raises(ChartError, match="8 lines"):
        charts.line(DAYS, lines, MONEY)
    shown, left_out = charts.leading(lines)
    assert ([one.name for one in shown], left_out) == (["7", "6", "5", "4", "3", "2"], 2)


@pytest.mark.parametrize(
    "line", [Line("A", (1, 2)), Line("A", (1, 2, 3, 4), hrefs=("/a",))]
)  # fmt: skip
def test_a_line_that_does_not_fit_its_days_is_refused(line: Line) -> None:
    with pytest.raises(ChartError, match="4 days"):
        charts.line(DAYS, [line], MONEY)


def test_a_point_leads_to_its_rows() -> None:
    line = Line("A", (1, 2, 3, 4), hrefs=("/1", "/2", "/3", ""))
    data = charts.line(DAYS, [line], MONEY)["option"]["series"][0]["data"]
    assert [point.get("href") for point in data] == ["/1", "/2", "/3", None]


def test_bars_start_at_zero() -> None:
    spec = charts.bar([Bar("A", 3), Bar("B", None)], Measure("count"))
    axis = spec["option"]["xAxis"]
    assert "scale" not in axis
    assert "min" not in axis


def test_a_contribution_has_the_colour_of_its_direction() -> None:
    data = charts.contribution([Bar("A", 3, "/a"), Bar("B", -2)], MONEY)["option"]["series"][0][
        "data"
    ]
    assert [(one["value"], one["itemStyle"]["color"]) for one in data] == [
        (3.0, "--rise"),
        (-2.0, "--fall"),
    ]


@given(st.decimals(-1000, 1000, places=2), STEPS)
def test_a_waterfall_ends_where_its_steps_lead(before: Decimal, changes: list[Decimal]) -> None:
    after = before + sum(changes)
    bars = [Bar(str(n), change) for n, change in enumerate(changes)]
    _floor, totals, rises, falls = charts.waterfall(Ends(before, after), bars, MONEY)["option"][
        "series"
    ]
    level = totals["data"][0]
    for up, down in zip(rises["data"][1:-1], falls["data"][1:-1], strict=True):
        level += up["value"] if up else -down["value"]
    assert level == pytest.approx(float(after), abs=1e-6)
    assert totals["data"][-1] == float(after)


def test_a_specification_is_plain_json_in_one_language() -> None:
    around = Around(is_last_incomplete=True)
    spec = charts.line(
        DAYS, [Line({"zh": "全部", "en": "All"}, (Decimal("1.5"), None, 2, 3))], MONEY, around
    )
    english = json.loads(json.dumps(charts.in_language(spec, "en")))
    assert english["option"]["series"][0]["name"] == "All"
    assert english["sign"] == "¥"
    assert "双11" not in json.dumps(english, ensure_ascii=False)


@given(st.lists(st.none() | st.decimals(-1000, 1000, places=2), max_size=30))
def test_a_sparkline_has_one_run_per_stretch_without_gap(values: list[Decimal | None]) -> None:
    runs = "".join("x" if value is not None else " " for value in values).split()
    shape = sparkline.points(values)
    assert len(shape.lines) == len(runs)
    for line, run in zip(shape.lines, runs, strict=True):
        places = [tuple(map(float, pair.split(","))) for pair in line.split(" ")]
        assert len(places) == max(len(run), 2)
        assert all(0 <= x <= shape.width and 0 <= y <= shape.height for x, y in places)
