"""The RACI matrix as rows and columns, for the page and the workbook (6.1)."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from luoxuan.charts.table import Cell, Column, Row, Table
from luoxuan.documents.document import Document
from luoxuan.plan.teams import selectors
from luoxuan.plan.teams.models import Process
from luoxuan.plan.teams.words import gap_sentence, parties_shown, party_word

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand


@dataclass(frozen=True)
class GapShown:
    """A gap in a sentence."""

    key: str
    process_id: int
    rule: str
    sentence: str


@dataclass(frozen=True)
class MatrixRow:
    """One process and the duty of each party."""

    process: Process
    cells: list[tuple[str, str, str]]
    """Party, its word, its duty."""
    is_sound: bool


@dataclass(frozen=True)
class Matrix:
    """Processes down, parties across."""

    parties: list[tuple[str, str]]
    rows: list[MatrixRow]
    gaps: list[GapShown]


def matrix_of(brand: "Brand") -> Matrix:
    """The brand's matrix with its gaps."""
    processes = selectors.processes_of(brand)
    more = [entry.party for process in processes for entry in process.entries.all()]
    parties = [(party, party_word(party)) for party in parties_shown(more)]
    found = selectors.raci_gaps(brand)
    broken = {gap.process.pk for gap in found}
    rows = [_row(process, parties, process.pk not in broken) for process in processes]
    gaps = [
        GapShown(
            gap.key, gap.process.pk, gap.rule,
            gap_sentence(gap.rule, gap.process.title, gap.parties),
        )
        for gap in found
    ]  # fmt: skip
    return Matrix(parties, rows, gaps)


def document(brand: "Brand", today: date) -> Document:
    """Matrix, posts and team plan for a workbook."""
    matrix = matrix_of(brand)
    return Document(
        title=_("%(brand)s: team and duties") % {"brand": brand.name},
        subtitle=today.isoformat(),
        sentences=(_("R does it, A answers for it, C is asked before, I is told after."),),
        warnings=tuple(gap.sentence for gap in matrix.gaps),
        tables=(_matrix_table(matrix), posts_table(brand), _plan_table(brand, today)),
        currency="",
        stamp=_("Newest data"),
        cover=_("Summary"),
    )


def posts_table(brand: "Brand") -> Table:
    """The posts with who holds them."""
    return Table(
        key="posts",
        caption=_("Posts"),
        columns=(
            Column("title", _("Post")), Column("department", _("Department")), Column("role", _("Role")),
            Column("holder", _("Held by")), Column("count", _("People now"), "count"),
            Column("above", _("Reports to")), Column("duties", _("Duties")),
        ),
        rows=tuple(
            Row((
                post.title, post.get_department_display(), post.get_role_display() or "—",
                str(post.holder) if post.holder else Cell(None, _("Nobody holds it.")),
                post.headcount, str(post.reports_to or "—"), post.duties or "—",
            ))
            for post in selectors.posts_of(brand)
        ),
    )  # fmt: skip


def quarters_of(year: int) -> list[date]:
    """The first days of the year's quarters."""
    return [date(year, month, 1) for month in (1, 4, 7, 10)]


def _row(process: Process, parties: list[tuple[str, str]], is_sound: bool) -> MatrixRow:
    duties = {entry.party: entry.duty for entry in process.entries.all()}
    return MatrixRow(
        process, [(party, word, duties.get(party, "")) for party, word in parties], is_sound
    )


def _matrix_table(matrix: Matrix) -> Table:
    columns = (
        Column("process", _("Work process")), Column("clause", _("Clause")),
        *(Column(party, word) for party, word in matrix.parties),
    )  # fmt: skip
    rows = tuple(
        Row((row.process.title, row.process.clause, *(duty for _party, _word, duty in row.cells)))
        for row in matrix.rows
    )
    return Table(columns, rows, caption="RACI")


def _plan_table(brand: "Brand", today: date) -> Table:
    plans = selectors.plans_of(brand, date(today.year, 1, 1), date(today.year + 1, 12, 31))
    return Table(
        caption=_("Team plan"),
        columns=(
            Column("post", _("Post")), Column("quarter", _("Quarter"), "day"),
            Column("count", _("Headcount"), "count"), Column("training", _("Training")),
        ),
        rows=tuple(
            Row((plan.post.title, plan.quarter, plan.headcount, plan.training)) for plan in plans
        ),
    )  # fmt: skip
