"""What a person types of brands, shops and people, parsed once (6.1, 7.1)."""

from datetime import timedelta
from typing import Any, cast
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from luoxuan.foundation.people.models import SHOP_KEY, Shop
from luoxuan.foundation.people.platforms import CHANNEL_TYPES, PLATFORMS
from luoxuan.foundation.people.roles import PERMISSION_WORDS, Role
from luoxuan.foundation.people.services import BrandPlan, MemberPlan, ShopPlan, TokenPlan

LIVES = ((30, _("30 days")), (90, _("90 days")), (365, _("One year")))
OLD = {"autocomplete": "current-password"}
NEW = {"autocomplete": "new-password"}


class LoginForm(forms.Form):
    """Who knocks."""

    login = forms.CharField(
        label=_("Name or e-mail"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True}),
    )
    password = forms.CharField(
        label=_("Password"), max_length=200, strip=False, widget=forms.PasswordInput(attrs=OLD)
    )


class PasswordForm(forms.Form):
    """Old and new."""

    old = forms.CharField(
        label=_("Old password"), strip=False, widget=forms.PasswordInput(attrs=OLD)
    )
    new = forms.CharField(
        label=_("New password"), strip=False, widget=forms.PasswordInput(attrs=NEW),
        help_text=_("At least ten characters, and not one that is used everywhere."),
    )  # fmt: skip
    again = forms.CharField(
        label=_("New password again"), strip=False, widget=forms.PasswordInput(attrs=NEW)
    )

    def clean(self) -> dict[str, Any]:
        """Both new ones are one."""
        found = super().clean() or {}
        if found.get("new") != found.get("again"):
            self.add_error("again", _("The two new passwords differ."))
        return found


class PasswordResetForm(forms.Form):
    """A password an administrator sets."""

    new = forms.CharField(
        label=_("New password"), strip=False, widget=forms.PasswordInput(attrs=NEW),
        help_text=_("Hand it over in person; it should be changed at the first log-in."),
    )  # fmt: skip


class BrandForm(forms.Form):
    """Name, time zone, currency."""

    name = forms.CharField(label=_("Name"), max_length=80)
    zone = forms.ChoiceField(label=_("Time zone"))
    currency = forms.RegexField(label=_("Currency"), regex=r"^[A-Z]{3}$")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["zone"]).choices = _zones()

    @property
    def plan(self) -> BrandPlan:
        """What was said."""
        return BrandPlan(**self.cleaned_data)


class ShopForm(forms.Form):
    """One shop of the register."""

    key = forms.CharField(
        label=_("Key"), max_length=60, validators=[SHOP_KEY],
        help_text=_("Short and lasting: commands and files name the shop by it."),
    )  # fmt: skip
    platform = forms.ChoiceField(label=_("Platform"), choices=list(PLATFORMS.items()))
    name = forms.CharField(label=_("Name"), max_length=80)
    platform_shop_id = forms.CharField(
        label=_("Shop id on the platform"), max_length=60, required=False
    )
    channel_type = forms.ChoiceField(
        label=_("Kind of channel"), choices=list(CHANNEL_TYPES.items()), required=False
    )
    zone = forms.ChoiceField(label=_("Time zone"))
    currency = forms.RegexField(label=_("Currency"), regex=r"^[A-Z]{3}$", initial="CNY")
    opened_on = forms.DateField(
        label=_("Opened on"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    is_live = forms.BooleanField(label=_("In operation"), required=False, initial=True)

    def __init__(self, *args: Any, shop: Shop | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["zone"]).choices = _zones()
        if shop is not None:
            # Files, rows and addresses carry the key and the platform: both stay.
            for name in ("key", "platform"):
                self.fields[name].disabled = True

    @property
    def plan(self) -> ShopPlan:
        """What was said."""
        return ShopPlan(**self.cleaned_data)


class MembershipForm(forms.Form):
    """A role, and the shops it is for."""

    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    shops = forms.ModelMultipleChoiceField(
        label=_("Only these shops"), queryset=Shop.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: all shops, also those to come."),
    )  # fmt: skip

    def __init__(self, *args: Any, brand: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shops = cast("forms.ModelMultipleChoiceField[Shop]", self.fields["shops"])
        shops.queryset = Shop.objects.filter(brand=brand)


class MemberForm(MembershipForm):
    """A person who shall enter the brand."""

    field_order = ("username", "name", "email", "password", "role", "shops")
    username = forms.SlugField(label=_("Log-in name"), max_length=80)
    name = forms.CharField(label=_("Called"), max_length=80, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    password = forms.CharField(
        label=_("First password"), strip=False, required=False,
        widget=forms.PasswordInput(attrs=NEW),
        help_text=_("Not needed for a colleague who has a log-in already."),
    )  # fmt: skip

    @property
    def plan(self) -> MemberPlan:
        """Who was named."""
        found = self.cleaned_data
        return MemberPlan(**{**found, "shops": tuple(found["shops"])})


class TokenForm(forms.Form):
    """A key for a program."""

    name = forms.CharField(label=_("What for"), max_length=80)
    permissions = forms.MultipleChoiceField(label=_("It may"), widget=forms.CheckboxSelectMultiple)
    days = forms.TypedChoiceField(label=_("Works for"), choices=LIVES, coerce=int, initial=90)

    def __init__(self, *args: Any, permissions: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["permissions"]).choices = [
            (name, word) for name, word in PERMISSION_WORDS.items() if name in permissions
        ]

    @property
    def plan(self) -> TokenPlan:
        """What was asked for."""
        found = self.cleaned_data
        return TokenPlan(found["name"], tuple(found["permissions"]), timedelta(days=found["days"]))


def _zones() -> list[tuple[str, str]]:
    return [(zone, zone) for zone in sorted(available_timezones()) if "/" in zone]
