"""The components as template tags and filters: `{% load ui %}`."""

from django import template

from luoxuan.web.tags import blocks, charts, moving, values, wrapping

register = template.Library()

for _part in (values, blocks, charts, moving, wrapping):
    register.tags.update(_part.register.tags)
    register.filters.update(_part.register.filters)
