"""Tables of the registers: laws and standards cited, KPIs the standard names (3.1, 6.6)."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from luoxuan.act.conformity import words
from luoxuan.act.conformity.tables import met_cell
from luoxuan.charts import Cell, Column, Row, Table
from luoxuan.metrics import METRICS

if TYPE_CHECKING:
    from luoxuan.act.conformity.citations import CitationStanding
    from luoxuan.metrics.standard_kpis import KpiStanding

Address = Callable[[str], str]


def citations_table(standings: Sequence["CitationStanding"], link: Address) -> Table:
    """The register: what is cited, what stands, until when that was looked at."""
    columns = (
        Column("title", _("Document")),
        Column("number", _("Number")),
        Column("cited", _("Cited edition")),
        Column("verified", _("Current edition")),
        Column("state", _("Cited edition is"), "status"),
        Column("force", _("Effective since"), "day"),
        Column("basis", _("Verified by")),
        Column("review", _("Next review"), "day"),
    )
    rows = tuple(_citation(one, link) for one in standings)
    return Table(columns, rows, key="conformity-citations", caption=_("Laws and standards cited"))


def _citation(one: "CitationStanding", link: Address) -> Row:
    cited = one.citation
    state = Cell(str(words.CITATION_WORDS[cited.status]), kind=words.CITATION_KINDS[cited.status])
    review = Cell(
        one.review_on,
        kind="bad" if one.is_overdue else "neutral",
        note=_("overdue") if one.is_overdue else "",
    )
    basis = one.review.source if one.review else str(words.BASIS_WORDS[cited.basis])
    cells = (
        f"《{cited.title}》", cited.number, cited.cited or "—", one.verified or "—", state,
        cited.in_force_from, basis, review,
    )  # fmt: skip
    return Row(cells, href=link(cited.id))


def kpis_table(standings: Sequence["KpiStanding"], metrics: Mapping[str, str]) -> Table:
    """The KPIs 6.6 names, each with its metric or why there is none."""
    columns = (
        Column("kpi", "KPI"),
        Column("state", _("State"), "status"),
        Column("value", _("Value"), "text"),
        Column("metric", _("Metric")),
        Column("why", _("From what, or why not")),
    )
    rows = tuple(
        Row((words.here(one.kpi.name), met_cell(one.is_computed), _kpi_value(one),
             ", ".join(metrics[key] for key in one.kpi.metrics) or "—", words.here(one.why)))
        for one in standings
    )  # fmt: skip
    return Table(columns, rows, key="conformity-kpis", caption=_("KPIs the standard names"))


def _kpi_value(one: "KpiStanding") -> str:
    """The figure as a reader says it; shares are told shop by shop beside it."""
    if one.value is None or one.kpi.how == "shares":
        return "—"
    unit = "share" if one.kpi.how == "stickiness" else METRICS[one.kpi.metrics[0]].unit
    if unit == "share":
        return f"{one.value * 100:.1f} %"
    currency = one.figure.currency if one.figure else None
    return f"{currency or ''} {one.value:,.2f}".strip()
