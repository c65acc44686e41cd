"""Numbers to chart specifications, and the table that stands beside every chart.

A specification is `{"unit", "sign", "option"}`: the option is ECharts' own, colours are names of the
page's tokens, texts may be in both languages; one small script draws it.
"""

from luoxuan.charts.bars import Bar, Ends, bar, contribution, waterfall
from luoxuan.charts.frame import ChartError, Line, Measure, Spec, Words, in_language
from luoxuan.charts.lines import Around, leading, line
from luoxuan.charts.marks import Mark, marks_between
from luoxuan.charts.table import Cell, Column, Row, Sort, Table, table_of

__all__ = [
    "Around",
    "Bar",
    "Cell",
    "ChartError",
    "Column",
    "Ends",
    "Line",
    "Mark",
    "Measure",
    "Row",
    "Sort",
    "Spec",
    "Table",
    "Words",
    "bar",
    "contribution",
    "in_language",
    "leading",
    "line",
    "marks_between",
    "table_of",
    "waterfall",
]
