"""Which columns of a report are read, and what they are called in the clean table (9.1)."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from luoxuan.warehouse.sources.clean.cells import NUMERIC, is_one_of
from luoxuan.warehouse.sources.detect import Bound
from luoxuan.warehouse.sources.layout import Layout, SourceColumn

ADDED = frozenset({"money", "count", "number"})
"""Kinds whose cells add up."""
_COLUMN_FORMS = (
    "status",
    "flag",
    "match",
    "customer",
    "quality",
    "period_start",
    "period_end",
    "date_in_id",
    "by",
    "shop_named",
)


@dataclass(frozen=True)
class Cell:
    """A column of the clean table: v3 is what the file's fourth column holds; w3 the end of a period in it."""

    column: SourceColumn
    place: int

    @property
    def raw(self) -> str:
        """The text as read."""
        return f"c{self.place}"

    @property
    def light(self) -> str:
        """The text without its outermost wrapping."""
        return f"l{self.place}"

    @property
    def value(self) -> str:
        """The clean value."""
        return f"v{self.place}"

    @property
    def end(self) -> str:
        """The last day of a period."""
        return f"w{self.place}"

    @property
    def precision(self) -> str:
        """How exact a time is."""
        return f"p{self.place}"

    @property
    def name(self) -> str:
        """Clean name."""
        return self.column.name

    @property
    def kind(self) -> str:
        """How it is cleaned."""
        return self.column.kind

    @property
    def is_number(self) -> bool:
        """A decimal in the clean table."""
        return self.kind in NUMERIC


@dataclass(frozen=True)
class Cells:
    """The columns read from one file."""

    bound: Bound
    besides: frozenset[str] = frozenset()
    """Columns somebody else needs: those of persons, where the brand keeps them."""

    @property
    def layout(self) -> Layout:
        """The layout they belong to."""
        return self.bound.layout

    @cached_property
    def used(self) -> tuple[Cell, ...]:
        """Every column that a key, a sum or an emitted row needs, by place."""
        wanted = used_names(self.layout) | self.besides
        return tuple(
            Cell(self.bound.columns[name], place)
            for name, place in sorted(self.bound.places.items(), key=lambda item: item[1])
            if name in wanted
        )

    @cached_property
    def by_name(self) -> dict[str, Cell]:
        """Used columns by clean name; a name that is not here is not in the file."""
        return {cell.name: cell for cell in self.used}

    def named(self, names: tuple[str, ...]) -> list[Cell]:
        """Those of the names that are in the file."""
        return [self.by_name[name] for name in names if name in self.by_name]

    @cached_property
    def keys(self) -> list[Cell]:
        """What identifies a row."""
        return self.named(self.layout.key)

    @cached_property
    def summed(self) -> list[Cell]:
        """Columns the report adds up."""
        return [cell for cell in self.used if cell.column.summed and cell.kind in ADDED]

    @cached_property
    def unused_places(self) -> list[int]:
        """Places nobody reads; they still tell a duplicate from a change."""
        taken = {cell.place for cell in self.used}
        return [place for place in range(len(self.bound.names)) if place not in taken]


SIGNS = frozenset({"<0", ">0", "<=0", ">=0"})
"""Sides of nought a number may be asked for."""


def holds(cell: Cell, texts: tuple[str, ...]) -> str:
    """Whether a cell is one of the texts, or a number on one of those sides of nought; without texts: anything."""
    if cell.is_number and texts and all(text in SIGNS for text in texts):
        return "(" + " OR ".join(f"{cell.value} {text[:-1]} 0" for text in texts) + ")"
    if cell.is_number or cell.kind in ("time", "date", "period"):
        return f"{cell.value} IS NOT NULL"
    return is_one_of(cell.value, texts)


def used_names(layout: Layout) -> frozenset[str]:
    """Columns that a key, a sum or an emitted row needs."""
    names = {*layout.key, *layout.order_key, *layout.rollup}
    names |= {n for n in (layout.as_of.column, layout.currency_column) if n}
    names |= {c.name for c in layout.columns if c.reversal or (c.summed and c.kind in ADDED)}
    for check in layout.footer:
        names |= {*check.where, *(name for name in (check.column, check.rollup) if name)}
    for emit in layout.emit:
        names |= {*emit.once_per, *emit.where}
        for component in emit.each:
            forms = (component.amount, component.base_amount, component.rate)
            for field in (
                *forms,
                component.fee_type if isinstance(component.fee_type, dict) else None,
            ):
                names.update(field_names(field) if field is not None else ())
        for field in emit.fields.values():
            names.update(field_names(field))
    return frozenset(names)


def field_names(field: Any) -> Iterator[str]:
    """Source columns a field speaks of."""
    if isinstance(field, str):
        yield field
        return
    for form, part in field.items():
        if form in _COLUMN_FORMS and isinstance(part, str):
            yield part
        elif form == "where" and isinstance(part, dict):
            yield from part
        elif form in _INNER_FORMS:
            for each in part if isinstance(part, list) else [part]:
                yield from field_names(each)


_INNER_FORMS = frozenset(
    {
        "coalesce",
        "sum",
        "subtract",
        "divide",
        "multiply",
        "negate",
        "abs",
        "nonzero",
        "only",
        "join",
        "on",
        "signed",
        "masked",
        "numbered",
    }
)
