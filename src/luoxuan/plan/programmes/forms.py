"""What a person types of a plan (6.3)."""

from django import forms
from django.utils.translation import gettext_lazy as _

from luoxuan.plan.programmes.services.writing import LONGEST


class PartForm(forms.Form):
    """The text of a part."""

    text = forms.CharField(
        label=_("Text"), required=False, max_length=LONGEST,
        widget=forms.Textarea({"rows": 18}),
        help_text=_("Markdown: # heading, - list, **bold**, | table |."),
    )  # fmt: skip


class AskForm(forms.Form):
    """Handing in."""

    note = forms.CharField(label=_("What is new"), max_length=300, required=False)
