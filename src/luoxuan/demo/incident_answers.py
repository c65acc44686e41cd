"""What the year's incidents say on the answer sheet."""

from luoxuan.demo.answer import Answer
from luoxuan.demo.brand import skus
from luoxuan.demo.incidents import Incident
from luoxuan.demo.window import Window

FOUND_IN = {"missed_month": "review", "action_effect": "effect", "anomaly": "monitor"}


def incident_answer(window: Window, incident: Incident) -> Answer:
    """The incident as an answer; an action without effect has the size 0."""
    first, last = window.day(incident.first), window.day(incident.last)
    return Answer(
        kind=incident.kind,
        found_in=FOUND_IN[incident.kind],
        shop=incident.shop,
        subject=_subject(incident),
        first_day=first,
        last_day=last,
        size={"orders": f"{incident.orders - 1:+.2f}", "refunds": f"{incident.refunds - 1:+.2f}"},
        says=f"{first} 至 {last}：{incident.zh}。",
    )


def _subject(incident: Incident) -> dict[str, str]:
    if incident.product is None:
        return {"key": incident.key}
    codes = {sku.product_code for sku in skus() if sku.product == incident.product}
    return {"key": incident.key, "product": ", ".join(sorted(codes))}
