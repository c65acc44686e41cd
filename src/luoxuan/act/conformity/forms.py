"""What people write: notes, exemptions, signatures, reviews of citations."""

from django import forms
from django.utils.translation import gettext_lazy as _

from luoxuan.act.conformity.services import CitationDraft, ExemptionDraft

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class NoteForm(forms.Form):
    """A note beside a requirement."""

    text = forms.CharField(
        label=_("Assessment note"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class ExemptionForm(forms.Form):
    """Why a requirement does not apply, and until when."""

    reason = forms.CharField(
        label=_("Why it does not apply"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    expires_on = forms.DateField(label=_("Valid until"), widget=DAY, help_text=_("A year at most."))

    def draft(self, requirement_id: str, url: str) -> ExemptionDraft:
        """The draft the form stands for."""
        return ExemptionDraft(requirement_id=requirement_id, url=url, **self.cleaned_data)


class SignForm(forms.Form):
    """What a person stands for."""

    statement = forms.CharField(
        label=_("Statement"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class CitationForm(forms.Form):
    """What was found about a cited document."""

    verified_edition = forms.CharField(label=_("Current edition"), max_length=80, required=False)
    is_in_force = forms.BooleanField(label=_("It is in force"), required=False)
    source = forms.CharField(
        label=_("Where you looked"), max_length=300, help_text=_("The official database, the day.")
    )
    next_review_on = forms.DateField(label=_("Next review"), widget=DAY)

    def draft(self, citation: str) -> CitationDraft:
        """The draft the form stands for."""
        return CitationDraft(citation=citation, **self.cleaned_data)
