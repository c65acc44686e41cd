"""What the pages of budgets say: the answer in a sentence, then what needs a decision."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from luoxuan.documents.document import Document
from luoxuan.foundation.gates import selectors as gates
from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.people.access import Scope
from luoxuan.plan.budgets import drawings, selectors, tables
from luoxuan.plan.budgets.models import Budget, BudgetLine
from luoxuan.plan.budgets.selectors import BudgetStanding, LineStanding
from luoxuan.plan.budgets.words import amount_words, over_sentence


@dataclass(frozen=True)
class Decision:
    """Something a person has to decide or mend."""

    text: str
    kind: str
    href: str


@dataclass(frozen=True)
class YearPage:
    """One year's budget on a day."""

    scope: Scope
    standing: BudgetStanding
    decisions: tuple[Decision, ...]
    shops: dict[str, str]

    @property
    def budget(self) -> Budget:
        """The budget."""
        return self.standing.budget

    def sentence(self) -> str:
        """Planned, committed, spent, left, forecast."""
        one = self.standing
        told = {
            "year": self.budget.year,
            "planned": self._money(one.planned),
            "committed": self._money(one.committed),
            "spent": self._money(one.actual),
            "left": self._money(one.left),
            "forecast": self._money(one.forecast),
        }
        return (
            _(
                "%(year)s: %(planned)s planned, %(committed)s committed, %(spent)s spent, %(left)s left; %(forecast)s expected by the end of the year."
            )
            % told
        )

    def document(self) -> Document:
        """The budget for a workbook or paper."""
        months = [tables.months_table(self.standing, key) for key in tables.measures()]
        return Document(
            title=f"{self.scope.brand.name} {_('Budget')} {self.budget.year}",
            subtitle=str(self.standing.day),
            sentences=(self.sentence(),),
            warnings=tuple(one.text for one in self.decisions),
            tables=(
                tables.lines_table(self.standing, self.shops), *months,
                tables.unplanned_table(self.budget, self.budget.unplanned.all(), self.shops),
            ),
            currency=self.scope.brand.currency,
            stamp=_("Version %(n)s, ad spend read %(at)s")
            % {"n": self.budget.version, "at": _moment(self.budget.actuals_at)},
            cover=_("Summary"),
        )  # fmt: skip

    def context(self, measure: str) -> dict[str, Any]:
        """Everything the template draws."""
        spec, table = drawings.months_chart(self.standing)
        return {
            "page": self,
            "budget": self.budget,
            "standing": self.standing,
            "lines": tables.lines_table(self.standing, self.shops),
            "months": tables.months_table(self.standing, measure),
            "measures": [
                {"label": word, "href": f"?measure={key}#months", "is_current": key == measure}
                for key, (word, _pick) in tables.measures().items()
            ],
            "spec": spec,
            "chart_table": table,
        }

    def _money(self, amount: Any) -> str:
        return amount_words(amount, self.scope.brand.currency)


def year_page(scope: Scope, budget: Budget, day: date) -> YearPage:
    """The year's page."""
    standing = selectors.budget_standing(budget, day)
    return YearPage(scope, standing, tuple(_decisions(scope, standing)), shop_names(scope))


def today_of(scope: Scope, at: datetime) -> date:
    """Today in the brand's zone."""
    return at.astimezone(ZoneInfo(scope.brand.zone)).date()


def _decisions(scope: Scope, standing: BudgetStanding) -> list[Decision]:
    budget = standing.budget
    found = _waiting(scope, budget)
    found += [
        Decision(over_sentence(one), "bad", tables.line_url(one.line)) for one in standing.over
    ]
    for one in standing.roi_low:
        low = {"line": one.line.name, "roi": f"{one.roi_now:.2f}", "floor": one.line.roi_floor}
        found.append(Decision(_("%(line)s: ROI %(roi)s is below its floor of %(floor)s.") % low,
                              "bad", tables.line_url(one.line)))  # fmt: skip
    if standing.unplanned:
        told: dict[str, object] = {"amount": amount_words(standing.unplanned, scope.brand.currency)}
        href = reverse("budgets:unplanned", args=[scope.brand.key, budget.year])
        found.append(Decision(_("%(amount)s of ad spend stand on no line.") % told, "bad", href))
    loose = [one for one in standing.lines if one.line.objective_id is None]
    if loose:
        told = {"n": len(loose)}
        found.append(Decision(_("%(n)s lines serve no objective.") % told, "info",
                              tables.line_url(loose[0].line)))  # fmt: skip
    return found


def _waiting(scope: Scope, budget: Budget) -> list[Decision]:
    """Requests of this year that wait at a gate."""
    changes, exceptions = selectors.requests_waiting(budget)
    subjects = [("budget", str(budget.pk))] if budget.state == Budget.State.WAITING else []
    subjects += [("budget_change", str(one.pk)) for one in changes]
    subjects += [("budget_exception", str(one.pk)) for one in exceptions]
    found = []
    for kind, key in subjects:
        gate = gates.gate_latest(scope.brand, kind, key)
        if gate is not None and gate.is_open:
            href = reverse("gates:gate", args=[scope.brand.key, gate.pk])
            found.append(
                Decision(_("Waits for approval: %(title)s") % {"title": gate.title}, "info", href)
            )
    return found


def shop_names(scope: Scope) -> dict[str, str]:
    """The register's names."""
    return {shop.key: shop.name for shop in people.shops_of(scope.brand)}


def line_sentence(one: LineStanding) -> str:
    """Where the line stands."""
    currency = one.line.brand.currency
    amounts = {
        "planned": one.planned, "committed": one.committed, "spent": one.actual,
        "left": one.left, "forecast": one.forecast,
    }  # fmt: skip
    told = {name: amount_words(amount, currency) for name, amount in amounts.items()}
    return (
        _(
            "%(planned)s planned, %(committed)s committed, %(spent)s spent, %(left)s left; %(forecast)s expected by the end of the year."
        )
        % told
    )


def shapes_of(scope: Scope, year: int) -> dict[str, tuple[str, list[Decimal]]]:
    """How a year's amount can be split: evenly, or as last year's money went."""
    shapes = {"even": (_("evenly"), [Decimal(1)] * 12)}
    rooms = selectors.rooms_of(selectors.lines_of(scope.brand, year - 1))
    spent = [
        sum((room.month(m).actual for room in rooms.values()), Decimal(0)) for m in range(1, 13)
    ]
    if any(one > 0 for one in spent):
        word = _("as the money of %(year)s went") % {"year": year - 1}
        shapes["season"] = (word, [max(one, Decimal(0)) for one in spent])
    return shapes


def line_initial(line: BudgetLine | None) -> dict[str, Any]:
    """What the form of a line begins with."""
    if line is None:
        return {"control": BudgetLine.Control.STOP}
    place = f"shop:{line.shop_key}" if line.shop_key else ""
    place = f"channel:{line.channel}" if line.channel else place
    names = ("name", "cost_kind", "campaign_id", "control", "roi_floor", "note")
    return {
        **{name: getattr(line, name) for name in names},
        "objective": str(line.objective_id or ""),
        "owner": str(line.owner_id or ""),
        "place": place,
    }


def _moment(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC" if at else "—"
