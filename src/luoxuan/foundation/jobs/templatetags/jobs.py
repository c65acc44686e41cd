"""Words and colours of jobs: `{% load jobs %}`."""

from django import template

from luoxuan.foundation.jobs.words import KIND_OF_STATE, kind_word

register = template.Library()
register.filter("kind_word", kind_word)


@register.filter
def state_kind(state: str) -> str:
    """The colour of a state."""
    return KIND_OF_STATE.get(state, "neutral")
