"""A monitor, from text to a plan; the filters of the alerts (9.15)."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.people.access import Scope
from luoxuan.foundation.people.roles import Role
from luoxuan.foundation.signals import registry, selectors, words
from luoxuan.foundation.signals.models import Alert, Monitor
from luoxuan.foundation.signals.parameters import PARAMETERS
from luoxuan.foundation.signals.planning import MonitorPlan

OF_A_METRIC = {"threshold", "change", "anomaly"}
CUTS = (
    ("shop", _("Each shop")),
    ("shop,campaign", _("Each campaign")),
    ("shop,product", _("Each product")),
    ("shop,sku", _("Each SKU")),
    ("", _("All shops together")),
)


class MonitorForm(forms.Form):
    """One kind of monitor: its own numbers, and what all kinds have."""

    name = forms.CharField(label=_("Name"), max_length=80)
    metric = forms.ChoiceField(label=_("Metric"))
    check_key = forms.ChoiceField(label=_("Check"))
    by = forms.ChoiceField(label=_("One alert for"), choices=CUTS, required=False)
    shops = forms.MultipleChoiceField(
        label=_("Shops"), required=False, help_text=_("None chosen: all shops.")
    )
    severity = forms.ChoiceField(label=_("Severity"), choices=Monitor.Severity.choices)
    owner = forms.ChoiceField(label=_("Person who hears of it"), required=False)
    role = forms.ChoiceField(label=_("Role that hears of it"), required=False)
    opens_task = forms.BooleanField(label=_("Opens a task"), required=False)
    targets = forms.MultipleChoiceField(
        label=_("Also pushed to"),
        required=False,
        help_text=_("Group chats and mailboxes of the brand."),
    )
    quiet_from = forms.TimeField(
        label=_("Quiet from"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("Messages wait until the quiet hours end."),
    )
    quiet_until = forms.TimeField(
        label=_("Quiet until"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    grouping = forms.ChoiceField(label=_("Several alerts"), choices=Monitor.Grouping.choices)
    is_live = forms.BooleanField(label=_("Active"), required=False)

    def __init__(self, *args: Any, scope: Scope, kind: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.scope, self.kind = scope, kind
        self._choose()
        self._drop()
        for each in PARAMETERS[kind]:
            self.fields[f"p_{each.name}"] = _field(each)
        first = ["name", "metric", "check_key", *(f"p_{p.name}" for p in PARAMETERS[kind])]
        self.order_fields(first)

    def plan(self) -> MonitorPlan:
        """The plan the form stands for."""
        said = self.cleaned_data
        members = {str(one.user_id): one.user for one in people.memberships_of(self.scope.brand)}
        targets = [
            target
            for target in selectors.push_targets(brand=self.scope.brand)
            if str(target.pk) in said["targets"]
        ]
        return MonitorPlan(
            name=said["name"],
            kind=self.kind,
            metric=said.get("metric", ""),
            check_key=said.get("check_key", ""),
            by=tuple(cut for cut in said.get("by", "shop").split(",") if cut),
            shops=self._shops(),
            parameters={p.name: said[f"p_{p.name}"] for p in PARAMETERS[self.kind]},
            owner=members.get(said["owner"]),
            targets=targets,
            **{name: said[name] for name in _AS_SAID},
        )

    def _shops(self) -> list[str]:
        """A person limited to some shops watches no other."""
        chosen = list(self.cleaned_data["shops"])
        return chosen or sorted(self.scope.shop_keys or ())

    def _choose(self) -> None:
        brand = self.scope.brand
        shops = [(s.key, s.name) for s in people.shops_of(brand) if self.scope.sees_shop(s.key)]
        members = [(str(one.user_id), str(one.user)) for one in people.memberships_of(brand)]
        targets = [(str(one.pk), one.name) for one in selectors.push_targets(brand=brand)]
        choices = {
            "metric": words.metrics(),
            "check_key": words.checks(registry.checks()),
            "shops": shops,
            "owner": [("", "—"), *members],
            "role": [("", "—"), *Role.choices],
            "targets": targets,
        }
        for name, each in choices.items():
            self.fields[name].choices = each  # type: ignore[attr-defined]
        self.fields["shops"].widget.attrs["size"] = min(max(len(shops), 2), 8)

    def _drop(self) -> None:
        """Fields the kind has no use for."""
        unused = set()
        if self.kind != "table":
            unused.add("check_key")
        if self.kind not in OF_A_METRIC | {"pace"}:
            unused.add("metric")
        if self.kind not in OF_A_METRIC | {"pace"}:
            unused.add("by")
        if self.scope.shop_keys is not None:
            self.fields["by"].choices = CUTS[:-1]  # type: ignore[attr-defined]
        elif self.kind == "pace":
            self.fields["by"].choices = (CUTS[0], CUTS[-1])  # type: ignore[attr-defined]
        if not self.fields["targets"].choices:  # type: ignore[attr-defined]
            self.fields["targets"].help_text = gettext("Set one up under Settings, Push.")
        for name in unused:
            del self.fields[name]


_AS_SAID = (
    "severity", "role", "opens_task", "quiet_from", "quiet_until", "grouping", "is_live",
)  # fmt: skip


def initial_of(monitor: Monitor) -> dict[str, Any]:
    """The form's values of a monitor that is there."""
    known = {
        name: getattr(monitor, name) for name in (*_AS_SAID, "name", "metric", "check_key", "shops")
    }
    return {
        **known,
        "by": ",".join(monitor.by),
        "owner": str(monitor.owner_id or ""),
        "targets": [str(target.pk) for target in monitor.targets.all()],
        **{f"p_{name}": value for name, value in monitor.parameters.items()},
    }


def initial_new(kind: str) -> dict[str, Any]:
    """What a new monitor begins with."""
    return {
        "by": "shop",
        "severity": "warning",
        "opens_task": True,
        "grouping": "together",
        "is_live": True,
        "metric": "gmv_paid",
        **{f"p_{each.name}": each.default for each in PARAMETERS[kind]},
    }


def _field(parameter: Any) -> forms.Field:
    if parameter.choices:
        return forms.ChoiceField(label=parameter.label, choices=parameter.choices)
    least = float(parameter.least) if parameter.least else None
    most = float(parameter.most) if parameter.most else None
    return forms.DecimalField(
        label=parameter.label, help_text=parameter.hint, required=bool(parameter.default),
        min_value=least, max_value=most, widget=forms.NumberInput(attrs={"step": "any"}),
    )  # fmt: skip


class AlertFilter(forms.Form):
    """The filters of the list."""

    state = forms.ChoiceField(label=_("State"), required=False)
    severity = forms.ChoiceField(label=_("Severity"), required=False)
    shop = forms.ChoiceField(label=_("Shop"), required=False)
    monitor = forms.ChoiceField(label=_("Monitor"), required=False)

    def __init__(self, *args: Any, scope: Scope, **more: Any) -> None:
        super().__init__(*args, **more)
        shops = [(s.key, s.name) for s in people.shops_of(scope.brand) if scope.sees_shop(s.key)]
        monitors = [(str(m.pk), m.name) for m in selectors.monitors_of(scope.brand)]
        choices: dict[str, list[Any]] = {
            "state": Alert.State.choices,
            "severity": Monitor.Severity.choices,
            "shop": shops,
            "monitor": monitors,
        }
        for name, each in choices.items():
            self.fields[name].choices = [("", gettext("All")), *each]  # type: ignore[attr-defined]

    def asked(self) -> selectors.AlertsAsked:
        """The filter as a value; what makes no sense lets everything through."""
        self.is_valid()
        said = self.cleaned_data
        return selectors.AlertsAsked(
            state=said.get("state", ""),
            severity=said.get("severity", ""),
            shop=said.get("shop", ""),
            monitor=int(said["monitor"]) if said.get("monitor") else None,
        )
