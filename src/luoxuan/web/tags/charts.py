"""A chart with its table, and the progress of a job."""

from datetime import datetime
from itertools import count
from typing import Any

from django import template
from django.template.context import Context
from django.utils import timezone

from luoxuan.charts import Table, in_language
from luoxuan.web import addresses, cells, markup

register = template.Library()

COMPONENTS = "web/components/"
_numbers = count(1)


@register.inclusion_tag(COMPONENTS + "chart.html", takes_context=True)
def chart(
    context: Context, spec: dict[str, Any] | None, table: Table | None = None, **more: Any
) -> dict[str, Any]:
    """A specification of the charts package and its table; `title`, `open` shows the table at once."""
    spoken = markup.language()
    name = f"chart-{next(_numbers)}"
    return {
        "spec": {**in_language(spec, spoken), "language": spoken} if spec else None,
        "id": name,
        "spec_id": f"{name}-spec",
        "title": markup.words(more.get("title", "")),
        "size": _size(spec),
        "is_open": more.get("open", False) or not spec,
        "table": table,
        "heads": [addresses.head(column, table, context) for column in table.columns]
        if table
        else [],
        "body": cells.body_html(table) if table else "",
        "foot": cells.foot_html(table) if table and table.sums else "",
        "sums_label": cells.sums_label(table) if table else "",
    }


@register.inclusion_tag(COMPONENTS + "progress.html", takes_context=True)
def progress(context: Context, job: Any, **more: Any) -> dict[str, Any]:
    """A job's bar with count, rate and cancel; renews itself from `poll` while it runs."""
    done, total = getattr(job, "done", 0) or 0, getattr(job, "total", 0) or 0
    return {
        "word": getattr(job, "note", "") or _state(job),
        "done": done,
        "total": total,
        "rate": _rate(getattr(job, "started_at", None), done),
        "is_running": not getattr(job, "finished_at", None),
        "poll": more.get("poll", ""),
        "cancel": more.get("cancel", ""),
        "csrf_token": context.get("csrf_token", ""),
    }


def _rate(started_at: datetime | None, done: int) -> int | None:
    """How many a second since it began."""
    if not started_at or not done:
        return None
    seconds = (timezone.now() - started_at).total_seconds()
    return int(done / seconds) if seconds >= 1 else None


def _state(job: Any) -> str:
    """Where the job is in its life, in words."""
    said = getattr(job, "get_state_display", None)
    return str(said()) if callable(said) else ""


def _size(spec: dict[str, Any] | None) -> str:
    """Lying bars need room for each."""
    rows = spec.get("rows", 0) if spec else 0
    return "tall" if rows > 8 else "short" if 0 < rows < 4 else ""
