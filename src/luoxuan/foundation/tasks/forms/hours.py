"""When a brand works, from text to a plan (7.6)."""

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from luoxuan.foundation.tasks.models import WorkHours
from luoxuan.foundation.tasks.services import HoursPlan

CLOCK = {"type": "time"}
WEEKDAYS = (
    (0, _("Monday")),
    (1, _("Tuesday")),
    (2, _("Wednesday")),
    (3, _("Thursday")),
    (4, _("Friday")),
    (5, _("Saturday")),
    (6, _("Sunday")),
)


def _time(label: Any, *, required: bool = True, help_text: Any = "") -> forms.TimeField:
    widget = forms.TimeInput(attrs=CLOCK, format="%H:%M")
    return forms.TimeField(label=label, required=required, widget=widget, help_text=help_text)


class DaysField(forms.CharField):
    """Days like 2026-10-08, one per line or with blanks between."""

    widget = forms.Textarea(attrs={"rows": 3})

    def to_python(self, value: Any) -> Any:
        """The days, each once."""
        words = re.split(r"[\s,，、;；]+", super().to_python(value) or "")
        found = []
        for word in filter(None, words):
            try:
                found.append(date.fromisoformat(word))
            except ValueError:
                raise forms.ValidationError(
                    gettext("Write days as 2026-10-08, not %(word)s.") % {"word": word[:20]}
                ) from None
        return tuple(sorted(set(found)))


class HoursForm(forms.Form):
    """The hours of a working day, which days are worked, and the exceptions."""

    opens = _time(_("Work begins"))
    closes = _time(_("Work ends"), help_text=_("00:00 is the end of the day."))
    lunch_from = _time(_("Lunch from"), required=False)
    lunch_to = _time(_("Lunch to"), required=False, help_text=_("Leave both empty for no break."))
    weekdays = forms.TypedMultipleChoiceField(
        label=_("Days worked"), coerce=int, choices=WEEKDAYS, widget=forms.CheckboxSelectMultiple
    )
    keeps_holidays = forms.BooleanField(
        label=_("Keep public holidays and made-up Saturdays"), required=False
    )
    closed_days = DaysField(
        label=_("Own closed days"), required=False, help_text=_("Days like 2026-10-08, one a line.")
    )
    open_days = DaysField(label=_("Own open days"), required=False)

    @staticmethod
    def initial_of(row: WorkHours) -> dict[str, Any]:
        """How it stands now."""
        names = ("opens", "closes", "lunch_from", "lunch_to", "weekdays", "keeps_holidays")
        said = {name: getattr(row, name) for name in names}
        return said | {
            "closed_days": "\n".join(row.closed_days),
            "open_days": "\n".join(row.open_days),
        }

    @property
    def plan(self) -> HoursPlan:
        """What the form stands for."""
        said = self.cleaned_data
        return HoursPlan(**(said | {"weekdays": tuple(said["weekdays"])}))
