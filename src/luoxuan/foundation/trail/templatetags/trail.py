"""Words of the trail: `{% load trail %}`."""

from django import template

from luoxuan.foundation.trail.words import subject_word, verb_word

register = template.Library()
register.filter("verb_word", verb_word)
register.filter("subject_word", subject_word)
