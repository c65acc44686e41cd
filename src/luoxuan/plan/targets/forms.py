"""What people ask of the targets, parsed at the edge."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.people.access import Scope
from luoxuan.foundation.people.platforms import platform_word
from luoxuan.foundation.people.roles import Role
from luoxuan.metrics import METRICS
from luoxuan.plan.strategy import selectors as strategy
from luoxuan.plan.targets import words
from luoxuan.plan.targets.models import TargetNode, TargetTree
from luoxuan.plan.targets.services import (
    BenchmarkDraft,
    NodeDraft,
    TargetError,
    TemplateChoice,
    TreeDraft,
)

CELL = re.compile(r"^v-(\d+)-(\d{4}-\d{2})$")
MONEY: dict[str, Any] = {"max_digits": 20, "decimal_places": 6}


class WizardForm(forms.Form):
    """A new tree for a year."""

    template = forms.ChoiceField(
        label=_("Template"),
        choices=[
            ("gmv", _("GMV: company, channels, shops, visitors × conversion × order value")),
            ("profit", _("Profit: net sales × margin − ad spend − other costs")),
            ("", _("Empty: I make the nodes myself")),
        ],
        initial="gmv",
        required=False,
    )
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    title = forms.CharField(label=_("Name"), max_length=80)
    objective = forms.ChoiceField(label=_("Objective it serves"), required=False)
    suggestion = forms.ChoiceField(
        label=_("Numbers start from"),
        choices=[(key, words.KINDS[key]) for key in ("outlook", "last_year", "stretch")],
    )
    margin = forms.DecimalField(
        label=_("Gross margin (profit tree), 0 to 1"), required=False, min_value=0, max_value=1
    )
    margin_source = forms.CharField(
        label=_("Where the margin comes from"), required=False, max_length=200
    )
    other_costs = forms.DecimalField(
        label=_("Other costs of a month (profit tree)"), required=False, **MONEY
    )
    other_source = forms.CharField(
        label=_("Where the costs come from"), required=False, max_length=200
    )

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice(self, "objective").choices = objective_choices(scope)

    def choice(self) -> TemplateChoice:
        """The question; of a filled-in form only."""
        said = self.cleaned_data
        return TemplateChoice(
            year=said["year"], title=said["title"], template=said["template"],
            suggestion=said["suggestion"], objective_id=number(said["objective"]),
            margin=said["margin"], margin_source=said["margin_source"],
            other_costs=said["other_costs"], other_source=said["other_source"],
        )  # fmt: skip


class TreeForm(forms.Form):
    """A draft's name and objective."""

    title = forms.CharField(label=_("Name"), max_length=80)
    objective = forms.ChoiceField(label=_("Objective it serves"), required=False)

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice(self, "objective").choices = objective_choices(scope)

    def draft(self, tree: TargetTree) -> TreeDraft:
        """What was said."""
        objective = number(self.cleaned_data["objective"])
        return TreeDraft(tree.year, self.cleaned_data["title"], tree.template, objective)


class NodeForm(forms.Form):
    """One node of a draft."""

    title = forms.CharField(label=_("Name"), max_length=80)
    level = forms.ChoiceField(label=_("Level"), choices=TargetNode.Level.choices)
    parent = forms.ChoiceField(label=_("Below"), required=False)
    metric = forms.ChoiceField(
        label=_("Metric"), required=False,
        help_text=_("A figure of the registry; empty: a formula over the nodes below, or an assumption."),
    )  # fmt: skip
    formula = forms.ChoiceField(
        label=_("Comes of the nodes below as"), required=False, choices=TargetNode.Formula.choices
    )
    unit = forms.ChoiceField(
        label=_("Unit (without a figure)"), required=False,
        choices=[("", "—"), *words.UNITS.items()],
    )  # fmt: skip
    is_assumption = forms.BooleanField(label=_("Assumption"), required=False)
    source = forms.CharField(label=_("Where the assumed number comes from"), required=False)
    shop_key = forms.ChoiceField(label=_("Shop"), required=False)
    platform = forms.ChoiceField(label=_("All shops of the platform"), required=False)
    owner = forms.ChoiceField(label=_("Person responsible"), required=False)
    role = forms.ChoiceField(
        label=_("or the role"), required=False, choices=[("", "—"), *Role.choices]
    )
    objective = forms.ChoiceField(label=_("Objective it serves"), required=False)

    def __init__(self, *args: Any, scope: Scope, tree: TargetTree, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shops = people.shops_of(scope.brand)
        platforms = sorted({shop.platform for shop in shops})
        members = people.memberships_of(scope.brand)
        self.owners = {str(m.user_id): m.user for m in members}
        nodes = [(str(node.pk), node.title) for node in tree.nodes.all()]
        choice(self, "parent").choices = [("", "—"), *nodes]
        choice(self, "metric").choices = [
            ("", "—"), *((key, words.metric_word(key)) for key in METRICS)
        ]  # fmt: skip
        choice(self, "shop_key").choices = [("", "—"), *((s.key, s.name) for s in shops)]
        choice(self, "platform").choices = [("", "—"), *((p, platform_word(p)) for p in platforms)]
        choice(self, "owner").choices = [("", "—"), *((k, str(u)) for k, u in self.owners.items())]
        choice(self, "objective").choices = objective_choices(scope)

    def draft(self) -> NodeDraft:
        """What was said."""
        said = self.cleaned_data
        names = ("title", "level", "metric", "formula", "unit", "is_assumption", "source")
        more = ("shop_key", "platform", "role")
        return NodeDraft(
            parent_id=number(said["parent"]), objective_id=number(said["objective"]),
            owner=self.owners.get(said["owner"]), **{name: said[name] for name in names + more},
        )  # fmt: skip


class YearForm(forms.Form):
    """A node's number of the year, perhaps a suggestion."""

    value = forms.DecimalField(label=_("Target of the year"), **MONEY)
    kind = forms.CharField(required=False, max_length=20)


class ResplitForm(forms.Form):
    """Why the rest of the year is split anew, and from which month."""

    from_month = forms.CharField(label=_("From month"), max_length=7)
    reason = forms.CharField(label=_("Reason"), max_length=300)

    def month(self) -> date:
        """Its first day. Raises TargetError."""
        return month_of_text(self.cleaned_data["from_month"])


class BenchmarkForm(forms.Form):
    """A figure of the trade."""

    metric = forms.ChoiceField(label=_("Metric"))
    value = forms.DecimalField(label=_("Value"), help_text=_("A share as 0.035."), **MONEY)
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    scope = forms.CharField(label=_("Of whom"), required=False, max_length=80)
    source = forms.CharField(label=_("Source"), max_length=200)
    source_url = forms.URLField(
        label=_("Address"), required=False, max_length=500, assume_scheme="https"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice(self, "metric").choices = [(key, words.metric_word(key)) for key in METRICS]

    def draft(self) -> BenchmarkDraft:
        """What was said."""
        return BenchmarkDraft(**self.cleaned_data)


def cells_of(data: Mapping[str, Any]) -> dict[int, dict[date, Decimal | None]]:
    """The grid's fields by node and month. Raises TargetError for what is no number."""
    found: dict[int, dict[date, Decimal | None]] = {}
    for name, text in data.items():
        match = CELL.match(name)
        if match:
            found.setdefault(int(match[1]), {})[month_of_text(match[2])] = amount_of(str(text))
    return found


def amount_of(text: str) -> Decimal | None:
    """A number as people type it; empty is none. Raises TargetError."""
    plain = text.replace(",", "").replace("，", "").replace("¥", "").strip()
    if not plain:
        return None
    is_percent = plain.endswith(("%", "％"))
    try:
        value = Decimal(plain.rstrip("%％ "))
    except InvalidOperation as error:
        raise TargetError(_("Write a number, not %(text)s.") % {"text": text[:40]}) from error
    return value / 100 if is_percent else value


def month_of_text(text: str) -> date:
    """2026-11 as its first day. Raises TargetError."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError as error:
        raise TargetError(
            _("Write the month as 2026-11, not %(text)s.") % {"text": text}
        ) from error


def objective_choices(scope: Scope) -> list[tuple[str, str]]:
    """The active objectives, and none."""
    found = strategy.objectives(scope.brand, state="active")
    return [("", "—"), *((str(one.pk), one.title) for one in found)]


def number(text: str) -> int | None:
    """A chosen id; None where none was."""
    return int(text) if text else None


def choice(form: forms.Form, name: str) -> forms.ChoiceField:
    """The field, which is a choice."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101  # declared so above
    return field
