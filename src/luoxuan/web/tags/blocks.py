"""Blocks of a page: tile, table, chart, finding, timeline, form row, empty state."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.forms import CheckboxInput
from django.template.context import Context

from luoxuan.charts.table import Table
from luoxuan.metrics import METRICS
from luoxuan.web import addresses, cells, markup, spark

register = template.Library()

COMPONENTS = "web/components/"


@register.inclusion_tag(COMPONENTS + "stat.html")
def stat(label: str, value: Any, **more: Any) -> dict[str, Any]:
    """A figure with its name; `unit delta delta_unit direction target reason href note against currency`."""
    unit = more.get("unit", "text")
    reason = more.get("reason", "")
    shown = markup.words(value) if unit == "text" and value is not None else None
    has_delta = "delta" in more or "delta_reason" in more
    return {
        "label": label,
        "shown": shown
        or markup.figure(value, unit, currency=more.get("currency", "CNY"), reason=reason),
        "delta": markup.change(
            more.get("delta"),
            unit=more.get("delta_unit", "share"),
            direction=more.get("direction", "neutral"),
            reason=more.get("delta_reason", ""),
        )
        if has_delta
        else "",
        "against": more.get("against", ""),
        "target": markup.figure(more["target"], unit) if more.get("target") is not None else "",
        "progress": more.get("progress"),
        "href": more.get("href", ""),
        "note": markup.words(more.get("note", "")),
        "spark": spark.spark_html(more["trend"]) if more.get("trend") else "",
    }


@register.inclusion_tag(COMPONENTS + "table.html", takes_context=True)
def table(context: Context, table: Table) -> dict[str, Any]:
    """A `charts.Table`."""
    return {
        "table": table,
        "heads": [addresses.head(column, table, context) for column in table.columns],
        "body": cells.body_html(table),
        "foot": cells.foot_html(table) if table.sums else "",
        "sums_label": cells.sums_label(table),
    }


@register.inclusion_tag(COMPONENTS + "empty.html")
def empty(
    title: str, text: str = "", action_url: str = "", action_label: str = ""
) -> dict[str, Any]:
    """Nothing yet, and what to do about it."""
    return {"title": title, "text": text, "action_url": action_url, "action_label": action_label}


@register.inclusion_tag(COMPONENTS + "form_row.html")
def form_row(field: Any, label: str = "") -> dict[str, Any]:
    """A bound field with label, hint and error."""
    widget = field.field.widget
    is_box = isinstance(widget, CheckboxInput)
    return {
        "field": field,
        "label": label or field.label,
        "is_box": is_box,
        "is_group": field.use_fieldset and not is_box,
    }


@register.inclusion_tag(COMPONENTS + "form_errors.html")
def form_errors(form: Any) -> dict[str, Any]:
    """The errors that belong to no field."""
    return {"errors": form.non_field_errors()}


@register.inclusion_tag(COMPONENTS + "finding.html")
def finding(title: Any, text: Any = "", **more: Any) -> dict[str, Any]:
    """One problem: `kind` (warning), `figure`, `href` to the evidence, `clause`."""
    return {
        "title": markup.words(title),
        "text": markup.words(text),
        "kind": more.get("kind", "warning"),
        "figure": more.get("figure", ""),
        "href": more.get("href", ""),
        "link": more.get("link", ""),
        "clause": more.get("clause", ""),
    }


@register.inclusion_tag(COMPONENTS + "timeline.html")
def timeline(events: Iterable[Any]) -> dict[str, Any]:
    """Events with `at`, `who`, `text`, and perhaps `href` and `detail`, newest first as given."""
    return {"events": list(events)}


@register.inclusion_tag(COMPONENTS + "confirm.html", takes_context=True)
def confirm(
    context: Context, url: str, label: str, title: str, text: str = "", **more: Any
) -> dict[str, Any]:
    """A button that asks before it posts to `url`; `kind` danger for what cannot be taken back, `yes` its word."""
    return {
        "id": f"confirm-{more.get('id') or abs(hash(url)) % 10**9}",
        "url": url,
        "label": label,
        "title": title,
        "text": text,
        "yes": more.get("yes", ""),
        "kind": more.get("kind", "danger"),
        "csrf_token": context.get("csrf_token", ""),
    }


@register.inclusion_tag(COMPONENTS + "definitions.html")
def definitions(*metrics: str) -> dict[str, Any]:
    """The registry's own words for the figures of a page, for its help drawer."""
    spoken = markup.language()
    found = [METRICS[metric] for metric in metrics]
    return {
        "metrics": [
            {
                "name": getattr(metric.name, spoken),
                "meaning": getattr(metric.meaning, spoken),
                "clauses": "、".join(metric.clauses),
            }
            for metric in found
        ]
    }
