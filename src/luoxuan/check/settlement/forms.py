"""What a person types of differences, months and tolerances, parsed once."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from luoxuan.check.settlement import selectors, words
from luoxuan.check.settlement.models import DifferenceRecord
from luoxuan.check.settlement.selectors import DifferenceQuestion
from luoxuan.check.settlement.services import RuleDraft
from luoxuan.foundation.people.access import Scope
from luoxuan.foundation.people.models import User
from luoxuan.foundation.people.platforms import PLATFORMS, platform_word

HUNDRED = Decimal(100)
Choices = list[tuple[str, str]]


class FilterForm(forms.Form):
    """Which differences; what makes no sense in an address is as if it were not there."""

    month = forms.RegexField(r"^\d{4}-\d{2}$", label=_("Month"), required=False)
    kind = forms.ChoiceField(label=_("Cause"), required=False)
    shop = forms.ChoiceField(label=_("Shop"), required=False)
    account = forms.ChoiceField(label=_("Account"), required=False)
    age = forms.ChoiceField(label=_("Age"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)
    owner = forms.ChoiceField(label=_("Responsible"), required=False)
    text = forms.CharField(label=_("Order or flow number"), required=False, max_length=80)

    def __init__(self, data: Any, *, scope: Scope) -> None:
        super().__init__(data)
        month = str(data.get("month", ""))
        any_one = [("", gettext("All"))]
        self._choose("kind", any_one + [(key, words.kind(key)) for key in words.KINDS])
        self._choose("shop", any_one + sorted(selectors.shop_names(scope.brand).items()))
        self._choose("account", any_one + _accounts(scope, month))
        self._choose("age", any_one + [(key, words.bucket(key)) for key in words.BUCKETS])
        self._choose("state", any_one + _states())
        owners = [(str(key), name) for key, name in selectors.owners_of(scope.brand, month)]
        self._choose("owner", [*any_one, ("none", gettext("Nobody yet")), *owners])

    def question(self, month: str) -> DifferenceQuestion:
        """What is asked; of that month where the address names none."""
        self.is_valid()
        said = {name: self.cleaned_data.get(name) or "" for name in self.fields}
        said["month"] = said["month"] or month
        return DifferenceQuestion(**said, sort=str(self.data.get("sort") or "-amount"))

    def _choose(self, name: str, choices: Choices) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]


def _states() -> Choices:
    found = [(key, words.state(key)[1]) for key in DifferenceRecord.State.values]
    waiting = ("waiting", pgettext("difference", "Write-off waits"))
    return [("live", gettext("Not over yet")), *found, waiting]


def _accounts(scope: Scope, month: str) -> Choices:
    run = selectors.run_latest(scope.brand, month) if month else None
    accounts = run.standing["accounts"] if run else []
    return [(f"{row['provider']}|{row['account']}", words.account(row)) for row in accounts]


class AssignForm(forms.Form):
    """To whom."""

    owner = forms.ChoiceField(label=_("Responsible"))

    def __init__(self, *args: Any, people: list[User], **more: Any) -> None:
        super().__init__(*args, **more)
        self.people = {str(user.pk): user for user in people}
        choices = [(key, str(user)) for key, user in self.people.items()]
        self.fields["owner"].choices = choices  # type: ignore[attr-defined]

    def chosen(self) -> User:
        """The person."""
        return self.people[self.cleaned_data["owner"]]


class ReasonForm(forms.Form):
    """Why, and what shows it."""

    note = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    reference = forms.CharField(
        label=_("Evidence"), required=False, max_length=200,
        help_text=_("Number of the claim or of a document."),
    )  # fmt: skip


class ReopenForm(forms.Form):
    """Why a closed month should be opened again."""

    reason = forms.CharField(label=_("Reason"), max_length=300)


class ToleranceForm(forms.Form):
    """A rule."""

    kind = forms.ChoiceField(label=_("Cause"), required=False)
    platform = forms.ChoiceField(label=_("Platform"), required=False)
    amount = forms.DecimalField(
        label=_("Amount"), min_value=Decimal(0), max_digits=12, decimal_places=2
    )
    percent = forms.DecimalField(
        label=_("Or percent of what was expected"), required=False, min_value=Decimal(0),
        max_value=Decimal("99.9"), max_digits=6, decimal_places=4,
    )  # fmt: skip

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        any_one = [("", gettext("Any"))]
        kinds = [(key, words.kind(key)) for key in words.KINDS]
        platforms = [(key, platform_word(key)) for key in PLATFORMS]
        self.fields["kind"].choices = any_one + kinds  # type: ignore[attr-defined]
        self.fields["platform"].choices = any_one + platforms  # type: ignore[attr-defined]

    def draft(self) -> RuleDraft:
        """The rule the form stands for."""
        said = self.cleaned_data
        rate = (said["percent"] or Decimal(0)) / HUNDRED
        return RuleDraft(said["amount"], rate, said["kind"], said["platform"])


class LimitsForm(forms.Form):
    """What is told of, and what a month is closed with."""

    unexplained = forms.DecimalField(
        label=_("Unexplained money a month may be closed with"), min_value=Decimal(0),
        max_digits=14, decimal_places=2,
    )  # fmt: skip
    oldest_days = forms.IntegerField(
        label=_("Days after which a difference is told of"), min_value=1, max_value=3650
    )
