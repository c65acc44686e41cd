"""Which alerts there are (9.15)."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from luoxuan.foundation.signals.models import Alert, AlertDay

if TYPE_CHECKING:
    from luoxuan.foundation.people.access import Scope
    from luoxuan.foundation.people.models import Brand


@dataclass(frozen=True)
class AlertsAsked:
    """The filters of the list; empty lets everything through."""

    state: str = ""
    severity: str = ""
    shop: str = ""
    monitor: int | None = None


def alerts_of(scope: "Scope", asked: AlertsAsked | None = None) -> QuerySet[Alert]:
    """What the person may see, newest first: a person limited to some shops sees theirs alone."""
    found = Alert.objects.filter(brand=scope.brand).select_related("monitor", "judged_by", "brand")
    if scope.shop_keys is not None:
        found = found.filter(shop_key__in=scope.shop_keys)
    if asked is None:
        return found
    wanted = {
        "state": asked.state,
        "monitor__severity": asked.severity,
        "shop_key": asked.shop,
        "monitor_id": asked.monitor,
    }
    return found.filter(**{name: value for name, value in wanted.items() if value})


def alerts_open(scope: "Scope", limit: int = 5) -> list[Alert]:
    """The newest that nobody has looked at."""
    return list(alerts_of(scope, AlertsAsked(state=Alert.State.OPEN))[:limit])


def alerts_between(brand: "Brand", first: date, last: date) -> list[Alert]:
    """Every episode with a day from `first` to `last`, oldest first; false alarms are none."""
    found = Alert.objects.filter(brand=brand, day__lte=last, last_day__gte=first)
    real = found.exclude(state=Alert.State.FALSE_ALARM).exclude(evidence=None)
    return list(real.select_related("monitor").distinct().order_by("day", "pk"))


def alert_of(scope: "Scope", alert_id: int) -> Alert | None:
    """One alert the person may see, None where there is no such."""
    return alerts_of(scope).filter(pk=alert_id).first()


def alert_days(alert: Alert) -> list[AlertDay]:
    """Its days with the evidence, in order."""
    return list(alert.evidence.order_by("day"))
