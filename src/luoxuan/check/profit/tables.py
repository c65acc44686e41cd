"""The tables of the profit pages."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from luoxuan.analysis.profit import STEPS, Floor, Loss, ProfitAnswer, ProfitRow
from luoxuan.analysis.profit.answer import EstimateError
from luoxuan.charts import Cell, Column, Row, Table
from luoxuan.check.profit import words
from luoxuan.check.profit.selectors import Kept
from luoxuan.foundation.people.models import Brand
from luoxuan.foundation.people.platforms import platform_word

SHOWN = {
    "net_revenue",
    "goods_cost",
    "gross_profit",
    "contribution",
    "ad_spend",
    "operating_profit",
}
"""Steps that stand in the table at once; a person may choose the others."""
Href = Callable[[ProfitRow], str]


def shop_names(brand: Brand) -> dict[str, str]:
    """Names of the register by key."""
    return {shop.key: shop.name for shop in brand.shops.all()}


def rows_table(answer: ProfitAnswer, *, href: Href, export_href: str = "", most: int = 0) -> Table:
    """One row per member with its bridge; the sum row is the total."""
    language = words.language()
    dims = answer.question.by
    columns = (
        *(Column(name, words.dimension_word(name)) for name in dims),
        Column("orders", _("Orders"), "count"),
        Column("units", _("Pieces"), "count", is_hidden=True),
        *(
            Column(
                step.key, getattr(step.name, language), "money", currency=answer.question.currency,
                is_hidden=step.key not in SHOWN,
            )
            for step in STEPS
        ),
        Column("gross_margin", _("Gross margin"), "share"),
        Column("net_margin", _("Net margin"), "share"),
        Column(
            "coverage", _("Cost known"), "share", hint=_("Share of net revenue whose cost is known."),
            is_hidden=answer.total.cost_coverage == 1,
        ),
        Column("settled", _("Settled"), "share", hint=_("Share of net revenue already settled.")),
    )  # fmt: skip
    found = answer.rows[:most] if most else answer.rows
    return Table(
        columns,
        tuple(Row((*_named(row, dims), *_figures(row)), href=href(row)) for row in found),
        key="profit-rows",
        caption=_("Profit by %(what)s")
        % {"what": "、".join(words.dimension_word(d) for d in dims)},
        sums=(_("Total"), *[""] * (len(dims) - 1), *_figures(answer.total, in_sum=True)),
        export_href=export_href,
        empty_title=_("No sales in these days"),
        empty_text=_("Choose other days, or import the orders of these."),
    )


def _named(row: ProfitRow, dims: Sequence[str]) -> tuple[str, ...]:
    found = zip(dims, row.labels, strict=True)
    return tuple(
        (platform_word(label) if name == "platform" else label) or _("not told")
        for name, label in found
    )


def _figures(row: ProfitRow, *, in_sum: bool = False) -> tuple[object, ...]:
    unknown = _("No cost is known: bring a cost table.")
    margins = (row.gross_margin, row.net_margin)
    return (
        "" if in_sum and not row.orders else row.orders,
        row.units,
        *(row.steps[step.key] for step in STEPS),
        *(Cell(one, reason=unknown if one is None else "") for one in margins),
        row.cost_coverage,
        row.settled_share,
    )


def bridge_table(row: ProfitRow, currency: str) -> Table:
    """The waterfall as a table: each step with its share of net revenue."""
    language = words.language()
    net = row.steps["net_revenue"]
    rows = tuple(
        Row((
            getattr(step.name, language), row.steps[step.key],
            row.steps[step.key] / net if net else None,
        ))
        for step in STEPS
    )  # fmt: skip
    columns = (
        Column("step", _("Step")),
        Column("amount", _("Amount"), "money", currency=currency),
        Column("share", _("Of net revenue"), "share"),
    )
    return Table(
        columns, rows, key="profit-bridge", caption=_("From list value to operating profit")
    )


def estimates_table(errors: Iterable[EstimateError], currency: str) -> Table:
    """How far estimates were from what was billed, by fee and platform."""
    columns = (
        Column("platform", _("Platform")),
        Column("fee", _("Fee")),
        Column("lines", _("Settled lines"), "count"),
        Column("estimated", _("Estimated"), "money", currency=currency),
        Column("actual", _("Billed"), "money", currency=currency),
        Column("error", _("Bias"), "share", hint=_("Above zero: costs were estimated too high.")),
        Column("wape", _("Error by line"), "share", hint=_("Sum of differences of the lines over what was billed.")),
    )  # fmt: skip
    names = {step.key: getattr(step.name, words.language()) for step in STEPS}
    rows = tuple(
        Row((platform_word(one.platform), names.get(one.fee, one.fee), one.lines, one.estimated, one.actual, one.error, one.wape))
        for one in errors
    )  # fmt: skip
    return Table(columns, rows, key="profit-estimates", caption=_("How good past estimates were"))


def losses_table(found: Iterable[Loss], currency: str, export_href: str = "") -> Table:
    """What loses money and why."""
    language = words.language()
    columns = (
        Column("what", _("What it is")),
        Column("name", _("Name")),
        Column("profit", _("Operating profit"), "money", currency=currency, direction="up"),
        Column("contribution", _("Contribution"), "money", currency=currency),
        Column("reason", _("Main reason"), "status"),
        Column("amount", _("It costs"), "money", currency=currency),
        Column("sentence", _("Explanation")),
    )
    rows = tuple(
        Row((
            words.dimension_word(one.dimension), " · ".join(one.labels) or "—", one.profit, one.contribution,
            Cell(str(words.REASON[one.reason]), kind="warning"), one.amount, one.sentence.text(language),
        ))
        for one in found
    )  # fmt: skip
    return Table(
        columns, rows, key="profit-losses", caption=_("Loss list"), export_href=export_href,
        empty_title=_("Nothing loses money in these days"),
        empty_text=_("Goods without a known cost are not in this list: look at the cost table first."),
    )  # fmt: skip


def floors_table(found: Iterable[Floor], brand: Brand, export_href: str = "") -> Table:
    """The lowest price of each SKU that loses nothing."""
    money = {"unit": "money", "currency": brand.currency}
    shops = shop_names(brand)
    columns = (
        Column("sku", _("Merchant code")),
        Column("label", _("Name")),
        Column("shop", _("Shop")),
        Column("units", _("Pieces"), "count"),
        Column("cost", _("Goods cost"), **money),  # type: ignore[arg-type]
        Column("other", _("Other costs per piece"), **money),  # type: ignore[arg-type]
        Column("fees", _("Fees and tax"), "share"),
        Column("now", _("Price now"), **money),  # type: ignore[arg-type]
        Column("floor", _("Price floor"), **money),  # type: ignore[arg-type]
        Column("room", _("Room"), "share", hint=_("How far the price may fall.")),
        Column("roi", _("Break-even ROI"), "ratio"),
    )
    return Table(
        columns, tuple(_floor_row(one, shops) for one in found), key="profit-floors",
        caption=_("Price floors"), export_href=export_href,
        empty_title=_("No SKU was sold in these days"), empty_text=_("Choose other days."),
    )  # fmt: skip


def _floor_row(one: Floor, shops: dict[str, str]) -> Row:
    other = one.unit_packaging + one.unit_freight + one.unit_other
    reason = _("The cost is unknown.") if one.unit_cost is None else _("Fees leave nothing.")
    room: Decimal | None = None
    if one.price_floor is not None and one.price_now:
        room = 1 - one.price_floor / one.price_now
    floor = Cell(one.price_floor, reason=reason if one.price_floor is None else "")
    roi = Cell(
        one.break_even_roi,
        reason=_("Nothing is left to advertise with.") if one.break_even_roi is None else "",
    )
    return Row((
        one.sku or _("not told"), one.label, shops.get(one.shop, one.shop), one.units, one.unit_cost, other, one.fee_rate,
        one.price_now, floor, room, roi,
    ))  # fmt: skip


def costs_table(kept: Kept, export_href: str = "") -> Table:
    """Every cost with its day."""
    columns = (
        Column("sku", _("Merchant code")),
        Column("title", _("Name")),
        Column("from", _("Valid from"), "day"),
        Column("cost", _("Cost per piece"), "money"),
        Column("received", _("Pieces received"), "count"),
        Column("packaging", _("Packaging per piece"), "money"),
        Column("freight", _("Freight per piece"), "money"),
        Column("tax", _("Tax"), "share"),
    )
    rows = tuple(
        Row((
            one.merchant_sku, one.title, one.valid_from, one.unit_cost, one.received_units,
            one.packaging_cost, one.freight_cost, one.tax_rate,
        ))
        for one in kept.costs
    )  # fmt: skip
    return Table(
        columns, rows, key="costs", caption=_("Cost table"), export_href=export_href,
        empty_title=_("No cost is known yet"),
        empty_text=_("Download the template: it lists what was sold. Fill in the costs and bring it back."),
    )  # fmt: skip


def uncosted_table(kept: Kept) -> Table:
    """What was sold of late and has no cost."""
    columns = (
        Column("sku", _("Merchant code")),
        Column("title", _("Name")),
        Column("units", _("Pieces"), "count"),
        Column("paid", _("Sales"), "money"),
        Column("last", _("Last sold on"), "day"),
    )
    rows = tuple(
        Row((one.merchant_sku, one.title, one.units, one.paid_amount, one.last_sold_on))
        for one in kept.uncosted
    )
    return Table(
        columns, rows, key="uncosted", caption=_("Sold without a known cost"),
        empty_title=_("Everything sold has a cost"),
        empty_text=_("Every merchant code sold in the last 90 days is in the cost table."),
    )  # fmt: skip


def bundles_table(kept: Kept, export_href: str = "") -> Table:
    """Parts of bundles."""
    columns = (
        Column("bundle", _("Bundle code")),
        Column("part", _("Code of the part")),
        Column("pieces", _("Pieces in the bundle"), "count"),
        Column("from", _("Valid from"), "day"),
    )
    rows = tuple(
        Row((one.bundle_sku, one.part_sku, one.pieces, one.valid_from)) for one in kept.bundles
    )
    return Table(columns, rows, key="bundles", caption=_("Bundles"), export_href=export_href)


def terms_table(kept: Kept, shops: dict[str, str], export_href: str = "") -> Table:
    """Agreed fees."""
    columns = (
        Column("platform", _("Platform")),
        Column("shop", _("Shop")),
        Column("fee", _("Fee")),
        Column("category", _("Category or product")),
        Column("from", _("Valid from"), "day"),
        Column("to", _("Valid to"), "day"),
        Column("rate", _("Rate"), "share"),
        Column("per_order", _("Amount per order"), "money"),
        Column("days", _("Days until settled"), "count"),
        Column("note", _("Remark")),
    )
    rows = tuple(
        Row((
            platform_word(one.platform), shops.get(one.shop_key, one.shop_key) or _("all"),
            str(words.FEE.get(one.fee_type, one.fee_type)), one.category or _("all"), one.valid_from, one.valid_to,
            one.rate, one.per_order, one.settle_days, one.note,
        ))
        for one in kept.terms
    )  # fmt: skip
    return Table(
        columns, rows, key="fee-terms", caption=_("Agreed fees"), export_href=export_href,
        empty_title=_("No fee was agreed yet"),
        empty_text=_("With agreed fees, orders not yet settled are estimated and wrong fees on bills are found."),
    )  # fmt: skip
