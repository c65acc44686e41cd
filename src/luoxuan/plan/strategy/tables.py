"""Tables of the strategy's pages and files (5.1, 6.2, 12.7)."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from luoxuan.charts.table import Cell, Column, Row, Table
from luoxuan.plan.strategy import words
from luoxuan.plan.strategy.alignment import AlignedThing
from luoxuan.plan.strategy.selectors import Alignment

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand
    from luoxuan.plan.strategy.models import Objective, RivalPrice

STATE_LOOK = {"draft": "neutral", "active": "info", "achieved": "good", "dropped": "neutral"}


def objectives_table(brand: "Brand", objectives: Iterable["Objective"]) -> Table:
    """Every objective with its period, owner and emphasis."""
    return Table(
        key="objectives",
        caption=_("Objectives"),
        columns=(
            Column("title", _("Objective")), Column("kind", _("Kind")), Column("state", _("State"), "status"),
            Column("from", _("From"), "day"), Column("to", _("To"), "day"),
            Column("owner", _("In charge")), Column("emphasis", _("KPI emphasis")),
        ),
        rows=tuple(
            Row(
                (
                    one.title, one.get_kind_display(),
                    Cell(one.get_state_display(), kind=STATE_LOOK[one.state]),
                    one.starts_on, one.ends_on,
                    str(one.owner) if one.owner else Cell(None, _("Nobody owns it yet.")),
                    words.emphasis_words(one.emphasis),
                ),
                href=reverse("strategy:objective", args=[brand.key, one.pk]),
            )
            for one in objectives
        ),
    )  # fmt: skip


def alignment_table(shares: Iterable[Alignment]) -> Table:
    """Per kind of thing: how many, and how much money, serve an objective."""
    return Table(
        key="alignment",
        caption=_("What serves an objective"),
        columns=(
            Column("kind", _("Kind")), Column("aligned", _("With an objective"), "count"),
            Column("unaligned", _("Without"), "count"), Column("share", _("Share"), "share"),
            Column("amount", _("Money with an objective"), "money"),
            Column("amount_share", _("Share of the money"), "share"),
        ),
        rows=tuple(
            Row((
                one.en if words.is_english() else one.zh, one.aligned, one.unaligned, one.share,
                one.amount_aligned,
                Cell(one.amount_share, "" if one.amount_share is not None else _("Nothing of this kind costs anything.")),
            ))
            for one in shares
        ),
    )  # fmt: skip


def things_table(things: Iterable[AlignedThing], caption: str) -> Table:
    """Targets, budget lines, entries and plans, one per row."""
    return Table(
        key="aligned",
        caption=caption,
        columns=(Column("title", _("Thing")), Column("kind", _("Kind")), Column("amount", _("Amount"), "money")),
        rows=tuple(
            Row(
                (
                    thing.title, thing.kind_en if words.is_english() else thing.kind_zh,
                    Cell(thing.amount, "" if thing.amount is not None else _("It costs nothing.")),
                ),
                href=thing.url,
            )
            for thing in things
        ),
        empty_title=_("Nothing"),
        empty_text=_("Targets, budget lines and calendar entries appear here once they name an objective."),
    )  # fmt: skip


def prices_table(
    prices: Iterable["RivalPrice"], own: Mapping[str, Decimal], export: str = ""
) -> Table:
    """The newest price of each rival's product, and beside it what buyers pay for ours."""
    return Table(
        key="rival-prices",
        caption=_("Prices of rivals"),
        columns=(
            Column("product", _("Their product")), Column("rival", _("Rival")),
            Column("price", _("Their price"), "money"), Column("seen", _("Seen on"), "day"),
            Column("own", _("Our product")),
            Column("own_price", _("Paid for ours"), "money", hint=_("Paid for goods per piece in the last 30 days.")),
            Column("apart", _("Theirs against ours"), "delta"),
        ),
        rows=tuple(_price_row(price, own.get(price.product_id)) for price in prices),
        export_href=export,
    )  # fmt: skip


def _price_row(price: "RivalPrice", own: Decimal | None) -> Row:
    reason = (
        _("None of ours is named.") if not price.product_id else _("Not sold in the last 30 days.")
    )
    apart = price.price / own - 1 if own else None
    return Row((
        price.product, price.rival.name, price.price, price.seen_on,
        price.product_id or Cell(None, reason),
        Cell(own, "" if own else reason), Cell(apart, "" if own else reason),
    ))  # fmt: skip
