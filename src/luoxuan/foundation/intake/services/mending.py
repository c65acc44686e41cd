"""Rows out of quarantine: a person sets cells right and the file is read again (9.2)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from luoxuan.foundation.intake import selectors
from luoxuan.foundation.intake.models import Import, Mending, Original
from luoxuan.foundation.intake.services.errors import (
    ImportNotLiveError,
    ImportUnknownError,
    IntakeError,
)
from luoxuan.foundation.intake.services.imports import files_import, import_undo
from luoxuan.foundation.intake.services.originals import original_open
from luoxuan.foundation.intake.services.reading import IncomingFile
from luoxuan.foundation.intake.services.workdir import workdir
from luoxuan.foundation.people.models import Brand, User
from luoxuan.foundation.trail.services import trail_record
from luoxuan.warehouse.sources.report import FileReport


class MendingError(IntakeError):
    """A correction that cannot be made."""


@dataclass(frozen=True)
class CellCorrection:
    """What a cell of a quarantined row should say."""

    part: str
    row_no: int
    column: str
    text: str


Whole = dict[str, dict[int, dict[str, str]]]


def rows_mend(
    *,
    brand: Brand,
    import_id: str,
    corrections: Sequence[CellCorrection],
    actor: User | None,
    at: datetime,
) -> Import:
    """Read the kept original again with the corrections; the new import takes the place of the old one.

    The new one is written before the old one is undone: killed in between, both stand, and the later wins
    row by row; the same corrections once more end it. What is still wrong is in the new import's quarantine.
    """
    row, original = _mendable(brand, import_id)
    _check(brand, import_id, corrections)
    whole = _with_earlier(row, corrections)
    report = _read_again(row, original, whole, actor, at)
    with transaction.atomic():
        import_undo(brand=brand, import_id=import_id, requested_by=actor, at=at)
        Mending.objects.create(
            brand=brand, old_id=import_id, new_id=report.import_id or "", corrections=_told(whole),
            mended_by=actor, at=at,
        )  # fmt: skip
        trail_record(
            brand=brand, actor=actor, verb="import.mended", subject_type="import",
            subject_id=report.import_id or "", at=at,
            detail={"before": import_id, "rows": len({(c.part, c.row_no) for c in corrections})},
        )  # fmt: skip
    mended = selectors.import_detail(brand, report.import_id or "")
    if mended is None:
        raise MendingError(_("The mended import is gone: it was undone meanwhile."))
    return mended


def _mendable(brand: Brand, import_id: str) -> tuple[Import, Original]:
    row = selectors.import_detail(brand, import_id)
    if row is None:
        raise ImportUnknownError(_("No import %(id)s in this brand.") % {"id": import_id})
    if not row.is_live:
        raise ImportNotLiveError(
            _("Import %(id)s has no rows in the warehouse: it was undone or wrote nothing.")
            % {"id": import_id}
        )
    original = selectors.original_of_import(brand, import_id)
    if original is None:
        raise MendingError(
            _(
                "The original of %(name)s is not kept any more. Download the quarantined rows as a workbook, "
                "mend them there and import the workbook."
            )
            % {"name": row.name}
        )
    return row, original


def _check(brand: Brand, import_id: str, corrections: Sequence[CellCorrection]) -> None:
    if not corrections:
        raise MendingError(_("Nothing was changed: set a cell right first."))
    known = {(r.part, r.row_no): r.cells for r in selectors.rejected_rows(brand, import_id)}
    for one in corrections:
        if one.column not in known.get((one.part, one.row_no), {}):
            raise MendingError(
                _("Row %(row)d has no cell %(column)s in quarantine; load the page anew.")
                % {"row": one.row_no, "column": one.column}
            )


def _with_earlier(row: Import, corrections: Sequence[CellCorrection]) -> Whole:
    """Corrections of a mended import are part of it: mended once more, both count."""
    whole: Whole = {}
    earlier = Mending.objects.filter(brand_id=row.brand_id, new_id=row.import_id).first()
    for part, number, cells in earlier.corrections if earlier else ():
        whole.setdefault(part, {})[int(number)] = dict(cells)
    for one in corrections:
        whole.setdefault(one.part, {}).setdefault(one.row_no, {})[one.column] = one.text
    return whole


def _told(whole: Mapping[str, Mapping[int, Mapping[str, str]]]) -> list[list[object]]:
    return [[part, n, dict(cells)] for part, rows in whole.items() for n, cells in rows.items()]


def _read_again(
    row: Import, original: Original, whole: Whole, actor: User | None, at: datetime
) -> FileReport:
    with workdir(row.brand) as folder:
        file = IncomingFile(
            original_open(original=original, folder=folder),
            row.name,
            original_id=original.original_id,
            corrections=whole,
        )
        reports = files_import(
            brand=row.brand, files=[file], at=at, requested_by=actor, shop=row.shop or None
        )
    for report in reports:
        if report.status in ("imported", "duplicate") and report.import_id:
            return report
    said = " ".join(dict.fromkeys(report.message for report in reports if report.message))
    raise MendingError(_("With these cells the file cannot be read: %(why)s") % {"why": said})
