"""What a reader of a report asks, from the address to a value."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luoxuan.check.dashboards.reports import REPORT_NAMES, ReportAsked


class ReportForm(forms.Form):
    """Which shops, and as of when; empty asks for all shops as they are now."""

    shop = forms.MultipleChoiceField(label=_("Shops"), required=False)
    as_of = forms.DateTimeField(
        label=_("As of"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%S%z"],
    )

    def __init__(self, data: Any, *, shops: Iterable[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["shop"] = forms.MultipleChoiceField(
            label=_("Shops"), required=False, choices=list(shops)
        )

    def asked(self, report: str, when: str, allowed: frozenset[str] | None) -> ReportAsked:
        """The question: the shops chosen, within those that may be seen."""
        chosen = frozenset(self.cleaned_data.get("shop") or ())
        shops = allowed if not chosen else chosen if allowed is None else chosen & allowed
        moment: datetime | None = self.cleaned_data.get("as_of")
        as_of = moment.astimezone(UTC) if moment else None
        return ReportAsked(REPORT_NAMES[report], when, shops, as_of)


class DayForm(forms.Form):
    """A day to jump to."""

    day = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def chosen(self) -> date | None:
        """The day, None where none or nonsense was given."""
        return self.cleaned_data["day"] if self.is_valid() else None
