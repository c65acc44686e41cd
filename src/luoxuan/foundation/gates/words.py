"""Why somebody may not decide, and what kinds are called, in the reader's language."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from luoxuan.foundation.gates import registry
from luoxuan.foundation.gates.authority import Authority


def refusal_sentence(authority: Authority) -> str:
    """Why the person may not decide, and who may."""
    if authority.refusal == "author":
        return _("You asked for this yourself: somebody else decides.")
    if authority.refusal == "spoke":
        return _("You have spoken already: a second person decides.")
    if authority.refusal == "limit":
        return _("The amount is above your limit of %(limit)s: it waits for somebody who may.") % {
            "limit": f"{authority.limit:,.2f}"
        }
    if authority.refusal == "right":
        return _("Your role may not decide this; somebody who may can delegate it to you.")
    return ""


def kind_word(key: str) -> str:
    """What the kind is called."""
    if not key or not registry.kind_is_known(key):
        return key
    kind = registry.kind_of(key)
    return kind.zh if is_chinese() else kind.en


def is_chinese() -> bool:
    """Whether the reader reads Chinese."""
    return (get_language() or "zh").startswith("zh")
