"""The stop rule, watched: a week of the metric under its floor ends the trial (5.5)."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from luoxuan.act.ideas.models import Trial
from luoxuan.act.ideas.services import trial_stop
from luoxuan.foundation.intake import selectors as intake
from luoxuan.metrics import MetricQuestion, Period, measure
from luoxuan.warehouse.engine import open_session

WEEK = timedelta(days=6)


def week_value(trial: Trial, last: date) -> Decimal | None:
    """The trial's metric over the week that ends on `last`; None where it is not fully known."""
    shops = (trial.shop_key,) if trial.shop_key else ()
    question = MetricQuestion(
        (trial.metric,), Period(last - WEEK, last), shops=shops, currency=trial.brand.currency
    )
    with open_session(intake.snapshot(trial.brand)) as session:
        figure = measure(question, session).figures[0]
    complete = figure.coverage.is_complete and figure.value is not None
    return Decimal(figure.value) if complete and figure.value is not None else None


def trials_watch(*, at: datetime) -> int:
    """Stop every running trial whose last whole week lies under its floor. How many were stopped."""
    stopped = 0
    running = Trial.objects.filter(state=Trial.State.RUNNING).exclude(stop_below=None)
    for trial in running.select_related("brand"):
        last = at.date() - timedelta(days=1)
        if last - WEEK < trial.starts_on:
            continue
        value = week_value(trial, last)
        if value is not None and trial.stop_below is not None and value < trial.stop_below:
            reason = f"{trial.metric} {value} < {trial.stop_below} ({last - WEEK} – {last})"
            trial_stop(trial=trial, reason=reason, actor=None, at=at)
            stopped += 1
    return stopped
