"""One difference with the rows of every book side by side: order, bill, platform account, money account (11.12)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from luoxuan.charts import Column, Row, Table
from luoxuan.charts.table import Unit
from luoxuan.check.settlement import words
from luoxuan.check.settlement.listing import evidence_of
from luoxuan.check.settlement.models import DifferenceRecord
from luoxuan.check.settlement.pages import tables
from luoxuan.foundation.people.access import Scope

Rows = Sequence[Mapping[str, Any]]
Field = tuple[str, str, Unit]


@dataclass(frozen=True)
class EvidencePage:
    """What was expected and found, and each book's rows."""

    lead: str
    meaning: str
    state: tuple[str, str]
    cause: str
    tables: tuple[Table, ...]


def page(scope: Scope, record: DifferenceRecord) -> EvidencePage:
    """Fetched now, from the data as they are."""
    found = evidence_of(scope.brand, record)
    books = (
        (_("Order"), found.orders, _order()),
        (_("Lines of the order"), found.lines, _line()),
        (_("Refunds"), found.refunds, _refund()),
        (_("Payments"), found.payments, _payment()),
        (_("Bill"), found.statement, _movement()),
        (_("Platform account"), found.platform_account, _movement()),
        (_("Money account"), found.money_account, _movement()),
    )
    return EvidencePage(
        lead=_lead(record),
        meaning=words.meaning(record.kind),
        state=words.state(record.state),
        cause=words.note(record.cause),
        tables=tuple(_table(name, rows, fields) for name, rows, fields in books if rows),
    )


def _lead(record: DifferenceRecord) -> str:
    told = {
        "kind": words.kind(record.kind),
        "amount": tables.amount(abs(record.amount), record.currency),
        "expected": tables.amount(record.expected or 0, record.currency),  # type: ignore[arg-type]
        "found": tables.amount(record.found or 0, record.currency),  # type: ignore[arg-type]
        "days": record.age_days,
    }
    if record.expected is not None and record.found is not None:
        return _("%(kind)s: %(expected)s was expected, %(found)s found; %(amount)s differs since %(days)s days.") % told  # fmt: skip
    return _("%(kind)s: %(amount)s, %(days)s days old.") % told


def _order() -> tuple[Field, ...]:
    return (
        ("order_id", _("Order"), "text"), ("status_raw", _("State"), "text"),
        ("paid_at", _("Paid at"), "time"), ("completed_at", _("Completed at"), "time"),
        ("goods_amount", _("Goods"), "money"), ("merchant_discount", _("Discount of the shop"), "money"),
        ("platform_discount", _("Borne by the platform"), "money"),
        ("buyer_paid_amount", _("Paid by the buyer"), "money"),
        ("merchant_receivable_amount", _("Receivable"), "money"),
        ("refund_amount", _("Refunded"), "money"),
    )  # fmt: skip


def _line() -> tuple[Field, ...]:
    return (
        ("line_id", _("Order line"), "text"), ("title", _("Product"), "text"),
        ("merchant_sku", "SKU", "text"), ("quantity", _("Quantity"), "count"),
        ("paid_amount", _("Paid"), "money"), ("refund_amount", _("Refunded"), "money"),
        ("status_raw", _("State"), "text"),
    )  # fmt: skip


def _refund() -> tuple[Field, ...]:
    return (
        ("refund_id", _("After-sale case"), "text"), ("status_raw", _("State"), "text"),
        ("refunded_at", _("Refunded at"), "time"), ("amount", _("Amount"), "money"),
    )  # fmt: skip


def _payment() -> tuple[Field, ...]:
    return (
        ("payment_id", _("Payment"), "text"), ("occurred_at", _("Booked"), "time"),
        ("amount", _("Amount"), "money"), ("fee", _("Fee"), "money"), ("rate", _("Rate"), "share"),
    )  # fmt: skip


def _movement() -> tuple[Field, ...]:
    return (
        ("occurred_at", _("Booked"), "time"), ("account", _("Account"), "text"),
        ("fee_raw", _("In the book's words"), "text"), ("amount", _("Amount"), "money"),
        ("base_amount", _("Reckoned on"), "money"), ("rate", _("Rate"), "share"),
        ("balance_after", _("Balance after it"), "money"), ("flow_no", _("Flow number"), "text"),
        ("external_no", _("Number of the other side"), "text"),
    )  # fmt: skip


def _table(name: str, rows: Rows, fields: Sequence[Field]) -> Table:
    """Only the columns some row fills."""
    rows = [{**row, **_told(row)} for row in rows]
    filled = [one for one in fields if any(row.get(one[0]) not in (None, "") for row in rows)]
    return Table(
        columns=tuple(Column(key, label, unit) for key, label, unit in filled),
        rows=tuple(Row(tuple(row.get(key) for key, _label, _unit in filled)) for row in rows),
        key=f"settlement-evidence-{name}",
        caption=name,
    )


def _told(row: Mapping[str, Any]) -> dict[str, str]:
    """Account and number as the book calls them, not by keys of ours."""
    if "flow_no" not in row:
        return {}
    keys = (str(row.get("provider", "")), str(row.get("shop_key", "")))
    return {
        "account": words.account_name(str(row.get("account") or ""), *keys),
        # A number with bars was made for a book without numbers: nobody could look it up.
        "flow_no": "" if "|" in str(row["flow_no"]) else str(row["flow_no"] or ""),
    }
