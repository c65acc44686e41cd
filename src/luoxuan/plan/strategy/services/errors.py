"""The one family of errors."""

from datetime import date

from django.utils.translation import gettext as _


class StrategyError(Exception):
    """What was asked of the strategy cannot be done; says how to mend it."""


def days_checked(starts_on: date, ends_on: date) -> None:
    """Raise StrategyError where the end comes before the begin."""
    if ends_on < starts_on:
        raise StrategyError(
            _("It ends on %(last)s, before it begins on %(first)s: turn the days round.")
            % {"first": starts_on, "last": ends_on}
        )


def text_checked(text: str, what: str) -> str:
    """The text without blanks around it. Raises StrategyError where nothing is left."""
    kept = text.strip()
    if not kept:
        raise StrategyError(_("%(what)s is missing: write it in.") % {"what": what})
    return kept
