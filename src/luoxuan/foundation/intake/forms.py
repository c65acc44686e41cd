"""What people may ask of intake, parsed at the edge."""

from django import forms
from django.utils.translation import gettext_lazy as _
from luoxuan.foundation.people.models import Brand

from luoxuan.foundation.intake import selectors, words

LONGEST_RETENTION = 366


class ImportFilterForm(forms.Form):
    """Which imports to list; all of it lives in the address."""

    status = forms.ChoiceField(required=False, label=_("Status"))
    shop = forms.ChoiceField(required=False, label=_("Shop"))
    text = forms.CharField(required=False, max_length=80, label=_("File name"))

    def __init__(self, *args: object, brand: Brand, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        statuses = [(code, label) for code, label in words.STATUSES.items() if code != "duplicate"]
        self.fields["status"].choices = [("", _("All")), *statuses]
        self.fields["shop"].choices = [("", _("All")), *shop_choices(brand)]

    def asked(self) -> dict[str, str]:
        """The filter; what makes no sense filters nothing."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) or "" for name in ("status", "shop", "text")}


class ShopChoiceForm(forms.Form):
    """The shop a file belongs to, where the file does not say."""

    shop = forms.ChoiceField(label=_("Shop"))

    def __init__(self, *args: object, brand: Brand, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["shop"].choices = shop_choices(brand)


class NewShopForm(forms.Form):
    """A shop for the register, made where it is missed."""

    key = forms.RegexField(
        r"^[a-z][a-z0-9_-]{0,62}$",
        label=_("Key"),
        help_text=_("Small letters, digits and hyphens; it never changes."),
    )
    name = forms.CharField(max_length=120, label=_("Name"))
    platform = forms.ChoiceField(label=_("Platform"), choices=list(words.SHOP_PLATFORMS.items()))


class SettingsForm(forms.Form):
    """How long originals are kept, and whether the inbox is watched."""

    retention_days = forms.IntegerField(
        min_value=0,
        max_value=LONGEST_RETENTION,
        label=_("Keep sealed originals for (days)"),
        help_text=_("0: the original goes as soon as its import is written."),
    )
    inbox_on = forms.BooleanField(required=False, label=_("Watch the inbox folder"))


def shop_choices(brand: Brand) -> list[tuple[str, str]]:
    """The register as choices."""
    return [
        (shop.key, f"{shop.name} ({words.word(words.PLATFORMS, shop.platform)})")
        for shop in selectors.shops_of(brand)
    ]
