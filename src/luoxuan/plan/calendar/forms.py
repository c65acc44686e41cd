"""What a person may say about the calendar."""

import re
from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.people.access import Scope
from luoxuan.plan.budgets import selectors as budgets
from luoxuan.plan.calendar.models import CalendarEntry
from luoxuan.plan.calendar.services import EntryDraft
from luoxuan.plan.strategy import selectors as strategy

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
NONE = ("", "—")


class EntryForm(forms.Form):
    """One entry."""

    kind = forms.ChoiceField(label=_("Kind"), choices=CalendarEntry.Kind.choices)
    title = forms.CharField(label=_("Title"), max_length=120)
    starts_on = forms.DateField(label=_("Begins on"), widget=DAY)
    ends_on = forms.DateField(label=_("Ends on"), widget=DAY, required=False)
    shop_key = forms.ChoiceField(label=_("Shop"), required=False)
    skus = forms.CharField(
        label=_("SKUs"), required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Merchant codes, by space or comma; empty means the whole shop."),
    )  # fmt: skip
    objective_id = forms.ChoiceField(label=_("Objective"), required=False)
    budget_line_id = forms.ChoiceField(label=_("Budget line"), required=False)
    amount = forms.DecimalField(
        label=_("Cost"), required=False, min_value=0, max_digits=14, decimal_places=2
    )
    owner = forms.ChoiceField(label=_("Responsible"), required=False)
    state = forms.ChoiceField(label=_("State"), choices=CalendarEntry.State.choices)
    note = forms.CharField(
        label=_("Remark"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, scope: Scope, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shops = [s for s in people.shops_of(scope.brand) if scope.sees_shop(s.key)]
        every = [("", _("Every shop"))] if scope.shop_keys is None else []
        self.members = {str(m.user_id): m.user for m in people.memberships_of(scope.brand)}
        self._offer("shop_key", [*every, *((s.key, s.name) for s in shops)])
        self._offer("owner", [NONE, *((key, user.name) for key, user in self.members.items())])
        goals = strategy.objectives(scope.brand)
        self._offer("objective_id", [NONE, *((str(o.pk), o.title) for o in goals)])
        lines = budgets.lines_of(scope.brand, year)
        self._offer("budget_line_id", [NONE, *((str(line.pk), str(line)) for line in lines)])

    def _offer(self, name: str, choices: list[Any]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = choices

    def clean(self) -> dict[str, Any]:
        """An entry without a last day takes one day."""
        said = super().clean() or {}
        if said.get("starts_on") and not said.get("ends_on") and "ends_on" not in self.errors:
            said["ends_on"] = said["starts_on"]
        if said.get("starts_on") and said.get("ends_on", date.max) < said["starts_on"]:
            self.add_error("ends_on", _("The last day lies before the first."))
        return said

    @property
    def draft(self) -> EntryDraft:
        """What was said."""
        said = dict(self.cleaned_data)
        said["skus"] = tuple(filter(None, re.split(r"[\s,，;；、]+", said["skus"])))
        for name in ("objective_id", "budget_line_id"):
            said[name] = int(said[name]) if said[name] else None
        said["owner"] = self.members.get(said["owner"])
        return EntryDraft(**said)


def said_of(entry: CalendarEntry) -> dict[str, Any]:
    """An entry as the form's first values."""
    names = ("kind", "title", "starts_on", "ends_on", "shop_key", "amount", "state", "note")
    return {
        **{name: getattr(entry, name) for name in names},
        "skus": ", ".join(entry.skus),
        "objective_id": entry.objective_id or "",
        "budget_line_id": entry.budget_line_id or "",
        "owner": entry.owner_id or "",
    }


class MoveForm(forms.Form):
    """Where an entry goes."""

    starts_on = forms.DateField()


class ImportForm(forms.Form):
    """A file of entries."""

    file = forms.FileField(label=_("Workbook or CSV"))


class FeedForm(forms.Form):
    """A new feed."""

    name = forms.CharField(label=_("Name"), max_length=60)
    kinds = forms.MultipleChoiceField(
        label=_("Kinds"), choices=CalendarEntry.Kind.choices, required=False,
        widget=forms.CheckboxSelectMultiple, help_text=_("None chosen: all of them."),
    )  # fmt: skip
