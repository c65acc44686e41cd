"""The numbers a monitor goes by: which there are for each kind, and what they are where nothing is said (9.15)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from luoxuan.foundation.signals.errors import MonitorError


@dataclass(frozen=True)
class Parameter:
    """One number or choice of a monitor; numbers are kept as decimal text."""

    name: str
    label: str | Promise
    default: str
    least: str = ""
    most: str = ""
    choices: tuple[tuple[str, str | Promise], ...] = ()
    hint: str | Promise = ""

    def read(self, given: object) -> str:
        """The value in words we keep. Raises MonitorError."""
        text = str(self.default if given in (None, "") else given).strip()
        said = {"name": self.label, "text": text, "least": self.least, "most": self.most}
        if self.choices:
            if text not in dict(self.choices):
                raise MonitorError(gettext("%(name)s cannot be %(text)s.") % said)
            return text
        if not text:
            return ""
        try:
            number = Decimal(text)
        except InvalidOperation as error:
            raise MonitorError(gettext("%(name)s is a number, not %(text)s.") % said) from error
        if not number.is_finite() or (self.least and number < Decimal(self.least)):
            raise MonitorError(gettext("%(name)s is at least %(least)s, not %(text)s.") % said)
        if self.most and number > Decimal(self.most):
            raise MonitorError(gettext("%(name)s is at most %(most)s, not %(text)s.") % said)
        return text


SIDES = (("both", _("Up and down")), ("up", _("Up only")), ("down", _("Down only")))
DAYS = Parameter("days", _("Days in a row"), "1", "1", "31", hint=_("It fires only then."))
PARAMETERS: dict[str, tuple[Parameter, ...]] = {
    "threshold": (
        Parameter(
            "side", _("Fires"), "below", choices=(("below", _("below")), ("above", _("above")))
        ),
        Parameter("limit", _("Limit"), "0", hint=_("Shares as 0.12, not 12.")),
        DAYS,
        Parameter(
            "least", _("Only where there is at least"), "", "0",
            hint=_("Of what the rate is a part of: orders, visitors, money spent."),
        ),
    ),
    "change": (
        Parameter("side", _("Fires on a change"), "both", choices=SIDES),
        Parameter("share", _("By at least"), "0.3", "0.01", "100", hint=_("0.3 is 30 %.")),
        Parameter(
            "against", _("Against"), "week",
            choices=(("week", _("the same weekday before")), ("weeks", _("the mean of four such weekdays")), ("day", _("the day before"))),
        ),
        Parameter("least", _("Only where it was at least"), "", "0"),
    ),
    "anomaly": (
        Parameter("side", _("Fires"), "both", choices=SIDES),
        Parameter("score", _("Score from"), "3.7", "2", "20", hint=_("3.7 is about one false alarm of a shop in four years; higher is quieter.")),
        Parameter("share", _("And a change of at least"), "0.25", "0", "10", hint=_("0.25 is 25 % of what was expected.")),
    ),
    "pace": (
        Parameter("share", _("Behind by at least"), "0.05", "0", "1", hint=_("0.05 is 5 % of what is due.")),
        Parameter("from_day", _("From this day of the month"), "5", "1", "28"),
    ),
    "freshness": (
        Parameter("days", _("Days behind"), "2", "1", "60", hint=_("Whole days missing before today.")),
    ),
    "table": (
        Parameter("limit", _("Limit"), "", "0", hint=_("Empty: the usual one, which the check names.")),
    ),
}  # fmt: skip


def checked(kind: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """All parameters of the kind, with what was given or the default. Raises MonitorError."""
    return {each.name: each.read(given.get(each.name)) for each in PARAMETERS[kind]}
