"""A task by hand, what is agreed on one, and the same for many (7.6)."""

from datetime import UTC, datetime, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.people.access import Scope
from luoxuan.foundation.tasks.giving import Receiver, choices, receivers, word_of
from luoxuan.foundation.tasks.kinds import MANUAL
from luoxuan.foundation.tasks.models import Task
from luoxuan.foundation.tasks.services import ManyPlan, TaskDraft

MOMENT = {"type": "datetime-local"}
LOCAL = "%Y-%m-%dT%H:%M"


class ReceiverForm(forms.Form):
    """Whatever asks to whom a task goes."""

    to = forms.ChoiceField(label=_("For"))

    def __init__(self, *args: Any, scope: Scope, task: Task | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scope = scope
        self.known = receivers(scope, task)
        if task is not None and word_of(task) not in self.known and task.owner is not None:
            self.known[word_of(task)] = Receiver(task.owner)  # it may stay where it is
        persons, queues = choices(self.known)
        offered: list[tuple[Any, Any]] = [(_("People"), persons), (_("Queues"), queues)]
        cast(forms.ChoiceField, self.fields["to"]).choices = offered

    @property
    def receiver(self) -> Receiver:
        """Who was chosen."""
        return self.known[self.cleaned_data["to"]]


class _WithDue(ReceiverForm):
    """A due moment is said in the brand's zone."""

    due = forms.DateTimeField(
        label=_("Due"),
        required=False,
        input_formats=[LOCAL, "%Y-%m-%dT%H:%M:%S"],
        widget=forms.DateTimeInput(attrs=MOMENT, format=LOCAL),
    )

    def clean_due(self) -> datetime | None:
        """The wall clock of the brand, as UTC."""
        said: datetime | None = self.cleaned_data["due"]
        if said is None:
            return None
        local = said.replace(tzinfo=ZoneInfo(self.scope.brand.zone))
        return local.astimezone(UTC)


class TaskForm(_WithDue):
    """A new task."""

    title = forms.CharField(label=_("Title"), max_length=200)
    body = forms.CharField(
        label=_("What is to be done"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    priority = forms.ChoiceField(
        label=_("Priority"), choices=Task.Priority.choices, initial=Task.Priority.NORMAL
    )
    hours = forms.DecimalField(
        label=_("Or working hours"),
        required=False,
        min_value=0,
        max_value=2000,
        max_digits=6,
        decimal_places=2,
        help_text=_("The due moment is computed from the brand's working hours."),
    )
    shop = forms.ChoiceField(label=_("Shop"), required=False)
    evidence = forms.CharField(
        label=_("Link"),
        required=False,
        max_length=500,
        help_text=_("A page or file it is about, beginning with / or https://."),
    )
    field_order = ("title", "body", "to", "due", "hours", "priority", "shop", "evidence")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shops = people.shops_of(self.scope.brand)
        seen = [(shop.key, shop.name) for shop in shops if self.scope.sees_shop(shop.key)]
        cast(forms.ChoiceField, self.fields["shop"]).choices = [("", _("none")), *seen]

    @property
    def draft(self) -> TaskDraft:
        """What the form stands for."""
        said = self.cleaned_data
        sla = timedelta(hours=float(said["hours"])) if said["hours"] else None
        return TaskDraft(
            kind=MANUAL,
            title=said["title"],
            body=said["body"],
            owner=self.receiver.owner,
            role=self.receiver.role,
            due_at=said["due"],
            sla=None if said["due"] else sla,
            priority=said["priority"],
            shop_key=said["shop"],
            evidence_url=said["evidence"],
        )


class TaskChangeForm(_WithDue):
    """Who has it, until when, how much it presses."""

    priority = forms.ChoiceField(label=_("Priority"), choices=Task.Priority.choices)
    field_order = ("to", "due", "priority")

    @staticmethod
    def initial_of(task: Task) -> dict[str, Any]:
        """How it stands now."""
        zone = ZoneInfo(task.brand.zone)
        due = task.due_at.astimezone(zone).replace(tzinfo=None) if task.due_at else None
        return {"to": word_of(task), "due": due, "priority": task.priority}


class ManyForm(ReceiverForm):
    """What is done to the chosen tasks at once."""

    MOST = 500

    what = forms.ChoiceField(
        choices=[("assign", ""), ("done", ""), ("postpone", ""), ("priority", "")]
    )
    days = forms.IntegerField(label=_("Days"), min_value=1, max_value=365, required=False)
    priority = forms.ChoiceField(
        label=_("Priority"), required=False, choices=[("", "—"), *Task.Priority.choices]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].required = False

    def clean(self) -> dict[str, Any]:
        """What was asked needs its own field."""
        said = self.cleaned_data
        needed = {"assign": "to", "postpone": "days", "priority": "priority"}.get(
            said.get("what", "")
        )
        if needed and not said.get(needed):
            raise forms.ValidationError(_("Say to whom, by how many days, or how urgent."))
        return said

    @property
    def plan(self) -> ManyPlan:
        """What the form stands for."""
        said = self.cleaned_data
        receiver = self.receiver if said["to"] else Receiver()
        return ManyPlan(
            what=said["what"],
            owner=receiver.owner,
            role=receiver.role,
            days=said["days"] or 0,
            priority=said["priority"],
        )
