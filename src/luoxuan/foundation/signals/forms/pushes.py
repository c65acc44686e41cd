"""A push, from text to a plan."""

from django import forms
from django.utils.translation import gettext_lazy as _

from luoxuan.foundation.signals.delivery import SECRET_NAME
from luoxuan.foundation.signals.models import PushTarget
from luoxuan.foundation.signals.services import PushPlan


class PushTargetForm(forms.Form):
    """Which report goes where, and when."""

    name = forms.CharField(label=_("Name"), max_length=80)
    kind = forms.ChoiceField(label=_("Messenger"), choices=PushTarget.Kind.choices)
    secret_name = forms.RegexField(
        label=_("Environment variable with the address"),
        regex=SECRET_NAME,
        max_length=80,
        help_text=_("The address is a secret: set it on the server, only its name is stored here."),
        error_messages={
            "invalid": _("Call it LUOXUAN_PUSH_ and then capital letters, e.g. LUOXUAN_PUSH_BOSS.")
        },
    )
    report = forms.ChoiceField(label=_("Report"), choices=PushTarget.Report.choices)
    send_at = forms.TimeField(
        label=_("Time of day"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    is_live = forms.BooleanField(label=_("Active"), required=False, initial=True)

    def plan(self) -> PushPlan:
        """The plan the form stands for."""
        return PushPlan(**self.cleaned_data)
