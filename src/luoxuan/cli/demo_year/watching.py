"""The last weeks: monitors look at the newest days, people judge what they cried (9.15)."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from luoxuan.cli.demo_year.cast import Cast, moment
from luoxuan.demo.problems import plant
from luoxuan.foundation.people.access import scope_of
from luoxuan.foundation.signals import selectors as signals_read
from luoxuan.foundation.signals import services as signals

if TYPE_CHECKING:
    from luoxuan.foundation.signals.models import Alert

LOOKED_BACK = 20
FRESH = 4
"""Notices a person has not read yet."""


def watch(cast: Cast) -> None:
    """Start the usual monitors, let them look at three weeks, judge the older alerts."""
    first = cast.last - timedelta(days=LOOKED_BACK)
    signals.monitors_start(brand=cast.brand, actor=cast.analyst, at=moment(first))
    signals.monitors_run(
        brand=cast.brand, day=cast.last, at=morning_after(cast), back=LOOKED_BACK,
    )  # fmt: skip
    judged = cast.last - timedelta(days=7)
    for alert in signals_read.alerts_between(cast.brand, first, judged):
        is_true = _is_planted(cast, alert)
        answer = signals.AlertAnswer(is_true, reason="已核对" if is_true else "核对无异常")
        signals.alert_judge(alert=alert, answer=answer, actor=cast.analyst, at=moment(cast.last, 9))
    for user in (cast.owner, cast.manager, cast.channel, cast.campaign, cast.finance):
        scope = scope_of(user=user, brand_key=cast.brand.key)
        old = list(signals_read.notices_of(scope))[FRESH:] if scope else []
        signals.notices_read(notices=old, at=morning_after(cast))


def _is_planted(cast: Cast, alert: "Alert") -> bool:
    """Whether the alarm cries about what was planted."""
    problems = plant(cast.window)
    shop, day = alert.members.get("shop", ""), cast.window.number(alert.day)
    if alert.members.get("campaign") == problems.burning_campaign.campaign_id:
        return True
    return any(each.touches(shop, day) for each in cast.incidents.anomalies)


def morning_after(cast: Cast) -> datetime:
    """Just after the last day: never later than now."""
    return moment(cast.last + timedelta(days=1), 0, 30)
