"""Words for platforms, channels and rights: `{% load people %}`."""

from django import template

from luoxuan.foundation.people.platforms import CHANNEL_TYPES, platform_word
from luoxuan.foundation.people.roles import PERMISSION_WORDS

register = template.Library()
register.filter("platform_word", platform_word)


@register.filter
def channel_word(key: str) -> str:
    """The kind of channel in words."""
    return str(CHANNEL_TYPES.get(key, key))


@register.filter
def permission_word(name: str) -> str:
    """The right in words."""
    return str(PERMISSION_WORDS.get(name, name))
