"""Ways through the pages: breadcrumb, tabs, pagination, period and shop filters."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.template.context import Context

from luoxuan.web import addresses

register = template.Library()

COMPONENTS = "web/components/"


@register.inclusion_tag(COMPONENTS + "crumbs.html")
def breadcrumb(*steps: str) -> dict[str, Any]:
    """Label and address in turn, from the top; the last label stands alone: `"Imports" url "file.csv"`."""
    pairs = [(steps[n], steps[n + 1]) for n in range(0, len(steps) - 1, 2)]
    return {"steps": pairs, "last": steps[-1] if len(steps) % 2 else ""}


@register.inclusion_tag(COMPONENTS + "tabs.html")
def tabs(items: Iterable[Mapping[str, Any]], label: str = "") -> dict[str, Any]:
    """Links side by side: each `{"label", "href", "is_current"}`, perhaps `count`."""
    return {"items": list(items), "label": label}


@register.inclusion_tag(COMPONENTS + "pages.html", takes_context=True)
def pagination(context: Context, page: Any) -> dict[str, Any]:
    """A Django `Page`; other filters in the address stay."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    links = [
        (n, addresses.with_query(context, page=n) if isinstance(n, int) else "") for n in numbers
    ]
    return {
        "page": page,
        "links": links,
        "before": addresses.with_query(context, page=page.number - 1)
        if page.has_previous()
        else "",
        "after": addresses.with_query(context, page=page.number + 1) if page.has_next() else "",
    }


@register.simple_tag(takes_context=True)
def with_query(context: Context, **values: Any) -> str:
    """This page's address with these values in the query; None takes one out."""
    return addresses.with_query(context, **values)


@register.inclusion_tag(COMPONENTS + "period_picker.html")
def period_picker(grains: Iterable[Mapping[str, Any]] = (), **more: Any) -> dict[str, Any]:
    """Day, week, month side by side; the one before and after; a day to go to.

    `grains` as for tabs; `before` and `after` addresses; `action` takes the day as `?day=`; `day` is shown now.
    """
    return {
        "grains": list(grains),
        "before": more.get("before", ""),
        "after": more.get("after", ""),
        "action": more.get("action", ""),
        "day": more.get("day"),
    }


@register.inclusion_tag(COMPONENTS + "shop_filter.html", takes_context=True)
def shop_filter(
    context: Context, shops: Iterable[tuple[str, str]], name: str = "shop"
) -> dict[str, Any]:
    """Shops as pairs of key and name; the chosen ones are in the address as `?shop=a&shop=b`; none is all."""
    asked = context["request"].GET
    chosen = set(asked.getlist(name))
    kept = [(key, one) for key in asked if key not in {name, "page"} for one in asked.getlist(key)]
    choices = [(key, label, key in chosen) for key, label in shops]
    return {
        "name": name,
        "choices": choices,
        "kept": kept,
        "chosen": [label for key, label, is_chosen in choices if is_chosen],
        "all_href": addresses.with_query(context, **{name: None}),
    }
