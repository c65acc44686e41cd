"""Numbers to chart specifications, and the table that stands beside every chart."""

from luoxuan.charts.table import Cell, Column, Row, Sort, Table, table_of

__all__ = ["Cell", "Column", "Row", "Sort", "Table", "table_of"]
