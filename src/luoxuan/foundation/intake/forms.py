"""What people may ask of intake, parsed at the edge."""

from collections.abc import Sequence
from typing import Any, cast
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from luoxuan.foundation.intake import selectors, words
from luoxuan.foundation.intake.services import ColumnAnswer, MappingAnswers
from luoxuan.foundation.intake.targets import KINDS, target_choices
from luoxuan.foundation.people.access import Scope

LONGEST_RETENTION = 366
ZONES = ["Asia/Shanghai", "UTC", *sorted(z for z in available_timezones() if "/" in z)]
ANSWERS = (
    "title",
    "dataset",
    "shop_platform",
    "currency",
    "zone",
    "day_first",
    "paid_assumed",
    "negative_refunds",
    "repeats_count",
)


class ImportFilterForm(forms.Form):
    """Which imports to list; all of it lives in the address."""

    status = forms.ChoiceField(required=False, label=_("Status"))
    shop = forms.ChoiceField(required=False, label=_("Shop"))
    text = forms.CharField(required=False, max_length=80, label=_("File name"))

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        statuses = [(code, label) for code, label in words.STATUSES.items() if code != "duplicate"]
        _choice(self, "status").choices = [("", _("All")), *statuses]
        _choice(self, "shop").choices = [("", _("All")), *shop_choices(scope)]

    def asked(self) -> dict[str, str]:
        """The filter; what makes no sense filters nothing."""
        said = self.cleaned_data if self.is_valid() else {}
        return {name: said.get(name, "") for name in ("status", "shop", "text")}


class ShopChoiceForm(forms.Form):
    """The shop a file belongs to, where the file does not say."""

    shop = forms.ChoiceField(label=_("Shop"))

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choice(self, "shop").choices = shop_choices(scope)


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


class MappingForm(forms.Form):
    """What a person says of a report no layout knows; one group of fields per column."""

    title = forms.CharField(max_length=60, label=_("What do you call this report?"))
    dataset = forms.RegexField(
        r"^[a-z][a-z0-9_]{0,59}$",
        label=_("Short key"),
        help_text=_("Small letters, digits, underscores; the same key again makes a new version."),
    )
    shop_platform = forms.ChoiceField(
        label=_("Platform of the shop"), choices=list(words.SHOP_PLATFORMS.items())
    )
    currency = forms.RegexField(r"^[A-Z]{3}$", label=_("Currency"), help_text="CNY, USD, GBP …")
    zone = forms.ChoiceField(label=_("Time zone"), choices=[(z, z) for z in ZONES])
    day_first = forms.BooleanField(required=False, label=_("Dates are day/month/year"))
    paid_assumed = forms.BooleanField(
        required=False, label=_("There is no status: every order in it is paid")
    )
    negative_refunds = forms.BooleanField(
        required=False, label=_("Lines with negative pieces are cancellations: count as refunds")
    )
    repeats_count = forms.BooleanField(
        required=False, label=_("Rows equal in every cell are separate sales, each counts")
    )

    def __init__(self, *args: Any, columns: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.column_names = tuple(columns)
        for n, _name in enumerate(columns):
            self.fields[f"target_{n}"] = forms.ChoiceField(required=False, choices=target_choices())
            self.fields[f"kind_{n}"] = forms.ChoiceField(choices=list(KINDS.items()))
            self.fields[f"key_{n}"] = forms.BooleanField(required=False)

    @staticmethod
    def initial_of(answers: MappingAnswers) -> dict[str, Any]:
        """The answers as the form's first values."""
        initial = {name: value for name, value in answers.__dict__.items() if name != "columns"}
        for n, column in enumerate(answers.columns):
            initial |= {
                f"target_{n}": column.target,
                f"kind_{n}": column.kind,
                f"key_{n}": column.is_key,
            }
        return initial

    @property
    def plain_fields(self) -> list[forms.BoundField]:
        """What is asked of the report as a whole."""
        return [self[name] for name in ANSWERS]

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The form's fields column by column."""
        return [
            {
                "name": name,
                "target": self[f"target_{n}"],
                "kind": self[f"kind_{n}"],
                "key": self[f"key_{n}"],
            }
            for n, name in enumerate(self.column_names)
        ]

    def answers(self) -> MappingAnswers:
        """What the person said, as a value."""
        said = self.cleaned_data
        columns = tuple(
            ColumnAnswer(
                name=name,
                kind=said[f"kind_{n}"],
                target=said[f"target_{n}"],
                is_key=said[f"key_{n}"],
            )
            for n, name in enumerate(self.column_names)
        )
        plain = {name: said[name] for name in ANSWERS}
        return MappingAnswers(columns=columns, **plain)


def _choice(form: forms.Form, name: str) -> forms.ChoiceField:
    return cast(forms.ChoiceField, form.fields[name])


def shop_choices(scope: Scope) -> list[tuple[str, str]]:
    """The shops of the register within the person's scope."""
    return [
        (shop.key, f"{shop.name} ({words.word(words.PLATFORMS, shop.platform)})")
        for shop in selectors.shops_of(scope.brand)
        if scope.sees_shop(shop.key)
    ]
