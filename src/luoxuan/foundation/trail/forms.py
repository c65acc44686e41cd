"""What of the trail a person asks for, parsed once."""

from datetime import UTC, datetime, time, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from luoxuan.foundation.trail.selectors import TrailQuestion
from luoxuan.foundation.trail.words import subject_word, verb_word

DAY = {"type": "date"}


class TrailForm(forms.Form):
    """Actor, verb, object and days; whatever is left empty asks for all."""

    actor = forms.ChoiceField(label=_("Who"), required=False)
    verb = forms.ChoiceField(label=_("What"), required=False)
    subject_type = forms.ChoiceField(label=_("To what"), required=False)
    subject_id = forms.CharField(label=_("Its name or id"), max_length=80, required=False)
    since = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs=DAY))
    until = forms.DateField(label=_("To"), required=False, widget=forms.DateInput(attrs=DAY))

    def __init__(self, *args: Any, zone: str, choices: dict[str, list[str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = ZoneInfo(zone)
        every: list[tuple[str, Any]] = [("", _("all"))]
        self._choice("verb").choices = every + [(v, verb_word(v)) for v in choices["verb"]]
        kinds = [(v, subject_word(v)) for v in choices["subject_type"]]
        self._choice("subject_type").choices = every + kinds

    def name_actors(self, names: dict[str, str]) -> None:
        """Offer the actors by what they are called."""
        everybody = [("", _("all")), *sorted(names.items(), key=lambda pair: pair[1])]
        self._choice("actor").choices = everybody

    def _choice(self, name: str) -> forms.ChoiceField:
        return cast(forms.ChoiceField, self.fields[name])

    @property
    def question(self) -> TrailQuestion:
        """What was asked; a day is the brand's day."""
        said = self.cleaned_data
        return TrailQuestion(
            actor=said["actor"],
            verb=said["verb"],
            subject_type=said["subject_type"],
            subject_id=said["subject_id"],
            since=self._moment(said["since"], 0),
            until=self._moment(said["until"], 1),
        )

    def _moment(self, day: Any, days: int) -> datetime | None:
        if day is None:
            return None
        local = datetime.combine(day + timedelta(days=days), time(), tzinfo=self.zone)
        return local.astimezone(UTC)
