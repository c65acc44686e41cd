"""The last weeks: monitors look at the newest days, people judge what they cried (9.15)."""

from datetime import datetime, timedelta

from luoxuan.cli.demo_year.cast import Cast, moment
from luoxuan.foundation.people.access import scope_of
from luoxuan.foundation.signals import selectors as signals_read
from luoxuan.foundation.signals import services as signals

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
        answer = signals.AlertAnswer(is_true=True, reason="已核对")
        signals.alert_judge(alert=alert, answer=answer, actor=cast.analyst, at=moment(cast.last, 9))
    for user in (cast.owner, cast.manager, cast.channel, cast.campaign, cast.finance):
        scope = scope_of(user=user, brand_key=cast.brand.key)
        old = list(signals_read.notices_of(scope))[FRESH:] if scope else []
        signals.notices_read(notices=old, at=morning_after(cast))


def morning_after(cast: Cast) -> datetime:
    """Just after the last day: never later than now."""
    return moment(cast.last + timedelta(days=1), 0, 30)
