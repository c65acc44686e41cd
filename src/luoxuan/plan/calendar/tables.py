"""Entries as a table, for the page and for files (6.4)."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from luoxuan.charts.table import Cell, Column, Row, Table
from luoxuan.foundation.people import selectors as people

if TYPE_CHECKING:
    from luoxuan.foundation.people.access import Scope
    from luoxuan.plan.calendar.models import CalendarEntry


def entries_table(
    scope: "Scope", entries: Sequence["CalendarEntry"], odd: Collection[int], *, export: str
) -> Table:
    """One row per entry; in a file (no `export`) with the numbers an import knows entries by."""
    shops = {shop.key: shop.name for shop in people.shops_of(scope.brand)}
    return Table(
        columns=(
            Column("title", _("Title")),
            Column("kind", _("Kind")),
            Column("starts_on", _("Begins on"), "day"),
            Column("ends_on", _("Ends on"), "day"),
            Column("shop", _("Shop")),
            Column("skus", _("SKUs")),
            Column("amount", _("Cost"), "money"),
            Column("state", _("State")),
            Column("owner", _("Responsible")),
            Column("conflict", _("Conflict")),
            *(() if export else (Column("uid", _("Number")),)),
        ),
        rows=tuple(
            _row(scope, entry, shops, entry.pk in odd, with_uid=not export) for entry in entries
        ),
        caption=_("Calendar"),
        key="calendar",
        export_href=export,
        empty_title=_("Nothing is planned for these days."),
        empty_text=_("Add an entry, or import a workbook."),
    )


def _row(
    scope: "Scope", entry: "CalendarEntry", shops: dict[str, str], is_odd: bool, *, with_uid: bool
) -> Row:
    href = reverse("calendar:entry", args=[scope.brand.key, entry.pk])
    return Row(
        (
            Cell(entry.title, href=href),
            str(entry.get_kind_display()),
            entry.starts_on,
            entry.ends_on,
            shops.get(entry.shop_key, entry.shop_key) or _("Every shop"),
            ", ".join(entry.skus),
            entry.amount,
            str(entry.get_state_display()),
            entry.owner.name if entry.owner else "",
            _("yes") if is_odd else "",
            *((entry.uid,) if with_uid else ()),
        ),
        href=href,
    )
