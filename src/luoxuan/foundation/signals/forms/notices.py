"""A person's channel, from text to a plan (9.15)."""

from django import forms
from django.utils.translation import gettext_lazy as _

from luoxuan.foundation.signals.models import PersonChannel
from luoxuan.foundation.signals.services import ChannelPlan

CLOCK = {"type": "time"}


class ChannelForm(forms.Form):
    """Where else the person wants to be told."""

    kind = forms.ChoiceField(label=_("Messenger"), choices=PersonChannel.Kind.choices)
    secret_name = forms.CharField(
        label=_("Environment variable with the address"),
        max_length=80,
        required=False,
        help_text=_(
            "LUOXUAN_PUSH_PERSON_ and then capital letters. E-mail needs none: the server's mailbox writes to you."
        ),
    )
    about = forms.ChoiceField(label=_("Which notices"), choices=PersonChannel.About.choices)
    quiet_from = forms.TimeField(
        label=_("Quiet from"), required=False, widget=forms.TimeInput(attrs=CLOCK, format="%H:%M")
    )
    quiet_until = forms.TimeField(
        label=_("Quiet until"), required=False, widget=forms.TimeInput(attrs=CLOCK, format="%H:%M")
    )
    is_live = forms.BooleanField(label=_("Active"), required=False, initial=True)

    def plan(self) -> ChannelPlan:
        """The plan the form stands for."""
        return ChannelPlan(**self.cleaned_data)
