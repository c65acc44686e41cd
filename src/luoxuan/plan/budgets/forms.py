"""What a person types of budgets, parsed once."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.people.access import Scope
from luoxuan.foundation.people.platforms import platform_word
from luoxuan.plan.budgets.models import BudgetLine
from luoxuan.plan.budgets.models.lines import CostKind
from luoxuan.plan.budgets.services import CostDraft, LineDraft, Promise
from luoxuan.plan.budgets.split import CENT, months_split
from luoxuan.plan.strategy import selectors as strategy


def money_field(label: Any, **more: Any) -> forms.DecimalField:
    """An amount with cents."""
    widget = forms.NumberInput(attrs={"step": "0.01"})
    return forms.DecimalField(label=label, max_digits=15, decimal_places=2, widget=widget, **more)


def month_choices() -> list[tuple[str, str]]:
    """The twelve months."""
    return [(str(month), f"{month:02d}") for month in range(1, 13)]


class YearForm(forms.Form):
    """A year to plan."""

    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)


class LineForm(forms.Form):
    """A line; `total` splits a year's amount over the months."""

    name = forms.CharField(label=_("Name"), max_length=120)
    cost_kind = forms.ChoiceField(label=_("Kind of cost"), choices=CostKind.choices)
    objective = forms.ChoiceField(label=_("Objective"), required=False)
    place = forms.ChoiceField(
        label=_("Place"),
        required=False,
        help_text=_(
            "Ad spend goes to the line of its campaign, else its shop, else its platform, else the brand."
        ),
    )
    campaign_id = forms.CharField(label=_("Campaign id"), required=False, max_length=80)
    control = forms.ChoiceField(
        label=_("Where the money is not enough"), choices=BudgetLine.Control.choices
    )
    owner = forms.ChoiceField(label=_("In charge"), required=False)
    roi_floor = forms.DecimalField(
        label=_("ROI floor"),
        required=False,
        min_value=Decimal(0),
        max_digits=8,
        decimal_places=2,
        help_text=_("Below it the owner gets a task. For advertising."),
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=300)
    total = money_field(
        _("Amount of the year"),
        required=False,
        min_value=Decimal(0),
        help_text=_("Split over the months to the cent; the grid changes single months."),
    )
    split = forms.ChoiceField(label=_("Split"), required=False)

    def __init__(
        self, scope: Scope, *args: Any, shapes: Mapping[str, tuple[str, list[Decimal]]], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.shapes = shapes
        self.members = {str(m.user_id): m.user for m in people.memberships_of(scope.brand)}
        shops = people.shops_of(scope.brand)
        platforms = sorted({shop.platform for shop in shops})
        objectives = [(str(one.pk), one.title) for one in strategy.objectives(scope.brand)]
        members = [(key, str(user)) for key, user in self.members.items()]
        self._choose("objective", [("", gettext("None yet")), *objectives])
        self._choose("owner", [("", gettext("Nobody yet")), *members])
        self._choose("split", [(key, word) for key, (word, _weights) in shapes.items()])
        self._choose("place", [
            ("", gettext("The whole brand")),
            (gettext("Platforms"), [(f"channel:{key}", platform_word(key)) for key in platforms]),
            (gettext("Shops"), [(f"shop:{shop.key}", shop.name) for shop in shops]),
        ])  # fmt: skip

    def draft(self, *, with_months: bool) -> LineDraft:
        """The line the form stands for."""
        said = self.cleaned_data
        what, _colon, key = said["place"].partition(":")
        months = None
        if with_months and said["total"] is not None:
            _word, weights = self.shapes[said["split"] or next(iter(self.shapes))]
            months = months_split(said["total"].quantize(CENT), weights)
        return LineDraft(
            name=said["name"].strip(),
            cost_kind=said["cost_kind"],
            objective_id=int(said["objective"]) if said["objective"] else None,
            channel=key if what == "channel" else "",
            shop_key=key if what == "shop" else "",
            campaign_id=said["campaign_id"].strip(),
            control=said["control"],
            owner=self.members.get(said["owner"]),
            roi_floor=said["roi_floor"],
            note=said["note"],
            months=months,
        )

    def _choose(self, name: str, choices: list[Any]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]


class CommitForm(forms.Form):
    """Money to promise."""

    month = forms.ChoiceField(label=_("Month"))
    amount = money_field(_("Amount"), min_value=Decimal("0.01"))
    counterparty = forms.CharField(label=_("To whom"), required=False, max_length=120)
    note = forms.CharField(label=_("What for"), required=False, max_length=300)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["month"].choices = month_choices()  # type: ignore[attr-defined]

    def promise(self) -> Promise:
        """To whom and what for."""
        return Promise(self.cleaned_data["counterparty"], self.cleaned_data["note"])


class ExceptionForm(forms.Form):
    """More money for a month."""

    month = forms.ChoiceField(label=_("Month"))
    amount = money_field(_("Amount on top"), min_value=Decimal("0.01"))
    reason = forms.CharField(label=_("Reason"), max_length=300)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["month"].choices = month_choices()  # type: ignore[attr-defined]


class CostForm(forms.Form):
    """A cost that was paid."""

    spent_on = forms.DateField(
        label=_("Paid on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    amount = money_field(_("Amount"), help_text=_("Below zero: a credit note."))
    text = forms.CharField(label=_("What for"), max_length=200)
    reference = forms.CharField(label=_("Voucher"), required=False, max_length=80)

    def draft(self, line: BudgetLine) -> CostDraft:
        """The cost the form stands for."""
        said = self.cleaned_data
        return CostDraft(line, said["spent_on"], said["amount"], said["text"], said["reference"])


class SpendForm(forms.Form):
    """What a promise cost in the end."""

    amount = money_field(_("Amount"), min_value=Decimal("0.01"))
    spent_on = forms.DateField(
        label=_("Paid on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class FileForm(forms.Form):
    """A workbook with costs."""

    file = forms.FileField(label=_("Workbook (.xlsx)"))


class GridForm:
    """Every month of every line: what was typed, and what is wrong with it."""

    def __init__(self, lines: Iterable[BudgetLine], data: Mapping[str, Any]) -> None:
        self.amounts: dict[int, dict[int, Decimal]] = {}
        self.errors: list[str] = []
        self.typed = data
        self.reason = str(data.get("reason", ""))
        for line in lines:
            for month in range(1, 13):
                text = str(data.get(f"m-{line.pk}-{month}", "")).strip().replace(",", "")
                if text:
                    self._amount(line, month, text)

    def _amount(self, line: BudgetLine, month: int, text: str) -> None:
        try:
            amount = Decimal(text)
            fits = amount.is_finite() and 0 <= amount < 10**15 and amount == amount.quantize(CENT)
        except InvalidOperation:
            fits = False
        if fits:
            self.amounts.setdefault(line.pk, {})[month] = amount.quantize(CENT)
        else:
            self.errors.append(
                gettext("%(line)s, month %(month)s: %(text)s is no amount with cents.")
                % {"line": line.name, "month": month, "text": text[:20]}
            )


class DayForm(forms.Form):
    """The day the standing is looked at."""

    day = forms.DateField(required=False)

    def chosen(self, today: date) -> date:
        """That day, today where nothing sensible is said."""
        return (self.cleaned_data.get("day") if self.is_valid() else None) or today
