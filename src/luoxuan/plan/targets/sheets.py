"""Reading targets and benchmarks back from a workbook."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from luoxuan.documents.sheets import SheetError, sheets_of
from luoxuan.metrics import METRICS
from luoxuan.plan.targets.planned import Planned
from luoxuan.plan.targets.services import BenchmarkDraft, TargetError, changed_months

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 5_000
NODE_COLUMNS = ("Number", "编号", "序号")
BENCHMARK_COLUMNS = 5

Cell = Any


def upload_of(files: Mapping[str, Any]) -> bytes:
    """The uploaded workbook. Raises TargetError where there is none, or it is too big."""
    file = files.get("file")
    if file is None:
        raise TargetError(_("Choose a workbook."))
    if file.size > MOST_BYTES:
        raise TargetError(_("The workbook is bigger than 5 MB."))
    return bytes(file.read())


def rows_of(data: bytes, first: Sequence[str] = ()) -> list[list[Cell]]:
    """The rows of the first sheet, or of the first that has a row beginning with one of the words. Raises TargetError."""
    try:
        sheets = sheets_of(data)
    except SheetError as error:
        raise TargetError(_("This is no workbook: save it as .xlsx.")) from error
    for rows in sheets:
        for n, row in enumerate(rows):
            if row and str(row[0]).strip() in first:
                return [list(one) for one in rows[n : n + MOST_ROWS]]
    return [list(row) for row in sheets[0][:MOST_ROWS]] if sheets and not first else []


def grid_read(planned: Planned, data: bytes) -> dict[int, dict[date, Decimal | None]]:
    """The months that differ, by node: the workbook as it was exported, numbers changed. Raises TargetError."""
    rows = rows_of(data, (*NODE_COLUMNS, _("Number")))
    if not rows:
        raise TargetError(_("The first column must be the node's number, as in the export."))
    heads = [_month(cell) for cell in rows[0]]
    found: dict[int, dict[date, Decimal | None]] = {}
    for n, row in enumerate(rows[1:], start=2):
        if not row or str(row[0]).strip() == "":
            continue
        node = planned.node(_node_id(row[0], n))
        if node is None:
            raise TargetError(
                _("Row %(n)d: node %(id)s is not of this tree.") % {"n": n, "id": row[0]}
            )
        months = {
            month: _amount(cell, n)
            for month, cell in zip(heads, row, strict=False)
            if month in planned.tree.months()
        }
        news = changed_months(planned, node, {m: v for m, v in months.items() if m is not None})
        if news:
            found[node.pk] = news
    return found


def benchmarks_read(data: bytes) -> list[BenchmarkDraft]:
    """A row per figure: figure (name or id), value, year, of whom, source, address. Raises TargetError."""
    rows = rows_of(data)
    names = {word.casefold(): key for key, metric in METRICS.items()
             for word in (key, metric.name.zh, metric.name.en)}  # fmt: skip
    found = []
    for n, row in enumerate(rows, start=1):
        texts = [str(cell).strip() for cell in row]
        if not any(texts) or (n == 1 and texts[0].casefold() not in names):
            continue
        if len(texts) < BENCHMARK_COLUMNS:
            raise TargetError(
                _("Row %(n)d: figure, value, year, of whom, source, address.") % {"n": n}
            )
        metric = names.get(texts[0].casefold())
        if metric is None:
            raise TargetError(
                _("Row %(n)d: there is no figure %(name)s.") % {"n": n, "name": texts[0]}
            )
        value, year = _amount(row[1], n), _amount(row[2], n)
        if value is None or year is None:
            raise TargetError(_("Row %(n)d: value and year are numbers.") % {"n": n})
        url = texts[5] if len(texts) > BENCHMARK_COLUMNS else ""
        found.append(BenchmarkDraft(metric, value, int(year), texts[4], texts[3], url))
    if not found:
        raise TargetError(_("The workbook has no row to import."))
    return found


def _month(cell: Cell) -> date | None:
    if isinstance(cell, date):
        return date(cell.year, cell.month, 1)
    try:
        return date.fromisoformat(f"{str(cell).strip()}-01")
    except ValueError:
        return None


def _node_id(cell: Cell, n: int) -> int:
    value = _amount(cell, n)
    return int(value) if value is not None else 0


def _amount(cell: Cell, n: int) -> Decimal | None:
    text = str(cell).replace(",", "").strip()
    if not text:
        return None
    try:
        value = Decimal(text)
    except InvalidOperation as error:
        raise TargetError(
            _("Row %(n)d: %(text)s is no number.") % {"n": n, "text": text[:40]}
        ) from error
    if not value.is_finite():
        raise TargetError(_("Row %(n)d: %(text)s is no number.") % {"n": n, "text": text[:40]})
    return value
