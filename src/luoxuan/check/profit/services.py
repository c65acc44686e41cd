"""Costs and fees typed on a page or by a program: written as a small file through the one door of files (6.6, 9.1).

So there is one source of truth, an entry can be undone like any import, and profit can be asked as of any day.
"""

import csv
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from luoxuan.foundation.intake import services as intake
from luoxuan.foundation.people.models import Brand, User
from luoxuan.foundation.trail.services import trail_record
from luoxuan.warehouse.sources import templates
from luoxuan.warehouse.sources.report import FileReport
from luoxuan.warehouse.sources.templates import OwnTable

MOST_ROWS = 5_000


class CostError(Exception):
    """A cost or fee that cannot be kept."""


def rows_keep(
    *,
    brand: Brand,
    table: OwnTable,
    rows: Sequence[Mapping[str, str]],
    actor: User | None,
    at: datetime,
) -> FileReport:
    """Write the rows, each by the fields of its table; all of them or none. Raises CostError."""
    fields = templates.fields(table)
    strange = sorted({name for row in rows for name in row} - set(fields))
    if strange or not 0 < len(rows) <= MOST_ROWS:
        raise CostError(
            _("Give between 1 and %(most)d rows with these fields: %(fields)s.")
            % {"most": MOST_ROWS, "fields": ", ".join(fields)}
        )
    report = _imported(brand, table, rows, actor, at)
    trail_record(
        brand=brand, actor=actor, verb=f"{table}.kept", subject_type="import",
        subject_id=report.import_id or "", detail={"rows": len(rows)}, at=at,
    )  # fmt: skip
    return report


def _imported(
    brand: Brand,
    table: OwnTable,
    rows: Sequence[Mapping[str, str]],
    actor: User | None,
    at: datetime,
) -> FileReport:
    fields = templates.fields(table)
    name = f"{table}-{at:%Y%m%d%H%M%S%f}.csv"
    with intake.workdir(brand) as folder:
        path = folder / name
        with path.open("w", encoding="utf-8-sig", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(templates.heading(table))
            writer.writerows([row.get(field, "") for field in fields] for row in rows)
        wish = {"brand": brand, "files": [intake.IncomingFile(path, name)], "at": at}
        (tried,) = intake.files_import(**wish, dry_run=True)  # type: ignore[arg-type]
        _refuse_unreadable(tried, len(rows))
        (report,) = intake.files_import(**wish, requested_by=actor)  # type: ignore[arg-type]
    if report.status == "duplicate":
        raise CostError(_("These rows stand already as they are."))
    return report


def _refuse_unreadable(report: FileReport, asked: int) -> None:
    if report.status not in ("imported", "duplicate"):
        raise CostError(report.message)
    if report.quarantined or report.unknown_statuses or report.rows_kept < asked:
        reasons = [*report.quarantined, *report.unknown_statuses]
        raise CostError(
            _(
                "Nothing was written: a cell cannot be read (%(what)s). Write days as 2026-09-01, shares as 5%%."
            )
            % {"what": ", ".join(reasons) or _("the same row twice")}
        )
