"""A small line inside a table: an SVG of its own, no script."""

from collections.abc import Sequence
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from luoxuan.charts import sparkline


def spark_html(values: Sequence[Any]) -> SafeString:
    """The values as a line; a gap stays a gap."""
    shape = sparkline.points(values)
    if not shape.lines:
        return SafeString('<span class="nothing">—</span>')
    lines = format_html_join("", '<polyline points="{}"/>', ((line,) for line in shape.lines))
    return format_html(
        '<svg class="spark" viewBox="0 0 {} {}" width="{}" height="{}" role="img" aria-label="{}">{}'
        '<circle cx="{}" cy="{}" r="2"/></svg>',
        shape.width, shape.height, shape.width, shape.height, _("Trend"), lines, *shape.last,
    )  # fmt: skip
