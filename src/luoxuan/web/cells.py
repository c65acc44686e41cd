"""The cells of a table as HTML: ten thousand rows must not go through the template engine one by one."""

from typing import Any

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from luoxuan.charts.table import Cell, Column, Row, Table
from luoxuan.web import formats, markup, spark


def body_html(table: Table) -> SafeString:
    """All rows."""
    return _joined(_row_html(table.columns, row) for row in table.rows)


def foot_html(table: Table) -> SafeString:
    """The sum row; a column whose sum would not be lawful stays empty."""
    return _joined(
        _sum_html(column, cell)
        for column, cell in zip(table.columns[1:], table.sum_cells()[1:], strict=True)
    )


def value_html(column: Column, cell: Cell) -> SafeString:
    """The value of a cell in its column's unit."""
    value, reason = cell.value, cell.reason
    match column.unit:
        case "money":
            return markup.amount(value, currency=column.currency, reason=reason)
        case "delta":
            return markup.change(value, direction=column.direction, reason=reason)
        case "delta_points":
            return markup.change(value, unit="points", direction=column.direction, reason=reason)
        case "count" | "days":
            return _whole(value, reason)
        case "share" | "ratio" | "points":
            return markup.figure(value, column.unit, reason=reason)
        case "trend":
            return spark.spark_html(value or ())
        case "status":
            return markup.status(cell.kind, markup.words(value))
        case _:
            return _plain(column, value, reason)


def _plain(column: Column, value: Any, reason: str) -> SafeString:
    if value is None or value == "":
        return markup.nothing(reason) if reason else SafeString(formats.NOTHING)
    if column.unit == "day":
        return markup.day(value)
    return markup.moment(value) if column.unit == "time" else escape(markup.words(value))


def _whole(value: Any, reason: str) -> SafeString:
    value, reason, _currency = markup.unfold(value, reason)
    found = formats.number(value)
    if found is None:
        return markup.nothing(reason)
    return format_html('<span class="figure">{}</span>', formats.full(found))


def _row_html(columns: tuple[Column, ...], row: Row) -> SafeString:
    cells = row.all_cells()
    first = _linked(value_html(columns[0], cells[0]), cells[0].href or row.href, cells[0].note)
    head = format_html(
        '<th scope="row" class="{}"{}>{}</th>',
        _classes(columns[0]), _sort_key(columns[0], cells[0]), first,
    )  # fmt: skip
    rest = _joined(
        format_html(
            '<td data-column="{}" class="{}"{}>{}</td>',
            column.key, _classes(column), _sort_key(column, cell),
            _linked(value_html(column, cell), cell.href, cell.note),
        )
        for column, cell in zip(columns[1:], cells[1:], strict=True)
    )  # fmt: skip
    return format_html("<tr>{}{}</tr>", head, rest)


def _sum_html(column: Column, cell: Cell) -> SafeString:
    shown = SafeString("") if cell.value == "" else value_html(column, cell)
    return format_html(
        '<td data-column="{}" class="{}">{}</td>',
        column.key, _classes(column), _linked(shown, cell.href, cell.note),
    )  # fmt: skip


def _classes(column: Column) -> str:
    """Right-aligned figures; hidden until chosen."""
    return " ".join(
        filter(None, ("number" if column.is_numeric else "", "off" if column.is_hidden else ""))
    )


def _sort_key(column: Column, cell: Cell) -> SafeString:
    if not column.is_numeric or column.unit == "trend":
        return SafeString("")
    value, _reason, _currency = markup.unfold(cell.value)
    found = formats.number(value)
    return format_html(' data-value="{}"', "" if found is None else f"{found:f}")


def _linked(shown: SafeString, href: str, note: str) -> SafeString:
    linked = format_html('<a href="{}" class="drill">{}</a>', href, shown) if href else shown
    if not note:
        return linked
    return format_html('{}<small class="cell-note">{}</small>', linked, markup.words(note))


def _joined(parts: Any) -> SafeString:
    """Parts are safe already: each comes out of format_html."""
    return mark_safe("".join(parts))  # noqa: S308


def sums_label(table: Table) -> str:
    """What the sum row is called."""
    return table.sums_label or _("Total")
