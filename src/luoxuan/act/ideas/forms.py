"""What a person says of ideas."""

from typing import Any, cast

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from luoxuan.act.ideas import selectors
from luoxuan.act.ideas.models import Suggestion, Trial
from luoxuan.act.ideas.services import TrialDraft
from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.people.access import Scope
from luoxuan.metrics import METRICS

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
ANSWERS = [choice for choice in Suggestion.State.choices if choice[0] != Suggestion.State.NEW]


class SuggestionForm(forms.Form):
    """One suggestion."""

    title = forms.CharField(label=_("In one line"), max_length=120)
    body = forms.CharField(label=_("More"), required=False, widget=forms.Textarea)


class AnswerForm(forms.Form):
    """What becomes of a suggestion."""

    state = forms.ChoiceField(label=_("What becomes of it"), choices=ANSWERS)
    answer = forms.CharField(label=_("Reason"), required=False, widget=forms.Textarea)
    thanks = forms.CharField(label=_("Thanks"), max_length=200, required=False)


class TrialForm(forms.Form):
    """One innovation project."""

    title = forms.CharField(label=_("Title"), max_length=120)
    hypothesis = forms.CharField(label=_("Hypothesis"), widget=forms.Textarea(attrs={"rows": 3}))
    metric = forms.ChoiceField(label=_("Metric it should move"))
    shop_key = forms.ChoiceField(label=_("Shop"), required=False)
    budget = forms.DecimalField(
        label=_("Trial budget"), min_value=0, max_digits=12, decimal_places=2
    )
    stop_rule = forms.CharField(label=_("Stop rule"), max_length=300)
    stop_below = forms.DecimalField(
        label=_("Stop where a week lies below"), required=False,
        help_text=_("The system watches it every morning; empty: a person does."),
    )  # fmt: skip
    starts_on = forms.DateField(label=_("Begins on"), widget=DAY)
    ends_on = forms.DateField(label=_("Ends on"), widget=DAY)
    owner = forms.ChoiceField(label=_("Responsible"), required=False)
    suggestion = forms.ChoiceField(label=_("Comes from"), required=False)

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = {str(m.user_id): m.user for m in people.memberships_of(scope.brand)}
        self.suggestions = {str(s.pk): s for s in selectors.suggestions_of(scope.brand)}
        is_english = get_language() == "en"
        self._offer(
            "metric", [(m.id, m.name.en if is_english else m.name.zh) for m in METRICS.values()]
        )
        shops = [(s.key, s.name) for s in people.shops_of(scope.brand) if scope.sees_shop(s.key)]
        self._offer("shop_key", [("", _("Every shop")), *shops])
        self._offer("owner", [("", "—"), *((k, user.name) for k, user in self.members.items())])
        self._offer("suggestion", [("", "—"), *((k, s.title) for k, s in self.suggestions.items())])

    def _offer(self, name: str, choices: list[Any]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = choices

    @property
    def draft(self) -> TrialDraft:
        """What was said."""
        said = dict(self.cleaned_data)
        said["owner"] = self.members.get(said["owner"])
        said["suggestion"] = self.suggestions.get(said["suggestion"])
        return TrialDraft(**said)


class CostForm(forms.Form):
    """Money a trial spent."""

    on = forms.DateField(label=_("Day"), widget=DAY)
    what = forms.CharField(label=_("For what"), max_length=120)
    amount = forms.DecimalField(label=_("Amount"), min_value=0, max_digits=12, decimal_places=2)


class FinishForm(forms.Form):
    """How a trial ended."""

    outcome = forms.ChoiceField(label=_("Outcome"), choices=Trial.Outcome.choices)
    learnt = forms.CharField(label=_("What was learnt"), widget=forms.Textarea)


class PoolForm(forms.Form):
    """The year's trial money."""

    amount = forms.DecimalField(
        label=_("Trial money of the year"), min_value=0, max_digits=12, decimal_places=2
    )
