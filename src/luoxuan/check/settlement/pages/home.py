"""How a month stands, in a sentence, in figures, by cause and age (11.12)."""

from collections import defaultdict
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from luoxuan.charts import Cell, Column, Row, Table
from luoxuan.check.settlement import selectors, words
from luoxuan.check.settlement.pages import tables
from luoxuan.check.settlement.selectors import MonthStanding
from luoxuan.check.settlement.standing import money
from luoxuan.foundation.people.access import Scope
from luoxuan.foundation.people.platforms import platform_word

MOST_TABS, MOST_DUES = 8, 14
ZERO = Decimal(0)
ASKED = Decimal("0.99")


@dataclass(frozen=True)
class HomePage:
    """One month by its last run and by what people did since."""

    scope: Scope
    standing: MonthStanding

    @property
    def currency(self) -> str:
        """The brand's."""
        return self.scope.brand.currency

    @cached_property
    def turnover(self) -> Decimal:
        """All that moved, in and out alike, in the brand's currency."""
        rows = self.standing.run.standing["accounts"]
        return sum(
            (Decimal(row["turnover"]) for row in rows if row["currency"] == self.currency), ZERO
        )

    @property
    def lead(self) -> str:
        """Matched share and unexplained amount in one sentence."""
        count, amount = self.standing.states.get("open", (0, ZERO))
        told = {
            "month": self.standing.month,
            "turnover": tables.amount(self.turnover, self.currency),
            "share": tables.percent(self.standing.run.matched_share),
            "amount": tables.amount(amount, self.currency),
            "n": count,
        }
        if self.standing.run.matched_share is None:
            return _("%(month)s: no money moved in the books that are here.") % told
        if not count:
            return _("%(month)s: of %(turnover)s that moved %(share)s is matched or explained; nothing is unexplained.") % told  # fmt: skip
        return (
            ngettext(
                "%(month)s: of %(turnover)s that moved %(share)s is matched or explained; %(amount)s in %(n)s difference is unexplained.",
                "%(month)s: of %(turnover)s that moved %(share)s is matched or explained; %(amount)s in %(n)s differences is unexplained.",
                count,
            )
            % told
        )

    @property
    def target(self) -> Decimal | None:
        """What 11.12 asks for; none where nothing moved."""
        return None if self.standing.run.matched_share is None else ASKED

    @property
    def is_fresh(self) -> bool:
        """Whether the run read what is true now."""
        return selectors.is_fresh(self.standing.run)

    @property
    def state(self) -> tuple[str, str]:
        """Whether the month is open, as kind and word."""
        return words.month_state(self.standing.state)

    @property
    def claimed(self) -> Decimal:
        """Money asked of platforms, without signs."""
        return self.standing.states.get("claimed", (0, ZERO))[1]

    @property
    def open_href(self) -> str:
        """What nobody has explained."""
        return self.list_href(state="open")

    @property
    def claimed_href(self) -> str:
        """What was claimed."""
        return self.list_href(state="claimed")

    @property
    def overdue_href(self) -> str:
        """What is due and has not come."""
        return self.list_href(kind="missing_settlement")

    @property
    def all_href(self) -> str:
        """Every difference of the month."""
        return self.list_href()

    @property
    def overdue(self) -> Decimal:
        """What is due and has not come."""
        shops = self.standing.run.standing["shops"]
        return sum((Decimal(shop["overdue"]) for shop in shops), ZERO)

    @property
    def tabs(self) -> list[dict[str, Any]]:
        """The newest months side by side."""
        known = selectors.months_of(self.scope.brand)
        shown = known[:MOST_TABS]
        if self.standing.month not in shown:
            shown.append(self.standing.month)
        here = reverse("settlement:home", args=[self.scope.brand.key])
        return [
            {
                "label": month,
                "href": f"{here}?month={month}",
                "is_current": month == self.standing.month,
            }
            for month in shown
        ]

    def list_href(self, **query: str) -> str:
        """The list of differences, narrowed."""
        here = reverse("settlement:difference_list", args=[self.scope.brand.key])
        return f"{here}?{urlencode({'month': self.standing.month, **query})}"

    @property
    def statement_href(self) -> str:
        """The month's workbook: what was signed, else what would be."""
        closing = self.standing.closing
        if self.standing.is_closed and closing is not None:
            return reverse("settlement:closing_xlsx", args=[self.scope.brand.key, closing.pk])
        return self._export("draft_xlsx")

    def _export(self, name: str, query: str = "") -> str:
        here = reverse(f"settlement:{name}", args=[self.scope.brand.key])
        return f"{here}?month={self.standing.month}{query}"

    @cached_property
    def matrix(self) -> Table:
        """Unexplained money by cause and age; each cell leads to its differences."""
        cells: dict[str, dict[str, Decimal]] = defaultdict(dict)
        for cell in selectors.ages_open(self.scope.brand, self.standing.month):
            cells[cell.kind][cell.age] = cell.amount
        columns = [Column("kind", _("Cause"))]
        columns += [self._money(key, words.bucket(key)) for key in words.BUCKETS]
        columns.append(self._money("total", _("Total")))
        ordered = sorted(cells, key=lambda kind: -sum(cells[kind].values(), ZERO))
        rows = tuple(self._matrix_row(kind, cells[kind]) for kind in ordered)
        sums = [sum((cells[k].get(b, ZERO) for k in cells), ZERO) for b in words.BUCKETS]
        return Table(
            columns=tuple(columns),
            rows=rows,
            key="settlement-matrix",
            caption=_("Unexplained by cause and age"),
            sums=("", *sums, sum(sums, ZERO)) if rows else (),
            export_href=self._export("differences_xlsx", "&state=open") if rows else "",
            empty_title=_("Nothing is unexplained"),
            empty_text=_("Every movement and every order of the month is matched or explained."),
        )

    def _matrix_row(self, kind: str, ages: dict[str, Decimal]) -> Row:
        cells: list[Any] = [words.kind(kind)]
        for bucket in words.BUCKETS:
            amount = ages.get(bucket)
            href = self.list_href(kind=kind, age=bucket, state="open")
            cells.append(Cell(amount, href=href) if amount else Cell("", reason=""))
        cells.append(Cell(sum(ages.values(), ZERO), href=self.list_href(kind=kind, state="open")))
        return Row(tuple(cells), href=self.list_href(kind=kind, state="open"))

    @cached_property
    def accounts(self) -> Table:
        """Opening, movements, closing of every account, and what became of its lines."""
        made = tables.accounts(self.standing.run.standing["accounts"], self.list_href)
        return replace(made, export_href=self.statement_href)

    @cached_property
    def shops(self) -> Table:
        """What orders of each shop should bring and brought."""
        names = selectors.shop_names(self.scope.brand)
        made = tables.shops(self.standing.run.standing["shops"], names, self.currency)
        return replace(made, export_href=self.statement_href)

    @cached_property
    def dues(self) -> Table:
        """What falls due next."""
        names = selectors.shop_names(self.scope.brand)
        rows = self.standing.run.standing["next_dues"][:MOST_DUES]
        return Table(
            columns=(
                Column("day", pgettext("money", "Due on"), "day"), Column("shop", _("Shop")),
                Column("platform", _("Platform")), Column("orders", _("Orders"), "count"),
                self._money("amount", _("Amount")),
            ),
            rows=tuple(
                Row((
                    tables.day(row["day"]), names.get(row["shop_key"], row["shop_key"]),
                    platform_word(row["platform"]), row["orders"], money(row["amount"]),
                ))
                for row in rows
            ),
            key="settlement-dues",
            caption=_("Due next"),
        )  # fmt: skip

    @cached_property
    def adjustments(self) -> Table:
        """What came late for closed months."""
        rows = selectors.adjustments_of(self.scope.brand, self.standing.month)
        made = tables.adjustments([tables.adjustment_row(one) for one in rows])
        return replace(made, export_href=self.statement_href)

    def _money(self, key: str, label: str) -> Column:
        return Column(key, label, "money", currency=self.currency)
