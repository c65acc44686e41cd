"""What a person says of a gate, a limit, a delegation."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from luoxuan.foundation.gates import registry
from luoxuan.foundation.gates.services import DelegationPlan, LimitPlan
from luoxuan.foundation.gates.words import kind_word
from luoxuan.foundation.people.roles import Role

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import User


class DecideForm(forms.Form):
    """Approve or refuse, and why."""

    decision = forms.ChoiceField(choices=[("approved", _("Approve")), ("refused", _("Refuse"))])
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "data-key": "r"}),
        help_text=_("A refusal needs one."),
    )
    waiver = forms.CharField(
        label=_("Why blocking findings are passed over"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class PeriodForm(forms.Form):
    """From which day to which; the last 90 days where nothing is said."""

    first = forms.DateField(
        label=_("From"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    last = forms.DateField(
        label=_("To"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def period(self, today: date) -> tuple[date, date]:
        """The days asked for, in order."""
        said = self.cleaned_data if self.is_valid() else {}
        last = said.get("last") or today
        first = said.get("first") or last - timedelta(days=89)
        return min(first, last), max(first, last)


def kind_choices() -> list[tuple[str, str]]:
    """Every kind of approval, in words."""
    return [(kind.key, kind_word(kind.key)) for kind in registry.kinds_all()]


class LimitForm(forms.Form):
    """Up to which amount a role or a person may approve."""

    who = forms.ChoiceField(label=_("Role or person"))
    kind = forms.ChoiceField(label=_("Kind of approval"), required=False)
    amount = forms.DecimalField(
        label=_("Up to"),
        required=False,
        min_value=Decimal(0),
        max_digits=18,
        decimal_places=2,
        help_text=_("Empty: any amount."),
    )

    def __init__(self, *args: Any, members: Iterable["User"] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self.members = {str(user.pk): user for user in members}
        people = [(f"user:{key}", str(user)) for key, user in self.members.items()]
        roles = [(f"role:{role.value}", role.label) for role in Role]
        self.fields["who"].choices = [(_("Roles"), roles), (_("People"), people)]  # type: ignore[attr-defined]
        self.fields["kind"].choices = [("", _("every kind")), *kind_choices()]  # type: ignore[attr-defined]

    def plan(self) -> LimitPlan:
        """The limit the form stands for."""
        said = self.cleaned_data
        what, _colon, which = said["who"].partition(":")
        return LimitPlan(
            amount=said["amount"],
            role=which if what == "role" else "",
            user=self.members[which] if what == "user" else None,
            kind=said["kind"],
        )


class DelegationForm(forms.Form):
    """Who decides for whom, and for how long."""

    giver = forms.ChoiceField(label=_("Decides no longer"))
    taker = forms.ChoiceField(label=_("Stands in"))
    first = forms.DateField(
        label=_("From"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    last = forms.DateField(
        label=_("Up to and including"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    kinds = forms.MultipleChoiceField(
        label=_("Kinds of approval"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen: all."),
    )

    def __init__(
        self, *args: Any, givers: Iterable["User"], takers: Iterable["User"], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.people = {str(user.pk): user for user in [*givers, *takers]}
        for name, users in (("giver", givers), ("taker", takers)):
            self.fields[name].choices = [(str(user.pk), str(user)) for user in users]  # type: ignore[attr-defined]
        self.fields["kinds"].choices = kind_choices()  # type: ignore[attr-defined]

    def plan(self, zone: str) -> DelegationPlan:
        """The delegation, from the first day's midnight to the end of the last."""
        said = self.cleaned_data
        tz = ZoneInfo(zone)
        return DelegationPlan(
            giver=self.people[said["giver"]],
            taker=self.people[said["taker"]],
            begins_at=datetime.combine(said["first"], time(), tz),
            ends_at=datetime.combine(said["last"] + timedelta(days=1), time(), tz),
            kinds=tuple(said["kinds"]),
        )
