"""The reconciliation statement: from frozen figures alone, so that it is the same whenever it is made (11.12)."""

import json
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from luoxuan.charts import Cell, Column, Row, Table
from luoxuan.check.settlement import freezing, words
from luoxuan.check.settlement.models import MonthClose
from luoxuan.check.settlement.pages import tables
from luoxuan.check.settlement.standing import money
from luoxuan.documents import Document, Prose
from luoxuan.foundation.people.platforms import platform_word

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand


@dataclass(frozen=True)
class Statement:
    """Figures, differences, digest; the closing where it is signed."""

    text: str
    rows: list[dict[str, Any]]
    digest: str
    made_at: datetime
    closing: MonthClose | None = None

    @cached_property
    def figures(self) -> dict[str, Any]:
        """The figures again."""
        found: dict[str, Any] = json.loads(self.text)
        return found

    @property
    def month(self) -> str:
        """Which month."""
        return str(self.figures["month"])


def of_closing(closing: MonthClose) -> Statement:
    """What was frozen, whatever became of the data since."""
    rows = freezing.unpacked(closing.differences)
    made_at = closing.closed_at or closing.asked_at
    return Statement(closing.figures, rows, closing.digest, made_at, closing)


def document(brand: "Brand", statement: Statement) -> Document:
    """Summary per account, shop and cause, adjustments, every difference, signatures."""
    figures, currency = statement.figures, str(statement.figures["currency"])
    names: dict[str, str] = figures["shop_names"]
    found = [
        tables.accounts(figures["accounts"]),
        tables.shops(figures["shops"], names, currency),
        tables.causes(figures["causes"], currency),
        _adjustments(statement),
        _differences(statement, names),
    ]
    return Document(
        title=_("Reconciliation statement %(month)s") % {"month": statement.month},
        subtitle=f"{brand.name} · {_('as of')} {figures['as_of']}",
        sentences=tuple(_sentences(figures, currency)),
        warnings=() if _is_signed(statement) else (_("Not signed: figures may still change."),),
        tables=tuple(one for one in found if one.rows),
        currency=currency,
        stamp=_("Data version %(version)s · SHA-256 %(digest)s")
        % {"version": figures["data_version"], "digest": statement.digest},
        prose=(Prose(_("Signatures"), tuple(_signatures(statement))),),
        made_at=statement.made_at,
    )


def _is_signed(statement: Statement) -> bool:
    return statement.closing is not None and statement.closing.closed_at is not None


def _sentences(figures: dict[str, Any], currency: str) -> list[str]:
    totals, states = figures["totals"], figures["states"]
    left = states.get("open", {"count": 0, "amount": "0"})
    told = {
        "matched": tables.amount(Decimal(totals["matched"]), currency),
        "explained": tables.amount(Decimal(totals["explained"]), currency),
        "unexplained": tables.amount(Decimal(totals["unexplained"]), currency),
        "total": tables.amount(Decimal(totals["total"]), currency),
    }
    share = tables.percent(money(totals["matched_share"]))
    return [
        _("Matched share: %(share)s") % {"share": share},
        _("Matched %(matched)s + explained %(explained)s + unexplained %(unexplained)s = %(total)s") % told,
        _("Differences nobody has explained: %(n)s, %(amount)s without signs")
        % {"n": left["count"], "amount": tables.amount(Decimal(left["amount"]), currency)},
    ]  # fmt: skip


def _signatures(statement: Statement) -> list[str]:
    """Who asked, who signed, when; blank lines where nobody has."""
    closing = statement.closing
    if closing is None:
        return [f"{_('Prepared by')} ____________", f"{_('Signed by')} ____________"]
    lines = [f"{_('Prepared by')} {closing.asked_by} · {closing.asked_at:%Y-%m-%d %H:%M} UTC"]
    signed = (
        f"{closing.closed_by} · {closing.closed_at:%Y-%m-%d %H:%M} UTC"
        if closing.closed_at
        else "____________"
    )
    return [*lines, f"{_('Signed by')} {signed}", f"SHA-256 {statement.digest}"]


def _adjustments(statement: Statement) -> Table:
    rows = [row | {"month": statement.month} for row in statement.figures["adjustments"]]
    return tables.adjustments(rows)


def _differences(statement: Statement, names: dict[str, str]) -> Table:
    return Table(
        columns=(
            Column("kind", _("Cause")), Column("about", _("About")), Column("shop", _("Shop")),
            Column("expected", _("Expected"), "money"), Column("found", _("Actually found"), "money"),
            Column("amount", _("Difference"), "money"), Column("day", _("Day"), "day"),
            Column("age", _("Age"), "days"), Column("state", _("State"), "status"),
            Column("owner", _("Responsible")), Column("note", _("Reason")),
        ),
        rows=tuple(_row(row, names) for row in statement.rows),
        key="settlement-differences",
        caption=_("Differences"),
    )  # fmt: skip


def _row(row: dict[str, Any], names: dict[str, str]) -> Row:
    kind, word = words.state(row["state"])
    where = names.get(row["shop_key"], row["shop_key"]) or platform_word(row["platform"])
    return Row(
        (
            words.kind(row["kind"]), row["order_id"] or row["account"], where,
            money(row["expected"]), money(row["found"]), money(row["amount"]),
            tables.day(row["occurred_on"]), row["age_days"], Cell(word, kind=kind),
            row["owner_name"] or "", row["note"] or words.note(row["cause"]),
        )
    )  # fmt: skip
