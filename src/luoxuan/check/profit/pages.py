"""What the profit pages show."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from luoxuan.analysis.profit import STEPS, ProfitAnswer, ProfitRow
from luoxuan.charts import Table
from luoxuan.charts.bars import Bar, Ends, waterfall
from luoxuan.charts.frame import Measure, Spec
from luoxuan.check.profit import asking, tables, words
from luoxuan.check.profit.asking import ProfitAsked
from luoxuan.check.profit.forms import AskForm
from luoxuan.foundation.people.access import Scope

MOST_ROWS = 300
"""Rows on a page; the workbook holds all of them."""


@dataclass(frozen=True)
class ProfitPage:
    """The explorer for one question."""

    scope: Scope
    form: AskForm
    asked: ProfitAsked
    today: date

    @classmethod
    def of(cls, scope: Scope, query: Any, at: datetime, by: str = "shop") -> "ProfitPage":
        """From the address: what is not said is the month of the newest day."""
        form = AskForm(query or None, shops=shops_of(scope))
        asked = form.asked(scope, asking.usual_period(brand=scope.brand, at=at), by)
        return cls(scope, form, asked, asking.today_of(scope.brand, at))

    def answer(self) -> ProfitAnswer:
        """The bridge by what was asked, members under their names."""
        return asking.profit_answer(brand=self.scope.brand, asked=self.asked)

    @property
    def chosen_shops(self) -> list[str]:
        """Shops the address names."""
        data = self.form.data
        return data.getlist("shop") if isinstance(data, QueryDict) else []

    def query(self, **changed: Any) -> str:
        """The address's question with something changed; an empty value leaves it out."""
        said: dict[str, Any] = {
            "first": self.asked.first, "last": self.asked.last, "by": self.asked.by[0],
            "basis": self.asked.basis, "ad_rule": self.asked.ad_rule, "shop": self.chosen_shops,
        } | changed  # fmt: skip
        return "?" + urlencode([(k, v) for k, v in said.items() if v], doseq=True)

    def link(self, row: ProfitRow) -> str:
        """A shop leads to its SKUs, a platform, a month to its days; anything else is a leaf."""
        kind, member = self.asked.by[0], row.members[0]
        if kind == "shop" and member:
            return self.query(shop=[member], by="sku")
        if kind == "month":
            first = date.fromisoformat(f"{member[:7]}-01")
            return self.query(
                first=first, last=min(asking.month_end(first), self.asked.last), by="day"
            )
        if kind == "day":
            return self.query(first=member, last=member, by="sku")
        return ""

    def context(self) -> dict[str, Any]:
        """Everything the explorer shows."""
        answer = self.answer()
        brand = self.scope.brand
        before, after = asking.neighbours(self.asked.first, self.asked.last, self.today)
        export = reverse("profit:xlsx", args=[brand.key]) + self.query()
        return {
            "page": self, "scope": self.scope, "answer": answer, "steps": answer.total.steps,
            "rows": tables.rows_table(answer, href=self.link, export_href=export, most=MOST_ROWS),
            "more": max(len(answer.rows) - MOST_ROWS, 0),
            "chart": drawing(answer.total, answer.question.currency),
            "bridge": tables.bridge_table(answer.total, answer.question.currency),
            "estimates": estimates(answer),
            "tabs": self._tabs(),
            "before": self.query(first=before[0], last=before[1]),
            "after": self.query(first=after[0], last=after[1]) if after else "",
            "unknown": answer.total.cost_coverage is not None and answer.total.cost_coverage < 1,
            "no_cost": _("No cost is known: bring a cost table."),
            "can_keep": self.scope.may("costs.write"),
        }  # fmt: skip

    def _tabs(self) -> list[dict[str, Any]]:
        return [
            {"label": words.dimension_word(name), "href": self.query(by=name), "is_current": name == self.asked.by[0]}
            for name in words.DIMENSION
        ]  # fmt: skip


def estimates(answer: ProfitAnswer) -> Table | None:
    """By fee and platform; None before anything was settled."""
    return (
        tables.estimates_table(answer.estimates, answer.question.currency)
        if answer.estimates
        else None
    )


def shops_of(scope: Scope) -> list[tuple[str, str]]:
    """Shops the person may see, as key and name."""
    found = [(shop.key, shop.name) for shop in scope.brand.shops.all()]
    return [one for one in found if scope.sees_shop(one[0])]


def drawing(total: ProfitRow, currency: str) -> Spec | None:
    """The waterfall from list value to operating profit; None where nothing was sold."""
    first = total.steps[STEPS[0].key]
    if not first:
        return None
    parts = [step for step in STEPS[1:] if not step.is_subtotal and total.steps[step.key]]
    bars = [Bar({"zh": s.name.zh, "en": s.name.en}, total.steps[s.key]) for s in parts]
    ends = Ends(
        first,
        total.steps["operating_profit"],
        {"zh": STEPS[0].name.zh, "en": STEPS[0].name.en},
        {"zh": STEPS[-1].name.zh, "en": STEPS[-1].name.en},
    )
    return waterfall(ends, bars, Measure("money", currency))
