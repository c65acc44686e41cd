"""The clean table: one pass over the cells as read (9.1)."""

from dataclasses import dataclass
from typing import Any

from luoxuan.warehouse.sources.clean import cells as sql_cells
from luoxuan.warehouse.sources.clean.classify import LABEL, label, why
from luoxuan.warehouse.sources.clean.columns import Cell, Cells
from luoxuan.warehouse.sources.marks import Marks

TABLE = "clean"


@dataclass(frozen=True)
class Manner:
    """How this file's cells are written."""

    marks: Marks
    zone: str
    decimal_comma: bool = False
    is_large: bool = True
    """Worth more ways to read a cell, each of which costs time to prepare."""
    wrapped: frozenset[int] = frozenset()
    """Places where the first rows wrap most cells in tabs or ="…"; elsewhere that is left to the slow way."""


def clean_table(cells: Cells, manner: Manner, source: str) -> str:
    """CREATE TABLE clean: ordinal, clean values, a hash of what is not read, and the reason."""
    names = [f"c{place}" for place in range(len(cells.bound.names))]
    lights = [f"{_light(cell, manner)} AS {cell.light}" for cell in cells.used]
    level = f"SELECT n, {', '.join([*names, *lights])} FROM {source}"
    values = [value for cell in cells.used for value in _values(cell, cells, manner)]
    level = f"SELECT *, {', '.join(values)}, {label(cells)} AS {LABEL} FROM ({level})"
    kept = ["n", *(name for cell in cells.used for name in value_names(cell, cells))]
    return (
        f"CREATE TABLE {TABLE} AS SELECT {', '.join(kept)}, {_rest(cells)} AS rest,"
        f" {why(cells, manner.marks)} AS why FROM ({level})"
    )


def _light(cell: Cell, manner: Manner) -> str:
    return sql_cells.light(cell.raw, manner.marks) if cell.place in manner.wrapped else cell.raw


def value_names(cell: Cell, cells: Cells) -> list[str]:
    """The columns of the clean table that come from one column of the file."""
    names = [cell.value]
    if cell.kind == "period":
        names.append(cell.end)
    if cell.name in precise_names(cells):
        names.append(cell.precision)
    return names


def precise_names(cells: Cells) -> frozenset[str]:
    """Time columns whose precision an emitted row tells: those created_at is filled from."""
    found: set[str] = set()
    for emit in cells.layout.emit:
        if "created_at" in emit.fields:
            found.update(_time_sources(emit.fields["created_at"]))
    return frozenset(
        name for name in found if name in cells.by_name and cells.by_name[name].kind == "time"
    )


def _time_sources(field: Any) -> list[str]:
    if isinstance(field, str):
        return [field]
    inner = field.get("coalesce", field.get("only", []))
    return [
        name
        for each in (inner if isinstance(inner, list) else [inner])
        for name in _time_sources(each)
    ]


def _values(cell: Cell, cells: Cells, manner: Manner) -> list[str]:
    x, marks = cell.light, manner.marks
    if cell.is_number:
        unit = (
            100 if cell.kind == "percent" and _is_in_percent(cells.bound.names[cell.place]) else 1
        )
        made = [
            sql_cells.number_cell(
                x,
                cell.kind,
                unit=unit,
                decimal_comma=manner.decimal_comma,
                is_large=manner.is_large,
            )
        ]
    elif cell.kind == "time":
        made = [sql_cells.time_cell(x, manner.zone, is_large=manner.is_large)]
    elif cell.kind == "date":
        made = [sql_cells.date_cell(x)]
    elif cell.kind == "period":
        made = [sql_cells.date_cell(x, "period_start"), sql_cells.date_cell(x, "period_end")]
    else:
        made = [sql_cells.text_cell(x, marks, is_id=cell.kind in ("id", "personal"))]
    if cell.name in precise_names(cells):
        made.append(sql_cells.precision_cell(x))
    names = value_names(cell, cells)
    return [f"{expression} AS {name}" for expression, name in zip(made, names, strict=True)]


def _is_in_percent(name: str) -> bool:
    """点击率(%): the sign stands in the header, and the cells are bare."""
    return "%" in name or "％" in name


def _rest(cells: Cells) -> str:
    places = cells.unused_places
    return f"hash({', '.join(f'c{place}' for place in places)})" if places else "0::UBIGINT"
