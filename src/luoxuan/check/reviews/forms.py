"""Reviews, from text to what services want."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luoxuan.check.reviews import followups, periods, services
from luoxuan.metrics.period import Period, PeriodError

if TYPE_CHECKING:
    from luoxuan.check.reviews.models import Review, ReviewSettings
    from luoxuan.foundation.people.models import User

DAY = forms.DateInput(attrs={"type": "date"})


class AskForm(forms.Form):
    """Which period is to be prepared."""

    when = forms.CharField(
        label=_("Month, quarter or year"),
        max_length=10,
        help_text=_("2026-10, 2026-Q4 or 2026"),
    )

    def clean_when(self) -> tuple[str, Period]:
        """Kind and period."""
        try:
            return periods.period_named(str(self.cleaned_data["when"]).strip())
        except PeriodError as error:
            raise forms.ValidationError(_("Write 2026-10, 2026-Q4 or 2026.")) from error


class PeopleForm(forms.Form):
    """Who was there."""

    people = forms.MultipleChoiceField(
        label=_("Who was there"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, people: "list[User]", **more: Any) -> None:
        super().__init__(*args, **more)
        self.known = {str(person.pk): person for person in people}
        self.fields["people"].choices = [(key, str(one)) for key, one in self.known.items()]  # type: ignore[attr-defined]

    def chosen(self) -> "list[User]":
        """The people."""
        return [self.known[key] for key in self.cleaned_data["people"]]


class MinutesForm(forms.Form):
    """The conclusion in a sentence or two, and the minutes."""

    conclusion = forms.CharField(
        label=_("Conclusion"), required=False, max_length=1000, widget=forms.Textarea({"rows": 2})
    )
    minutes = forms.CharField(
        label=_("Minutes"), required=False, max_length=20_000, widget=forms.Textarea({"rows": 6})
    )


class AgendaForm(forms.Form):
    """The agenda as lines: minutes, then the point."""

    agenda = forms.CharField(
        label=_("Agenda"),
        max_length=5_000,
        widget=forms.Textarea({"rows": 6}),
        help_text=_("One point a line, its minutes first: 10 Why the target was missed"),
    )

    def clean_agenda(self) -> list[tuple[str, int]]:
        """Points with their minutes."""
        found = []
        for line in str(self.cleaned_data["agenda"]).splitlines():
            number, _space, title = line.strip().partition(" ")
            if not line.strip():
                continue
            if not number.isdecimal() or not title.strip():
                raise forms.ValidationError(_("Begin each line with its minutes: 10 Why"))
            found.append((title.strip(), int(number)))
        return found

    @staticmethod
    def said(review: "Review") -> str:
        """The agenda as lines."""
        return "\n".join(f"{item.minutes} {item.title}" for item in review.agenda.all())


class DecisionForm(forms.Form):
    """What was decided, who sees to it, by when, and what it becomes."""

    text = forms.CharField(label=_("Decision"), max_length=500)
    reason = forms.CharField(label=_("Why"), required=False, max_length=500)
    owner = forms.ChoiceField(label=_("Who sees to it"), required=False)
    due_on = forms.DateField(label=_("Due by"), required=False, widget=DAY)
    follow = forms.ChoiceField(label=_("Becomes"), required=False)

    def __init__(self, *args: Any, people: "list[User]", **more: Any) -> None:
        super().__init__(*args, **more)
        self.known = {str(person.pk): person for person in people}
        names = [(key, str(person)) for key, person in self.known.items()]
        self.fields["owner"].choices = [("", "—"), *names]  # type: ignore[attr-defined]
        ways = [(way.key, way.label) for way in followups.ways()]
        self.fields["follow"].choices = [("", _("nothing more")), *ways]  # type: ignore[attr-defined]

    def draft(self) -> services.DecisionDraft:
        """What the form stands for."""
        data = dict(self.cleaned_data)
        return services.DecisionDraft(**{**data, "owner": self.known.get(data["owner"])})


class AnswerForm(forms.Form):
    """Adopt or reject a proposal, and why."""

    key = forms.CharField(max_length=64, widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Why"), max_length=500)
    adopt = forms.ChoiceField(choices=[("1", _("Adopt")), ("0", _("Reject"))])

    def answer(self) -> services.Answer:
        """What the form stands for."""
        data = self.cleaned_data
        return services.Answer(data["key"], data["adopt"] == "1", data["reason"])


class SettingsForm(forms.Form):
    """When reviews are due, how far proposals and scores go."""

    month_days = forms.IntegerField(
        label=_("Monthly review: days after the month"), min_value=1, max_value=90
    )
    quarter_days = forms.IntegerField(
        label=_("Quarterly review: days after the quarter"), min_value=1, max_value=90
    )
    year_days = forms.IntegerField(
        label=_("Yearly review: days after the year"), min_value=1, max_value=90
    )
    most_moved = forms.DecimalField(
        label=_("Of the ad budget at most this percent is proposed to move"),
        min_value=1,
        max_value=100,
        decimal_places=1,
    )
    score_cap = forms.DecimalField(
        label=_("A target counts at most (1.2 = 120 %)"),
        min_value=Decimal("0.1"),
        max_value=5,
        decimal_places=2,
    )
    score_floor = forms.DecimalField(
        label=_("A target counts at least (0 = nothing)"), min_value=0, max_value=5,
        decimal_places=2,
    )  # fmt: skip

    @staticmethod
    def initial_of(rules: "ReviewSettings") -> dict[str, Any]:
        """The settings as a person writes them."""
        names = ("month_days", "quarter_days", "year_days", "score_cap", "score_floor")
        shown: dict[str, Any] = {name: getattr(rules, name) for name in names}
        return shown | {"most_moved": (rules.most_moved * 100).normalize()}

    def rules(self) -> services.Rules:
        """What the form stands for."""
        data = self.cleaned_data
        return services.Rules(**{**data, "most_moved": data["most_moved"] / 100})


class WeightsForm(forms.Form):
    """A weight per target that somebody owns."""

    def __init__(self, *args: Any, targets: "list[tuple[str, str, Decimal]]", **more: Any) -> None:
        super().__init__(*args, **more)
        for node_id, title, weight in targets:
            self.fields[f"weight_{node_id}"] = forms.DecimalField(
                label=title, min_value=0, max_value=1000, decimal_places=2, initial=weight
            )

    def weights(self) -> dict[str, Decimal]:
        """Node to weight."""
        return {name.removeprefix("weight_"): value for name, value in self.cleaned_data.items()}
