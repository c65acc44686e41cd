"""Findings, causes and actions, from text to drafts (12.2, 12.4)."""

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luoxuan.act.improvements import selectors, services, words
from luoxuan.act.improvements.models import Action, Finding, RootCause
from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.tasks import selectors as tasks
from luoxuan.metrics import METRICS

if TYPE_CHECKING:
    from luoxuan.foundation.people.access import Scope
    from luoxuan.foundation.people.models import User

PERCENT = Decimal(100)
CHECK_AFTER = timedelta(days=21)
"""Three weeks: each weekday three times."""


class DayInput(forms.DateInput):
    """A day, chosen in the browser's own calendar."""

    def __init__(self) -> None:
        super().__init__(attrs={"type": "date"}, format="%Y-%m-%d")


class _InBrand(forms.Form):
    """Knows who may be chosen: people and shops of the brand within the asking person's shops."""

    def __init__(self, *args: Any, scope: "Scope", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scope = scope
        self.people: dict[str, User] = {
            str(one.user.pk): one.user for one in tasks.members_of(scope.brand)
        }
        self.shop_choices = [
            (one.key, one.name) for one in people.shops_of(scope.brand) if scope.sees_shop(one.key)
        ]

    def _people_choices(self) -> list[tuple[str, str]]:
        return [(key, str(user)) for key, user in self.people.items()]


class FindingForm(_InBrand):
    """What was found."""

    title = forms.CharField(label=_("What was found"), max_length=200)
    detail = forms.CharField(
        label=_("In more words"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    metric = forms.ChoiceField(label=_("Metric"), required=False)
    shop_key = forms.ChoiceField(label=_("Shop"), required=False)
    owner = forms.ChoiceField(label=_("Looked after by"))
    source = forms.CharField(widget=forms.HiddenInput, required=False)
    source_id = forms.CharField(widget=forms.HiddenInput, required=False, max_length=120)
    source_url = forms.CharField(widget=forms.HiddenInput, required=False, max_length=500)

    def __init__(self, *args: Any, scope: "Scope", **kwargs: Any) -> None:
        super().__init__(*args, scope=scope, **kwargs)
        _choose(self, "metric", [("", "—"), *words.metric_choices()])
        shops = (
            self.shop_choices
            if scope.shop_keys is not None
            else [("", _("All shops")), *self.shop_choices]
        )
        _choose(self, "shop_key", shops)
        _choose(self, "owner", self._people_choices())
        self.fields["owner"].initial = str(scope.user.pk)

    def draft(self) -> services.FindingDraft:
        """The draft the form stands for."""
        said = dict(self.cleaned_data)
        said["owner"] = self.people[said["owner"]]
        said["source"] = said["source"] or Finding.Source.HAND
        return services.FindingDraft(**said)


class CauseForm(forms.Form):
    """A bone of the fishbone with its whys."""

    branch = forms.ChoiceField(label=_("Branch"), choices=RootCause.Branch.choices)
    statement = forms.CharField(label=_("Cause"), max_length=300)
    why1 = forms.CharField(label=_("Why?"), max_length=300, required=False)
    why2 = forms.CharField(label=_("And why that?"), max_length=300, required=False)
    why3 = forms.CharField(label=_("And why that?"), max_length=300, required=False)
    why4 = forms.CharField(label=_("And why that?"), max_length=300, required=False)
    why5 = forms.CharField(label=_("And why that?"), max_length=300, required=False)
    is_root = forms.BooleanField(label=_("This is what has to be acted on"), required=False)

    def draft(self) -> services.CauseDraft:
        """The draft the form stands for."""
        said = self.cleaned_data
        whys = tuple(said[f"why{n}"] for n in range(1, 6))
        return services.CauseDraft(said["branch"], said["statement"], whys, said["is_root"])


class EvidenceForm(forms.Form):
    """A page that shows something."""

    title = forms.CharField(label=_("What the page shows"), max_length=200)
    url = forms.CharField(label=_("Address"), max_length=500)
    figure = forms.CharField(label=_("Figure seen there"), max_length=200, required=False)

    def draft(self) -> services.EvidenceDraft:
        """The draft the form stands for."""
        return services.EvidenceDraft(**self.cleaned_data)


class ActionForm(_InBrand):
    """What is done by whom until when, and what it should do to which metric where."""

    title = forms.CharField(label=_("What is done"), max_length=200)
    detail = forms.CharField(
        label=_("How"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    cause = forms.ChoiceField(label=_("Against which cause"), required=False)
    owner = forms.ChoiceField(label=_("Done by"))
    due_on = forms.DateField(label=_("In force from"), widget=DayInput())
    check_on = forms.DateField(
        label=_("Effect is checked on"), widget=DayInput(),
        help_text=_("At least five days with data are needed, two weeks are better."),
    )  # fmt: skip
    metric = forms.ChoiceField(label=_("Metric it should move"))
    direction = forms.ChoiceField(label=_("Which way"), choices=Action.Direction.choices)
    expected = forms.DecimalField(
        label=_("Expected effect"), min_value=Decimal("0.0001"), max_digits=14, decimal_places=4,
        help_text=_("Shares and rates in percentage points."),
    )  # fmt: skip
    expected_kind = forms.ChoiceField(
        label=_("The number is"),
        choices=[("amount", _("a day, in the metric's unit")), ("share", _("percent of it"))],
    )
    shops = forms.MultipleChoiceField(
        label=_("Shops it is done in"), widget=forms.CheckboxSelectMultiple
    )
    controls = forms.MultipleChoiceField(
        label=_("Compared with"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Shops where nothing is changed: they make the measurement sharp."),
    )  # fmt: skip
    products = forms.CharField(
        label=_("Only these products"), required=False, max_length=500,
        help_text=_("Product ids, separated by commas."),
    )  # fmt: skip
    campaign = forms.CharField(label=_("Only this campaign"), required=False, max_length=120)
    cost = forms.DecimalField(
        label=_("What it costs"), required=False, min_value=0, max_digits=14, decimal_places=2
    )

    def __init__(self, *args: Any, scope: "Scope", finding: Finding, **kwargs: Any) -> None:
        super().__init__(*args, scope=scope, **kwargs)
        self.finding = finding
        self.causes = {str(cause.pk): cause for cause in selectors.causes_of(finding)}
        causes = [(key, cause.statement) for key, cause in self.causes.items()]
        _choose(self, "cause", [("", "—"), *causes])
        _choose(self, "owner", self._people_choices())
        _choose(self, "metric", words.metric_choices())
        _choose(self, "shops", self.shop_choices)
        # A person limited to some shops may still compare with others: only their keys are used.
        every = [(one.key, one.name) for one in people.shops_of(scope.brand)]
        _choose(self, "controls", every if scope.shop_keys is None else self.shop_choices)

    def draft(self) -> services.ActionDraft:
        """The draft the form stands for: percents become shares."""
        said = dict(self.cleaned_data)
        said["owner"] = self.people[said["owner"]]
        said["cause"] = self.causes.get(said["cause"])
        parts = said["products"].replace("，", ",").split(",")
        said["products"] = tuple(part.strip() for part in parts if part.strip())
        said["shops"], said["controls"] = tuple(said["shops"]), tuple(said["controls"])
        is_share = METRICS[said["metric"]].unit == "share"
        if said["expected_kind"] == Action.Kind.SHARE or is_share:
            said["expected"] = said["expected"] / PERCENT
        return services.ActionDraft(**said)


def action_initial(scope: "Scope", finding: Finding, today: date, due: str) -> dict[str, Any]:
    """First values of a plan: in force in a week, checked three weeks later, compared with all other shops."""
    try:
        due_on = date.fromisoformat(due)
    except ValueError:
        due_on = today + timedelta(days=7)
    shops = [finding.shop_key] if finding.shop_key else []
    seen = [one.key for one in people.shops_of(scope.brand) if scope.sees_shop(one.key)]
    return {
        "owner": str(finding.owner_id or scope.user.pk),
        "due_on": due_on,
        "check_on": due_on + CHECK_AFTER,
        "metric": finding.metric or "gmv_paid",
        "direction": _good_way(finding.metric or "gmv_paid"),
        "shops": shops,
        "controls": [key for key in seen if key not in shops] if shops else [],
    }


def _good_way(metric: str) -> str:
    return "down" if METRICS[metric].direction == "down" else "up"


class DoneForm(forms.Form):
    """It is in force."""

    started_on = forms.DateField(label=_("In force since"), widget=DayInput())
    outcome = forms.CharField(label=_("What was done"), max_length=500, required=False)


class MoveForm(forms.Form):
    """Other days."""

    due_on = forms.DateField(label=_("In force from"), widget=DayInput())
    check_on = forms.DateField(label=_("Effect is checked on"), widget=DayInput())
    reason = forms.CharField(label=_("Why"), max_length=500)


class CloseForm(forms.Form):
    """The decision on an action."""

    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[
            ("kept", _("Keep it")),
            ("not_kept", _("Do not keep it")),
            ("closed_with_reason", _("Close with a reason")),
        ],
    )
    reason = forms.CharField(label=_("Why"), max_length=500, required=False)


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("Why"), max_length=500)


class FilterForm(forms.Form):
    """Which findings are shown."""

    state = forms.ChoiceField(
        label=_("State"), required=False,
        choices=[("live", _("not closed")), ("", _("all")), *Finding.State.choices],
    )  # fmt: skip
    source = forms.ChoiceField(
        label=_("Seen in"), required=False, choices=[("", _("all")), *Finding.Source.choices]
    )


def _choose(form: forms.Form, name: str, choices: list[Any]) -> None:
    field = form.fields[name]
    field.choices = choices  # type: ignore[attr-defined]
