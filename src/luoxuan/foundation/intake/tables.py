"""The tables of the import pages."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from luoxuan.charts.table import Cell, Column, Row, Table
from luoxuan.foundation.intake import selectors, words
from luoxuan.foundation.intake.models import BrandLayout, Import
from luoxuan.foundation.intake.selectors import Freshness, RejectedRow
from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.people.models import Brand


def shop_names(brand: Brand) -> dict[str, str]:
    """The shops' names by their keys."""
    return {shop.key: shop.name for shop in people.shops_of(brand)}


def imports_table(brand: Brand, imports: Iterable[Import]) -> Table:
    """One row per file, newest first."""
    names = shop_names(brand)
    return Table(
        columns=(
            Column("file", _("File")),
            Column("status", _("Status"), "status"),
            Column("platform", _("Platform")),
            Column("shop", _("Shop")),
            Column("kept", _("Rows kept"), "count"),
            Column("quarantine", _("Quarantine"), "count"),
            Column("at", _("When"), "time"),
            Column("who", _("Who")),
        ),
        rows=tuple(_import_row(brand, row, names) for row in imports),
        key="imports",
        empty_title=_("No file yet"),
        empty_text=_("Drop the export files of your shops above; nothing has to be typed."),
    )


def _import_row(brand: Brand, row: Import, names: dict[str, str]) -> Row:
    status = "undone" if row.undone_at else row.status
    platforms = dict.fromkeys(words.word(words.PLATFORMS, r.get("platform")) for r in row.reports)
    return Row(
        (
            row.name,
            Cell(words.word(words.STATUSES, status), kind=words.STATUS_KINDS[status]),
            "、".join(filter(None, platforms)),
            names.get(row.shop, row.shop),
            sum(report["rows_kept"] for report in row.reports),
            sum(sum(report["quarantined"].values()) for report in row.reports),
            row.at,
            str(row.requested_by or _("by itself")),
        ),
        href=reverse("intake:import_page", args=[brand.key, row.import_id]),
    )


def freshness_table(brand: Brand, rows: Iterable[Freshness], today: date) -> Table:
    """How far each report of each shop reaches."""
    names = shop_names(brand)
    titles = {key.partition("@")[0]: t for key, t in selectors.layout_titles(brand).items()}
    return Table(
        columns=(
            Column("shop", _("Shop")),
            Column("platform", _("Platform")),
            Column("report", _("Report")),
            Column("from", _("From"), "day"),
            Column("to", _("To"), "day"),
            Column("state", _("State"), "status"),
            Column("gaps", _("Days missing in between")),
        ),
        rows=tuple(_freshness_row(row, names, titles, today) for row in rows),
        key="freshness",
    )


def _freshness_row(
    row: Freshness, names: dict[str, str], titles: dict[str, str], today: date
) -> Row:
    behind = row.days_behind(today)
    late = ngettext("%(days)d day behind", "%(days)d days behind", behind) % {"days": behind}
    state = Cell(late, kind="warning") if behind else Cell(_("Up to date"), kind="good")
    gaps = [str(a) if a == b else f"{a} – {b}" for a, b in row.gaps]
    return Row(
        (
            names.get(row.shop, row.shop) if row.shop else _("The whole brand"),
            words.word(words.PLATFORMS, row.platform),
            titles.get(f"{row.platform}/{row.dataset}", row.dataset),
            row.first_day,
            row.last_day,
            state,
            "、".join(gaps) or "—",
        )
    )


def rejected_table(rows: Iterable[RejectedRow]) -> Table:
    """Quarantined rows, their cells without the personal ones."""
    return Table(
        columns=(
            Column("row", _("Row")),
            Column("reason", _("Reason")),
            Column("detail", _("What to do")),
            Column("cells", _("Cells")),
        ),
        rows=tuple(
            Row((str(row.row_no), row.reason_word, words.sentence(row.detail), _cells(row)))
            for row in rows
        ),
        key="rejected",
    )


def _cells(row: RejectedRow) -> str:
    return " · ".join(f"{name}: {text}" for name, text in row.shown)


def preview_table(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> Table:
    """The first rows of a file as they stand in it."""
    width = len(header)
    return Table(
        columns=tuple(Column(f"c{n}", name) for n, name in enumerate(header)),
        rows=tuple(Row(tuple([*map(str, row), *[""] * width][:width])) for row in rows),
    )


def layouts_table(layouts: Iterable[BrandLayout]) -> Table:
    """The brand's own layouts."""
    return Table(
        columns=(
            Column("report", _("Report")),
            Column("key", _("Short key")),
            Column("version", _("Version"), "count"),
            Column("who", _("Who")),
            Column("at", _("When"), "time"),
        ),
        rows=tuple(
            Row((row.layout["title"], row.dataset, row.version, str(row.created_by or "—"), row.at))
            for row in layouts
        ),
    )


def sums_table(sums: dict[str, str]) -> Table:
    """Exact sums of the kept rows by column."""
    return Table(
        columns=(Column("column", _("Column of the file")), Column("sum", _("Sum"))),
        rows=tuple(Row((name, text)) for name, text in sums.items()),
        caption=_("Sums of the rows kept"),
    )
