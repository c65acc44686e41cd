"""Own costs from a workbook: line, day, amount, what for, voucher; every bad row is named, none is half written (11.10)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from luoxuan.charts.table import Column, Table, table_of
from luoxuan.documents.sheets import Sheet, SheetError, sheets_of, table_in
from luoxuan.plan.budgets.models import BudgetLine
from luoxuan.plan.budgets.services import BudgetError, CostDraft, CostRowsError

HEADERS: dict[str, tuple[str, ...]] = {
    "line": ("预算项", "预算项目", "line"),
    "spent_on": ("日期", "付款日期", "date"),
    "amount": ("金额", "金额（元）", "amount"),
    "text": ("摘要", "说明", "text"),
    "reference": ("凭证号", "单号", "voucher"),
}
NEEDED = ("line", "spent_on", "amount", "text")
MOST_ROWS = 5000
CENT = Decimal("0.01")


@dataclass(frozen=True)
class _Cells:
    """One row of the sheet by the names of our columns."""

    number: int
    cells: Mapping[str, Any]

    def text(self, name: str) -> str:
        """A cell as text."""
        value = self.cells.get(name)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return str(value if value is not None else "").strip()


def costs_read(content: bytes, lines: Iterable[BudgetLine]) -> list[CostDraft]:
    """The rows of the first sheet. Raises CostRowsError naming every row that cannot be booked."""
    sheet = _rows(content)
    rows = sheet.rows
    columns = _columns(rows[0] if rows else [])
    missing = [HEADERS[name][0] for name in NEEDED if name not in columns]
    if missing:
        raise BudgetError(
            _("The first row names no column %(names)s: use the template.")
            % {"names": "、".join(missing)}
        )
    if len(rows) > MOST_ROWS + 1:
        raise BudgetError(_("At most %(most)s rows at once.") % {"most": MOST_ROWS})
    known = {line.name: line for line in lines}
    return _drafts(_told(sheet, columns), known)


def template(lines: Iterable[BudgetLine]) -> Table:
    """A workbook with the right first row, and the lines' names to copy."""
    columns = tuple(Column(name, words[0]) for name, words in HEADERS.items())
    rows = ((line.name, "", "", "", "") for line in lines)
    return table_of(columns, rows, caption=_("Costs"))


def _told(sheet: Sheet, columns: Mapping[str, int]) -> list[_Cells]:
    found = []
    for number, row in enumerate(sheet.rows[1:], start=sheet.above + 2):
        cells = {name: row[at] for name, at in columns.items() if at < len(row)}
        # The template's own rows name a line and say nothing else.
        if any(str(value).strip() for name, value in cells.items() if name != "line"):
            found.append(_Cells(number, cells))
    return found


def _drafts(told: Sequence[_Cells], known: Mapping[str, BudgetLine]) -> list[CostDraft]:
    drafts: list[CostDraft] = []
    wrong: list[tuple[int, str]] = []
    vouchers: set[tuple[int, str]] = set()
    for cells in told:
        try:
            draft = _draft(cells, known)
            _once(draft, vouchers)
        except BudgetError as error:
            wrong.append((cells.number, str(error)))
            continue
        drafts.append(draft)
    if wrong:
        raise CostRowsError(
            _("%(n)s rows cannot be booked; nothing was written.") % {"n": len(wrong)}, wrong
        )
    if not drafts:
        raise BudgetError(_("The file has no row with a cost."))
    return drafts


def _once(draft: CostDraft, vouchers: set[tuple[int, str]]) -> None:
    voucher = (draft.line.pk, draft.reference)
    if draft.reference and voucher in vouchers:
        raise BudgetError(_("The voucher stands in the file twice."))
    vouchers.add(voucher)


def _draft(cells: _Cells, known: Mapping[str, BudgetLine]) -> CostDraft:
    name = cells.text("line")
    if name not in known:
        raise BudgetError(_("There is no budget line %(name)s.") % {"name": name or "—"})
    line, day = known[name], _day(cells.cells.get("spent_on"))
    if day.year != line.budget.year:
        raise BudgetError(_("The day is not in %(year)s.") % {"year": line.budget.year})
    text = cells.text("text")
    if not text:
        raise BudgetError(_("Say what it was for."))
    return CostDraft(line, day, _amount(cells.cells.get("amount")), text, cells.text("reference"))


def _amount(cell: Any) -> Decimal:
    text = str(cell if cell is not None else "").strip().lstrip("¥￥").replace(",", "")
    try:
        amount = Decimal(text)
    except InvalidOperation:
        raise BudgetError(_("%(text)s is no amount.") % {"text": text or "—"}) from None
    if not amount.is_finite() or amount == 0 or abs(amount) >= Decimal(10) ** 15:
        raise BudgetError(_("%(text)s is no amount.") % {"text": text})
    # A sheet's number 12.3 is a binary fraction; what differs by more than that has parts of a cent.
    if abs(amount - amount.quantize(CENT)) > Decimal("0.000001"):
        raise BudgetError(_("The amount has parts of a cent."))
    return amount.quantize(CENT)


def _day(cell: Any) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = str(cell if cell is not None else "").strip().replace("/", "-").replace(".", "-")
    for pattern in ("%Y-%m-%d", "%Y%m%d"):
        try:
            return datetime.strptime(text.removesuffix("-0"), pattern).date()  # noqa: DTZ007
        except ValueError:
            continue
    raise BudgetError(_("%(text)s is no day: write 2026-03-09.") % {"text": text or "—"})


def _columns(head: Iterable[Any]) -> dict[str, int]:
    told = [str(cell).strip() for cell in head]
    return {
        name: told.index(word) for name, words in HEADERS.items() for word in words if word in told
    }


def _is_head(row: Iterable[Any]) -> bool:
    found = _columns(row)
    return all(name in found for name in NEEDED)


def _rows(content: bytes) -> Sheet:
    try:
        return table_in(sheets_of(content), _is_head)
    except SheetError as error:
        raise BudgetError(_("This is no workbook: save it as .xlsx and try again.")) from error
