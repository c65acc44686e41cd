"""11.8: what the checks of stock and parcels told of, and whether somebody handled it in time."""

from datetime import timedelta

from luoxuan.act.conformity.evidence.model import (
    Evidence,
    EvidenceContext,
    EvidenceRow,
    both,
    nothing_yet,
    percent,
    share_of,
)
from luoxuan.act.conformity.evidence.registry import evidence
from luoxuan.foundation.signals import selectors as signals
from luoxuan.standard import Said

THREE_MONTHS = 90
IN_TIME = timedelta(days=3)
KINDS = tuple(f"fulfilment.{name}" for name in ("stuck", "late_pickup", "oversold", "below_safety", "sold_out"))  # fmt: skip


@evidence("11.8")
def troubles_handled(context: EvidenceContext) -> Evidence:
    """Alerts of stock and parcels handled within three days; those younger than that are not judged yet."""
    url = context.address("monitors:alert_list")
    found = signals.alerts_between(context.brand, context.ago(THREE_MONTHS), context.day)
    alerts = [
        alert
        for alert in found
        if alert.monitor.check_key in KINDS
        and not (alert.is_open and context.at - alert.first_seen < IN_TIME)
    ]
    rows = tuple(
        EvidenceRow(
            Said(f"{alert.day} {alert.sentence_zh}", f"{alert.day} {alert.sentence_en}"),
            not alert.is_open
            and (alert.judged_at is None or alert.judged_at - alert.first_seen <= IN_TIME),
            both(alert.get_state_display()),
            context.address("monitors:alert", alert_id=alert.pk),
            alert.shop_key,
        )
        for alert in alerts
    )
    value, met, total = share_of(rows)
    if value is None:
        return nothing_yet(
            "近 90 天没有库存和物流预警：导入库存、物流文件并设监控。",
            "No alert of stock or parcels in 90 days: import their files and set monitors.",
            url,
        )
    sentence = Said(
        f"近 90 天库存与物流异常 {total} 次，{met} 次在三天内处理（{percent(value)}）。",
        f"Of {total} troubles with stock and parcels in 90 days {met} were handled within three days ({percent(value)}).",
    )
    return Evidence(value, sentence, max(alert.last_seen for alert in alerts), rows, url)
