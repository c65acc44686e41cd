"""States, units and values of the self-assessment in words."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from luoxuan.standard import Said

STATE_WORDS: dict[str, str | Promise] = {
    "lived": _("Lived"),
    "partly": _("Lived in part"),
    "not": _("Not lived"),
    "no_data": _("No data yet"),
    "not_applicable": _("Not applicable"),
    "not_available": _("Not available in this version"),
}
STATE_KINDS = {
    "lived": "good",
    "partly": "warning",
    "not": "bad",
    "no_data": "info",
    "not_applicable": "neutral",
    "not_available": "neutral",
}
CITATION_WORDS: dict[str, str | Promise] = {
    "current": _("In force"),
    "lapsed": _("Cited edition lapsed"),
    "year_doubtful": _("Cited year doubtful"),
    "unconfirmed": _("Not confirmed"),
}
CITATION_KINDS = {
    "current": "good",
    "lapsed": "warning",
    "year_doubtful": "warning",
    "unconfirmed": "bad",
}
BASIS_WORDS: dict[str, str | Promise] = {
    "official": _("official text"),
    "copy": _("two independent copies"),
    "memory": _("still to be checked against the text"),
    "none": _("nothing found"),
}
DIRECTION_WORDS: dict[str, str | Promise] = {
    "at_least": _("at least"),
    "at_most": _("at most"),
}
FIELD_WORDS: dict[str, str | Promise] = {
    "chapter": _("chapter"),
    "asks": _("what it asks"),
    "clause": _("the clause"),
    "product": _("what the product does"),
    "evidence": _("the evidence"),
    "threshold": _("threshold"),
    "unit": _("unit"),
    "direction": _("direction"),
    "weight": _("weight"),
    "effort": _("effort"),
}


def here(said: Said | Mapping[str, str]) -> str:
    """In the page's language."""
    language = get_language() or "zh-hans"
    words = said if isinstance(said, Said) else Said(said["zh"], said["en"])
    return words.text(language)


def figure(value: str | None, unit: str) -> str:
    """A value with its unit, a dash for none."""
    if value is None:
        return "—"
    amount = Decimal(value)
    if unit == "share":
        return f"{amount * 100:.1f} %"
    number = f"{amount.normalize():,f}"
    return str(_("%(n)s days") % {"n": number}) if unit == "days" else number


def threshold_words(row: Mapping[str, Any]) -> str:
    """At least 100 %."""
    return f"{DIRECTION_WORDS[row['direction']]} {figure(row['threshold'], row['unit'])}"
