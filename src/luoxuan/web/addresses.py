"""Addresses a component makes: this page with other filters, the sprite, a column to sort by."""

from typing import Any

from django.http import QueryDict
from django.template.context import Context
from django.templatetags.static import static

from luoxuan.charts.table import Column, Table


def sprite() -> str:
    """The file with every sign."""
    return static("web/icons.svg")


def with_query(context: Context, **values: Any) -> str:
    """`?…` of this page with these values; None takes one out; a new filter starts at page one."""
    query = context["request"].GET.copy() if "request" in context else QueryDict(mutable=True)
    if "page" not in values:
        query.pop("page", None)
    for name, value in values.items():
        if value is None:
            query.pop(name, None)
        elif isinstance(value, list | tuple):
            query.setlist(name, [str(one) for one in value])
        else:
            query[name] = str(value)
    return f"?{query.urlencode()}"


def head(column: Column, table: Table, context: Context) -> dict[str, Any]:
    """What a column's head shows: with `table.sort` its link orders in the database."""
    if table.sort is None or column.unit == "trend":
        return {"column": column, "href": "", "order": ""}
    is_here = table.sort.column == column.key
    descends = is_here and table.sort.is_descending
    wanted = column.key if descends or (not is_here and not column.is_numeric) else f"-{column.key}"
    order = ("descending" if descends else "ascending") if is_here else ""
    return {"column": column, "href": with_query(context, sort=wanted), "order": order}
