"""Forms of personal data: every one is posted, no phone ever stands in an address (9.3)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luoxuan.foundation.vault.clocks import CLASSES
from luoxuan.foundation.vault.models import (
    Consent,
    PersonRequest,
    PersonValue,
    Unmasking,
    VaultSettings,
)
from luoxuan.foundation.vault.services import Choice, PurposeDraft, Reason


class FindForm(forms.Form):
    """Who is looked for."""

    phone = forms.CharField(
        label=_("Phone of the person"), max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "tel"}),
    )  # fmt: skip


class SettingsForm(forms.Form):
    """What the brand decides."""

    keeps_personal = forms.BooleanField(label=_("Keep phone, name and address"), required=False)
    basis = forms.CharField(
        label=_("What it is kept for"), max_length=300, required=False,
        help_text=_("For example: after-sales service and knowing a buyer again in all shops."),
    )  # fmt: skip
    cipher = forms.ChoiceField(label=_("Cipher"), choices=VaultSettings.CipherChoice.choices)
    reads_per_day = forms.IntegerField(
        label=_("Readings of one user on one day, at most"), min_value=1, max_value=1000
    )
    answer_days = forms.IntegerField(
        label=_("Working days to answer a request"), min_value=1, max_value=30
    )

    @property
    def choice(self) -> Choice:
        """As the service takes it."""
        return Choice(**self.cleaned_data)


class UnmaskForm(forms.Form):
    """What is to be read, and what for."""

    kinds = forms.MultipleChoiceField(
        label=_("Values"),
        choices=PersonValue.Kind.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    basis = forms.ChoiceField(label=_("What allows it"), choices=Unmasking.Basis.choices)
    purpose = forms.CharField(label=_("What the values are needed for"), max_length=200)

    @property
    def reason(self) -> Reason:
        """As the service takes it."""
        return Reason(self.cleaned_data["basis"], self.cleaned_data["purpose"])


class CorrectForm(forms.Form):
    """What the person says is right."""

    kind = forms.ChoiceField(
        label=_("Kind of value"),
        choices=[(k.value, k.label) for k in (PersonValue.Kind.NAME, PersonValue.Kind.ADDRESS)],
    )
    value = forms.CharField(
        label=_("The right value"), max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip


class RequestForm(forms.Form):
    """What the person asks for."""

    kind = forms.ChoiceField(label=_("Right of the person"), choices=PersonRequest.Kind.choices)
    source = forms.CharField(label=_("How it came"), max_length=60)
    note = forms.CharField(label=_("Remark"), max_length=300, required=False)


class ConsentForm(forms.Form):
    """What the person said to a purpose."""

    purpose = forms.ChoiceField(label=_("Purpose"))
    word = forms.ChoiceField(label=_("Said"), choices=Consent.Word.choices)
    source = forms.CharField(label=_("Where it is known from"), max_length=60)
    evidence = forms.CharField(label=_("Evidence"), max_length=300, required=False)

    def __init__(self, *args: Any, purposes: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["purpose"].choices = purposes  # type: ignore[attr-defined]


class PurposeForm(forms.Form):
    """A purpose for the register."""

    key = forms.SlugField(
        label=_("Key"), max_length=40, help_text=_("For programs, for example sms.")
    )
    name = forms.CharField(label=_("Name"), max_length=80)
    basis = forms.ChoiceField(label=_("What allows it"), choices=Unmasking.Basis.choices)
    kinds = forms.MultipleChoiceField(
        label=_("Values"), choices=PersonValue.Kind.choices, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    retention = forms.CharField(label=_("How long"), max_length=120, required=False)
    note = forms.CharField(label=_("Remark"), max_length=300, required=False)

    @property
    def draft(self) -> PurposeDraft:
        """As the service takes it."""
        said = self.cleaned_data
        return PurposeDraft(
            said["name"], said["basis"], tuple(said["kinds"]), said["retention"], said["note"]
        )


class AnswerForm(forms.Form):
    """What was answered."""

    answer = forms.CharField(label=_("What was answered"), max_length=300)


class ClockForm(forms.Form):
    """How long a class stays, and why."""

    key = forms.ChoiceField(label=_("Class"), choices=[(c.key, c.title) for c in CLASSES])
    days = forms.IntegerField(label=_("Days"), min_value=1, max_value=36_500)
    reason = forms.CharField(label=_("Reason"), max_length=300)


def settings_initial(row: VaultSettings) -> dict[str, Any]:
    """The form as the brand has it."""
    names = ("keeps_personal", "basis", "cipher", "reads_per_day", "answer_days")
    return {name: getattr(row, name) for name in names}
