"""What a page of a report shows: the answer with its links, filters and neighbours."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from luoxuan.analysis.daily import DailyAnswer
from luoxuan.check.dashboards import drawings, reports, tables
from luoxuan.check.dashboards.forms import ReportForm
from luoxuan.check.dashboards.report_document import report_document
from luoxuan.documents.document import Document
from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.people.access import Scope
from luoxuan.metrics.period import PeriodError
from luoxuan.metrics.sentences import Language, Sentence

TITLES = {
    "daily": lambda: _("Daily report"),
    "weekly": lambda: _("Weekly report"),
    "monthly": lambda: _("Monthly report"),
}


@dataclass(frozen=True)
class FindingCard:
    """A finding as a page shows it."""

    sentence: Sentence
    shop: str
    href: str


@dataclass(frozen=True)
class ReportPage:
    """One report, asked for by one person; `refusal` says why there is no answer and how to ask."""

    scope: Scope
    report: str
    when: str
    form: ReportForm
    query: Mapping[str, Any]
    answer: DailyAnswer | None = None
    refusal: str = ""
    links: Mapping[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What the report is called."""
        return TITLES[self.report]()

    @property
    def language(self) -> Language:
        """The reader's language."""
        return "zh" if (get_language() or "zh").startswith("zh") else "en"

    @property
    def result(self) -> DailyAnswer:
        """The answer of a page that has one."""
        if self.answer is None:
            raise ValueError("A refused page has no answer: look at `refusal` first.")
        return self.answer

    def url(self, name: str, **more: Any) -> str:
        """An address of this report with the filters as they are."""
        parts = {"brand": self.scope.brand.key, "report": self.report, "when": self.when}
        base = reverse(f"dashboards:{name}", kwargs={**parts, **more})
        return f"{base}?{urlencode(self.query, doseq=True)}" if self.query else base

    def drill(self, metric: str, shop: str) -> str:
        """The address of the rows behind a metric of a shop; of all shops in the report where it is empty."""
        base = self.url("figure", metric=metric)
        if not shop:
            return base
        return f"{base}{'&' if self.query else '?'}{urlencode({'of': shop})}"

    def day(self, day: date) -> str:
        """The daily report of a day, with the filters as they are."""
        moved = replace(self, report="daily", when=day.isoformat())
        return moved.url("report")

    def document(self) -> Document:
        """The report for a workbook or paper."""
        return report_document(
            self.result,
            language=self.language,
            title=f"{self.scope.brand.name} {self.title}",
            stamp=self.stamp(),
        )

    def stamp(self) -> str:
        """Of which data the report is made."""
        if self.result.question.as_of:
            return _("Data as of %(moment)s") % {
                "moment": f"{self.result.question.as_of:%Y-%m-%d %H:%M} UTC"
            }
        return _("Newest data")

    def findings(self) -> list[FindingCard]:
        """Every finding with the name of its shop and the page of its rows."""
        names = tables.shop_names(self.result)
        return [
            FindingCard(
                found.sentence, names.get(found.shop, found.shop), self.url("finding", number=at)
            )
            for at, found in enumerate(self.result.findings)
        ]

    def context(self) -> dict[str, Any]:
        """Everything the template draws."""
        answer = self.result
        look = tables.Look(self.language, self.drill)
        return {
            "answer": answer,
            "findings": self.findings(),
            "shops": tables.shops_table(answer, look),
            "changes": tables.changes_table(answer, look),
            "movers": [
                tables.movers_table(moved, look, answer)
                for moved in answer.movers
                if moved.contributions
            ],
            "freshness": tables.freshness_table(answer, look),
            "tiles": tables.tiles(answer, look),
            "charts": drawings.drawings(answer, look, self.day),
        }


def report_page(scope: Scope, report: str, when: str, query: QueryDict) -> ReportPage:
    """The page; where the address makes no sense, one that says so and how to ask."""
    seen = [shop for shop in people.shops_of(scope.brand) if scope.sees_shop(shop.key)]
    form = ReportForm(query, shops=[(shop.key, shop.name) for shop in seen])
    kept = {key: query.getlist(key) for key in ("shop", "as_of") if query.get(key)}
    page = ReportPage(scope, report, when, form, kept)
    if not form.is_valid():
        return _refused(page, " ".join(str(error) for error in form.errors.values()))
    try:
        asked = form.asked(report, when, scope.shop_keys)
        answer = reports.report_answer(brand=scope.brand, asked=asked)
    except PeriodError as error:
        return _refused(page, str(error))
    period = answer.question.period
    before, after = reports.neighbours(asked.grain, period.first, period.last)
    links = {"before": _neighbour(page, before), "after": _neighbour(page, after)}
    return replace(page, answer=answer, links=links)


def _refused(page: ReportPage, why: str) -> ReportPage:
    return replace(page, refusal=why)


def _neighbour(page: ReportPage, when: str) -> str:
    return replace(page, when=when).url("report")


def no_filters() -> QueryDict:
    """An address without filters."""
    return QueryDict("")
