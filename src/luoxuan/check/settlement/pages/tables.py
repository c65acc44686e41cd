"""Tables that pages and the statement share (11.12)."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from luoxuan.charts import Cell, Column, Row, Table
from luoxuan.check.settlement import words
from luoxuan.check.settlement.standing import money, to_json
from luoxuan.foundation.people.platforms import platform_word

if TYPE_CHECKING:
    from luoxuan.check.settlement.models import Adjustment

Rows = list[dict[str, Any]]
Link = Callable[..., str]


def amount(value: Decimal, currency: str) -> str:
    """Money in a sentence."""
    return f"¥{value:,.2f}" if currency == "CNY" else f"{currency} {value:,.2f}"


def percent(value: Decimal | None) -> str:
    """A share in a sentence; never 100 % while something is missing."""
    if value is None:
        return "—"
    shown = (value * 100).quantize(Decimal("0.01"))
    if shown == 100 and value < 1:
        shown = Decimal("99.99")
    return f"{shown.normalize():f} %"


def day(text: str | None) -> date | None:
    """The day again."""
    return date.fromisoformat(text[:10]) if text else None


def accounts(rows: Rows, link: Link | None = None) -> Table:
    """Opening + movements = closing, and matched + explained + unexplained = total, per account."""
    figures = ("opening", "movements", "closing", "matched", "explained", "unexplained")
    labels = (
        _("Opening"), _("Movements"), _("Closing"), _("Matched"), _("Explained"), _("Unexplained"),
    )  # fmt: skip
    columns = [Column("account", _("Account")), Column("currency", _("Currency"), is_hidden=True)]
    columns += [Column(key, label, "money") for key, label in zip(figures, labels, strict=True)]
    columns += [Column("lines", _("Entries"), "count"), Column("breaks", _("Breaks"), "status")]
    return Table(
        columns=tuple(columns),
        rows=tuple(
            Row(
                (words.account(row), row["currency"], *(_figure(row[key], key) for key in figures),
                 row["lines"], _breaks(row)),
                href=link(account=f"{row['provider']}|{row['account']}") if link else "",
            )
            for row in rows
        ),
        key="settlement-accounts",
        caption=_("Accounts"),
        empty_title=_("No bill and no account"),
        empty_text=_("Import the bills of the platforms and of Alipay, WeChat Pay or the bank."),
    )  # fmt: skip


def _figure(text: str | None, key: str) -> Cell:
    reason = _("The book states no balance.") if key in {"opening", "closing"} else ""
    return Cell(money(text), reason=reason if text is None else "")


def _breaks(row: dict[str, Any]) -> Cell:
    count = len(row["breaks"])
    if count:
        return Cell(
            str(count), kind="bad", note=", ".join(one["flow_no"] for one in row["breaks"][:3])
        )
    return Cell(_("None"), kind="good") if row["opening"] is not None else Cell("—", kind="neutral")


def shops(rows: Rows, names: dict[str, str], currency: str) -> Table:
    """Receivable, received, not due, overdue."""
    figures = ("receivable", "received", "not_due", "overdue")
    labels = (_("Receivable"), _("Received"), _("Not due yet"), _("Past due"))
    columns = [Column("shop", _("Shop")), Column("platform", _("Platform"))]
    columns += [
        Column("orders", _("Orders"), "count"),
        Column("matched", _("Orders matched"), "count"),
    ]
    columns += [
        Column(key, label, "money", currency=currency)
        for key, label in zip(figures, labels, strict=True)
    ]
    columns.append(Column("share", _("Matched share"), "share"))
    return Table(
        columns=tuple(columns),
        rows=tuple(
            Row((
                names.get(row["shop_key"], row["shop_key"]), platform_word(row["platform"]),
                row["orders"], row["orders_matched"], *(money(row[key]) for key in figures),
                money(row["matched_share"]),
            ))
            for row in rows
        ),
        key="settlement-shops",
        caption=_("Shops"),
    )  # fmt: skip


def causes(rows: Rows, currency: str) -> Table:
    """Every cause by age, as the data say it."""
    columns = [Column("kind", _("Cause")), Column("count", _("How many"), "count")]
    columns += [Column(key, words.bucket(key), "money", currency=currency) for key in words.BUCKETS]
    columns.append(Column("amount", _("Amount"), "money", currency=currency))
    return Table(
        columns=tuple(columns),
        rows=tuple(
            Row((
                words.kind(row["kind"]), row["count"],
                *(money(row["by_age"].get(key, "0")) for key in words.BUCKETS), money(row["amount"]),
            ))
            for row in rows
        ),
        key="settlement-causes",
        caption=_("By cause and age"),
    )  # fmt: skip


def adjustment_row(one: "Adjustment") -> dict[str, Any]:
    """As figures hold it, with the month it is counted in."""
    return {
        "of_month": one.closing.month, "closing": one.closing.number, "month": one.month,
        "account": one.account_key, "amount": to_json(one.amount), "lines": one.lines,
        "evidence": one.evidence,
    }  # fmt: skip


def adjustments(rows: Rows) -> Table:
    """Late rows of closed months, and the files they came with."""
    return Table(
        columns=(
            Column("of_month", _("Of the closed month")), Column("month", _("Counted in")),
            Column("account", _("Account")), Column("amount", _("Amount"), "money"),
            Column("lines", _("Entries"), "count"), Column("files", _("Files")),
        ),
        rows=tuple(
            Row((
                row["of_month"], row.get("month", ""), _account(row["account"]),
                money(row["amount"]), row["lines"],
                ", ".join(one["name"] for one in row["evidence"].get("files", [])[:5]),
            ))
            for row in rows
        ),
        key="settlement-adjustments",
        caption=_("Adjustments"),
    )  # fmt: skip


def _account(key: str) -> str:
    provider, account, ledger, _currency = key.split("|", 3)
    return words.account({"provider": provider, "account": account, "ledger": ledger})
