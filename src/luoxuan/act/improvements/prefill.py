"""A new finding from a link: `?from=alert:12`, `?from=figure:…`, with title, page, metric and shop (12.2)."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from luoxuan.act.improvements import words
from luoxuan.act.improvements.models import Finding
from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.signals import selectors as signals
from luoxuan.metrics import METRICS

if TYPE_CHECKING:
    from luoxuan.foundation.people.access import Scope

LONGEST = 200


def prefilled(scope: "Scope", query: Mapping[str, Any]) -> dict[str, str]:
    """First values of the form; what the address does not say, or says wrongly, stays empty."""
    source, _colon, source_id = str(query.get("from", "")).partition(":")
    if source not in Finding.Source.values:
        source, source_id = Finding.Source.HAND, ""
    found = {
        "source": source,
        "source_id": source_id[:120],
        "source_url": _inside(scope, str(query.get("url", ""))),
        "title": str(query.get("title", ""))[:LONGEST],
        "metric": str(query.get("metric", "")),
        "shop_key": str(query.get("shop", "")),
    }
    if source == Finding.Source.ALERT:
        found |= _of_alert(scope, source_id)
    if source == Finding.Source.FIGURE:
        found |= _of_figure(scope, source_id, found)
    if found["metric"] not in METRICS:
        found["metric"] = ""
    if not scope.sees_shop(found["shop_key"]) or not _is_shop(scope, found["shop_key"]):
        found["shop_key"] = ""
    return found


def _of_alert(scope: "Scope", source_id: str) -> dict[str, str]:
    """An alert says itself what it saw."""
    alert = signals.alert_of(scope, int(source_id)) if source_id.isdecimal() else None
    if alert is None:
        return {}
    said = alert.sentence_zh if words.language() == "zh" else alert.sentence_en
    return {
        "title": said[:LONGEST],
        "metric": alert.monitor.metric if alert.monitor.metric in METRICS else "",
        "shop_key": alert.shop_key,
        "source_url": alert.drill_url if alert.drill_url.startswith("/") else "",
    }


def _of_figure(scope: "Scope", source_id: str, given: Mapping[str, str]) -> dict[str, str]:
    """A figure by metric, shop and period: gmv_paid/taobao/2026-10-01."""
    metric, _slash, rest = source_id.partition("/")
    shop, _slash, when = rest.partition("/")
    if metric not in METRICS:
        return {}
    names = {one.key: one.name for one in people.shops_of(scope.brand)}
    said = " ".join(part for part in (names.get(shop, ""), words.metric_name(metric), when) if part)
    return {"metric": metric, "shop_key": shop, "title": given["title"] or said}


def _inside(scope: "Scope", url: str) -> str:
    """Only pages of the brand itself."""
    return url if url.startswith(f"/b/{scope.brand.key}/") else ""


def _is_shop(scope: "Scope", key: str) -> bool:
    return bool(key) and people.shop_by_key(brand=scope.brand, key=key) is not None
