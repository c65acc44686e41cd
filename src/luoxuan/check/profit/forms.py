"""What is asked on the profit pages, and what is typed into the tables."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luoxuan.analysis.profit import DIMENSIONS
from luoxuan.check.profit import words
from luoxuan.check.profit.asking import ProfitAsked
from luoxuan.foundation.people.access import Scope
from luoxuan.foundation.people.platforms import platform_word

MOST_BYTES = 20 * 1024 * 1024


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class AskForm(forms.Form):
    """Days, cut, basis and shops; nonsense in the address falls back to what is usual."""

    first = forms.DateField(label=_("From"), required=False, widget=_day())
    last = forms.DateField(label=_("To"), required=False, widget=_day())
    by = forms.ChoiceField(label=_("Cut by"), required=False)
    basis = forms.ChoiceField(label=_("Basis"), required=False)
    ad_rule = forms.ChoiceField(label=_("Ad spend that names no product"), required=False)
    shop = forms.MultipleChoiceField(label=_("Shops"), required=False)

    def __init__(self, *args: Any, shops: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: dict[str, list[tuple[str, Any]]] = {
            "by": [(name, words.DIMENSION[name]) for name in DIMENSIONS],
            "basis": list(words.BASIS.items()),
            "ad_rule": [
                ("sales", _("Shared by sales")),
                ("orders", _("Shared by orders")),
                ("none", _("Not shared")),
            ],
            "shop": list(shops),
        }
        for name, options in choices.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = options

    def asked(self, scope: Scope, usual: tuple[date, date], by: str = "shop") -> ProfitAsked:
        """What to ask; each part that is not valid is left at what is usual."""
        self.is_valid()
        said = self.cleaned_data if self.is_bound else {}
        first, last = said.get("first") or usual[0], said.get("last") or usual[1]
        if first > last:
            first, last = last, first
        shops = set(said.get("shop") or ())
        seen = None if scope.shop_keys is None else frozenset(scope.shop_keys)
        if shops:
            seen = frozenset(shops) if seen is None else seen & shops
        return ProfitAsked(
            first=first,
            last=last,
            by=(said.get("by") or by,),
            basis=said.get("basis") or "best",
            ad_rule=said.get("ad_rule") or "sales",
            shops=seen,
        )


class CostForm(forms.Form):
    """One cost."""

    merchant_sku = forms.CharField(label=_("Merchant code"), max_length=100)
    valid_from = forms.DateField(label=_("Valid from"), widget=_day())
    unit_cost = forms.DecimalField(
        label=_("Cost per piece"), min_value=0, max_digits=14, decimal_places=4
    )
    received_units = forms.IntegerField(
        label=_("Pieces received"), min_value=1, required=False,
        help_text=_("Where given, the moving average of all receipts counts."),
    )  # fmt: skip
    packaging_cost = forms.DecimalField(label=_("Packaging per piece"), min_value=0, required=False)
    freight_cost = forms.DecimalField(label=_("Freight per piece"), min_value=0, required=False)
    tax_rate = forms.DecimalField(
        label=_("Tax in percent"), min_value=0, max_value=100, required=False
    )
    title = forms.CharField(label=_("Name"), max_length=200, required=False)


class BundleForm(forms.Form):
    """One part of a bundle."""

    bundle_sku = forms.CharField(label=_("Bundle code"), max_length=100)
    part_sku = forms.CharField(label=_("Code of the part"), max_length=100)
    pieces = forms.IntegerField(label=_("Pieces in the bundle"), min_value=1)
    valid_from = forms.DateField(label=_("Valid from"), widget=_day())


class FeeForm(forms.Form):
    """One agreed fee."""

    platform = forms.ChoiceField(label=_("Platform"))
    shop_key = forms.ChoiceField(
        label=_("Shop"), required=False, help_text=_("Empty: every shop of the platform.")
    )
    fee_type = forms.ChoiceField(label=_("Fee"), choices=list(words.FEE.items()))
    category = forms.CharField(
        label=_("Category or product"), required=False, max_length=100, help_text=_("Empty: all goods.")
    )  # fmt: skip
    valid_from = forms.DateField(label=_("Valid from"), widget=_day())
    valid_to = forms.DateField(label=_("Valid to"), widget=_day(), required=False)
    rate = forms.DecimalField(label=_("Rate in percent"), min_value=0, max_value=100)
    per_order = forms.DecimalField(label=_("Amount per order"), min_value=0, required=False)
    settle_days = forms.IntegerField(
        label=_("Days until settled"), min_value=0, max_value=365, required=False
    )
    note = forms.CharField(label=_("Remark"), required=False, max_length=200)

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shops = list(scope.brand.shops.all())
        platforms = sorted({shop.platform for shop in shops})
        for name, options in (
            ("platform", [(one, platform_word(one)) for one in platforms]),
            ("shop_key", [("", "—"), *((shop.key, shop.name) for shop in shops)]),
        ):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = options


def row_of(form: forms.Form) -> dict[str, str]:
    """The valid form as a row of its table: percents with their sign, days as written, empty where empty."""
    made = {}
    for name, value in form.cleaned_data.items():
        if value is None or value == "":
            continue
        made[name] = f"{value}%" if name in ("rate", "tax_rate") else str(value)
    return made
