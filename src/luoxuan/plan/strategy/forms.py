"""What a person types of the strategy, parsed once (5.1, 6.2, 12.7)."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.people.access import Scope
from luoxuan.plan.strategy import presets, selectors, words
from luoxuan.plan.strategy.models import MarketNote, Objective, Rival, SwotEvidence, SwotItem
from luoxuan.plan.strategy.services import (
    BoardDraft,
    EvidenceDraft,
    ItemDraft,
    NoteDraft,
    ObjectiveDraft,
    RivalDraft,
)

EMPHASIS_ROWS = 6
REVIEW_AFTER = timedelta(days=90)


class DateInput(forms.DateInput):
    """A day as browsers pick it."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def day_field(label: Any, **more: Any) -> forms.DateField:
    """A day."""
    return forms.DateField(label=label, widget=DateInput(), **more)


class ObjectiveForm(forms.Form):
    """An objective with its emphasis."""

    kind = forms.ChoiceField(label=_("Kind"))
    title = forms.CharField(label=_("Title"), max_length=120)
    body = forms.CharField(
        label=_("What it means"), required=False, widget=forms.Textarea({"rows": 3})
    )
    starts_on = day_field(_("From"))
    ends_on = day_field(_("To"))
    owner = forms.ChoiceField(label=_("In charge"), required=False)

    def __init__(self, scope: Scope, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = {str(m.user_id): m.user for m in people.memberships_of(scope.brand)}
        names = [(key, str(user)) for key, user in self.members.items()]
        self.fields["owner"].choices = [("", _("Nobody yet")), *names]  # type: ignore[attr-defined]
        self.fields["kind"].choices = words.preset_choices()  # type: ignore[attr-defined]
        metrics = [("", "—"), *words.metric_choices()]
        for row in range(EMPHASIS_ROWS):
            self.fields[f"metric_{row}"] = forms.ChoiceField(choices=metrics, required=False)
            self.fields[f"weight_{row}"] = forms.DecimalField(
                required=False, min_value=0, max_value=100, max_digits=5, decimal_places=2
            )

    @property
    def plain_fields(self) -> list[forms.BoundField]:
        """All but the emphasis."""
        return [self[name] for name in ("kind", "title", "body", "starts_on", "ends_on", "owner")]

    @property
    def emphasis_rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Figure and weight, row by row."""
        return [(self[f"metric_{row}"], self[f"weight_{row}"]) for row in range(EMPHASIS_ROWS)]

    def draft(self) -> ObjectiveDraft:
        """The objective the form stands for."""
        told = self.cleaned_data
        emphasis = [
            (told[f"metric_{row}"], (told[f"weight_{row}"] or Decimal(0)) / 100)
            for row in range(EMPHASIS_ROWS)
            if told[f"metric_{row}"]
        ]
        return ObjectiveDraft(
            kind=told["kind"], title=told["title"], body=told["body"], emphasis=emphasis,
            starts_on=told["starts_on"], ends_on=told["ends_on"],
            owner=self.members.get(told["owner"]),
        )  # fmt: skip


def objective_initial(objective: Objective | None, kind: str, today: date) -> dict[str, Any]:
    """What the form begins with: the objective, or the preset of a kind for this year."""
    preset = presets.preset_of(kind) or presets.PRESETS[0]
    emphasis = objective.emphasis if objective else preset.emphasis
    found: dict[str, Any] = {
        f"{name}_{row}": value
        for row, one in enumerate(emphasis[:EMPHASIS_ROWS])
        for name, value in (
            ("metric", one["metric"]),
            ("weight", words.percent(Decimal(one["weight"]))),
        )
    }
    if objective is None:
        year = {"starts_on": today, "ends_on": today.replace(month=12, day=31)}
        return found | year | {"kind": preset.kind, "title": words.preset_word(preset)}
    names = ("kind", "title", "body", "starts_on", "ends_on")
    found |= {name: getattr(objective, name) for name in names}
    return found | {"owner": str(objective.owner_id or "")}


class BoardForm(forms.Form):
    """A board and its period."""

    title = forms.CharField(label=_("Title"), max_length=80)
    starts_on = day_field(_("From"))
    ends_on = day_field(_("To"))

    def draft(self) -> BoardDraft:
        """The board the form stands for."""
        return BoardDraft(**self.cleaned_data)


class ItemForm(forms.Form):
    """An item of a board."""

    quadrant = forms.ChoiceField(label=_("Quadrant"), choices=SwotItem.Quadrant.choices)
    text = forms.CharField(label=_("What we see"), max_length=300)
    weight = forms.TypedChoiceField(
        label=_("Weight"), coerce=int, choices=[(n, n) for n in range(5, 0, -1)], initial=3
    )

    def draft(self) -> ItemDraft:
        """The item the form stands for."""
        return ItemDraft(**self.cleaned_data)


class EvidenceForm(forms.Form):
    """What an item rests on."""

    kind = forms.ChoiceField(label=_("Kind of evidence"), choices=SwotEvidence.Kind.choices)
    metric = forms.ChoiceField(label=_("KPI figure"), required=False)
    shop_key = forms.ChoiceField(label=_("Shop"), required=False)
    starts_on = day_field(_("From"), required=False)
    ends_on = day_field(_("To"), required=False)
    note = forms.ChoiceField(label=_("Note"), required=False)
    url = forms.CharField(label=_("Address"), max_length=500, required=False)
    label = forms.CharField(label=_("What it shows"), max_length=160, required=False)

    def __init__(self, scope: Scope, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.notes = {str(note.pk): note for note in selectors.notes_of(scope.brand)}
        shops = [(s.key, s.name) for s in people.shops_of(scope.brand) if scope.sees_shop(s.key)]
        lists = {
            "metric": [("", "—"), *words.metric_choices()],
            "shop_key": [("", _("All shops")), *shops],
            "note": [("", "—"), *((key, str(note)) for key, note in self.notes.items())],
        }
        for name, choices in lists.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def draft(self) -> EvidenceDraft:
        """The evidence the form stands for."""
        told = dict(self.cleaned_data)
        return EvidenceDraft(**{**told, "note": self.notes.get(told["note"])})


class NoteForm(forms.Form):
    """A market note."""

    kind = forms.ChoiceField(label=_("Kind"), choices=MarketNote.Kind.choices)
    title = forms.CharField(label=_("Title"), max_length=120)
    source = forms.CharField(label=_("Source"), max_length=160)
    source_url = forms.URLField(
        label=_("Address of the source"), required=False, assume_scheme="https"
    )
    rival = forms.ChoiceField(label=_("Rival"), required=False)
    noted_on = day_field(_("Noted on"))
    review_on = day_field(_("Look again on"))
    tags = forms.CharField(
        label=_("Tags"), required=False, max_length=200, help_text=_("Separated by commas.")
    )
    body = forms.CharField(
        label=_("What it says"), required=False, widget=forms.Textarea({"rows": 6})
    )

    def __init__(self, scope: Scope, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rivals = {str(rival.pk): rival for rival in selectors.rivals_of(scope.brand)}
        choices = [("", "—"), *((key, rival.name) for key, rival in self.rivals.items())]
        self.fields["rival"].choices = choices  # type: ignore[attr-defined]

    def draft(self) -> NoteDraft:
        """The note the form stands for."""
        told = dict(self.cleaned_data)
        tags = told["tags"].replace("，", ",").split(",")
        return NoteDraft(**{**told, "rival": self.rivals.get(told["rival"]), "tags": tags})


def note_initial(note: MarketNote | None, today: date) -> dict[str, Any]:
    """What the form begins with."""
    if note is None:
        return {"noted_on": today, "review_on": today + REVIEW_AFTER}
    names = ("kind", "title", "source", "source_url", "noted_on", "review_on", "body")
    found = {name: getattr(note, name) for name in names}
    return found | {"rival": str(note.rival_id or ""), "tags": ", ".join(note.tags)}


class RivalForm(forms.Form):
    """A rival of the watch list."""

    name = forms.CharField(label=_("Name"), max_length=80)
    remark = forms.CharField(label=_("Why we watch it"), max_length=300, required=False)
    is_watched = forms.BooleanField(label=_("On the watch list"), required=False, initial=True)

    def draft(self) -> RivalDraft:
        """The rival the form stands for."""
        return RivalDraft(**self.cleaned_data)


def rival_initial(rival: Rival | None) -> dict[str, Any]:
    """What the form begins with."""
    if rival is None:
        return {"is_watched": True}
    return {name: getattr(rival, name) for name in ("name", "remark", "is_watched")}
