"""Innovation projects: approved within the year's trial money, stopped by their rule, ended in knowledge (5.5)."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from luoxuan.act.ideas import selectors
from luoxuan.act.ideas.errors import IdeaError
from luoxuan.act.ideas.models import Suggestion, Trial, TrialCost, TrialPool
from luoxuan.act.knowledge import services as knowledge
from luoxuan.foundation.gates import services as gates
from luoxuan.foundation.gates.registry import GateSubject
from luoxuan.foundation.trail import services as trail
from luoxuan.metrics import METRICS

if TYPE_CHECKING:
    from luoxuan.foundation.gates.models import Gate
    from luoxuan.foundation.people.models import Brand, User

GATE = "ideas.trial"


@dataclass(frozen=True)
class TrialDraft:
    """What a person wants to try."""

    title: str
    hypothesis: str
    metric: str
    budget: Decimal
    stop_rule: str
    starts_on: date
    ends_on: date
    owner: "User | None" = None
    shop_key: str = ""
    stop_below: Decimal | None = None
    suggestion: Suggestion | None = None


@transaction.atomic
def trial_save(
    *, brand: "Brand", draft: TrialDraft, trial: Trial | None = None, actor: "User", at: datetime
) -> Trial:
    """Write the trial down. Raises IdeaError where it lacks something or runs already."""
    _check(draft)
    if trial is not None and trial.state not in {Trial.State.DRAFT, Trial.State.REFUSED}:
        raise IdeaError(_("What was approved is not changed any more: start another trial."))
    trial = trial or Trial(brand=brand, made_at=at)
    for name, value in draft.__dict__.items():
        setattr(trial, name, value)
    trial.state = Trial.State.DRAFT
    trial.save()
    _trail(trial, "trial.written", actor, at)
    return trial


@transaction.atomic
def trial_ask(*, trial: Trial, actor: "User", at: datetime) -> "Gate":
    """Ask for approval of the trial and its money."""
    kept = Trial.objects.select_for_update().get(pk=trial.pk)
    if kept.state not in {Trial.State.DRAFT, Trial.State.REFUSED}:
        raise IdeaError(_("It was asked already."))
    subject = GateSubject(
        brand=kept.brand,
        kind=GATE,
        subject_type="trial",
        subject_id=str(kept.pk),
        title=kept.title,
        url=reverse("ideas:trial", args=[kept.brand.key, kept.pk]),
        amount=kept.budget,
        summary=f"{kept.hypothesis}\n{kept.stop_rule}",
    )
    kept.state = Trial.State.ASKED
    kept.save(update_fields=["state"])
    return gates.gate_ask(subject=subject, author=actor, at=at)


@transaction.atomic
def trial_decided(*, trial_id: int, is_approved: bool, at: datetime) -> None:
    """What follows from the decision. Raises IdeaError where the year's money does not reach: nothing is decided then."""
    trial = Trial.objects.select_for_update().select_related("brand").get(pk=trial_id)
    # One year's trials are approved one after the other, so that two never share the last yuan.
    list(TrialPool.objects.select_for_update().filter(brand=trial.brand))
    left = selectors.pool_of(trial.brand, trial.starts_on.year).left
    if is_approved and trial.budget > left:
        raise IdeaError(
            _("The year's trial money has %(left)s left, the trial wants %(budget)s.")
            % {"left": left, "budget": trial.budget}
        )
    trial.state = Trial.State.RUNNING if is_approved else Trial.State.REFUSED
    trial.save(update_fields=["state"])
    _trail(trial, "trial.started" if is_approved else "trial.refused", None, at)


@transaction.atomic
def trial_spend(
    *, trial: Trial, on: date, what: str, amount: Decimal, actor: "User", at: datetime
) -> TrialCost:
    """Money it cost. Raises IdeaError beyond its budget."""
    kept = Trial.objects.select_for_update().get(pk=trial.pk)
    if kept.state != Trial.State.RUNNING:
        raise IdeaError(_("Only a running trial spends."))
    left = kept.budget - selectors.spent_of(kept)
    if amount <= 0 or amount > left:
        raise IdeaError(_("The trial has %(left)s left.") % {"left": left})
    cost = TrialCost.objects.create(trial=kept, on=on, what=what, amount=amount, made_at=at)
    _trail(kept, "trial.spent", actor, at, amount=str(amount), what=what)
    return cost


@transaction.atomic
def trial_stop(*, trial: Trial, reason: str, actor: "User | None", at: datetime) -> Trial:
    """Its rule, or a person, stops it; what was learnt is still to be written down."""
    kept = Trial.objects.select_for_update().get(pk=trial.pk)
    if kept.state != Trial.State.RUNNING:
        raise IdeaError(_("Only a running trial is stopped."))
    kept.state, kept.ended_at = Trial.State.STOPPED, at
    kept.save(update_fields=["state", "ended_at"])
    _trail(kept, "trial.stopped", actor, at, reason=reason)
    return kept


@transaction.atomic
def trial_finish(*, trial: Trial, outcome: str, learnt: str, actor: "User", at: datetime) -> Trial:
    """End it: success becomes the draft of an SOP, everything else that of a lesson. Raises IdeaError."""
    kept = Trial.objects.select_for_update().select_related("brand", "owner").get(pk=trial.pk)
    if kept.state not in {Trial.State.RUNNING, Trial.State.STOPPED}:
        raise IdeaError(_("Only a trial that ran can end."))
    if outcome not in Trial.Outcome.values:
        raise IdeaError(_("Say whether it worked."))
    if not learnt.strip():
        raise IdeaError(_("Write down what was learnt: a trial ends in an SOP or a lesson."))
    worked = outcome == Trial.Outcome.SUCCESS
    draft = knowledge.ArticleDraft(
        kind="sop" if worked else "lesson",
        title=kept.title,
        body=_body(kept, learnt),
        review_on=at.date() + knowledge.REVIEW_AFTER,
        owner=kept.owner,
        source=f"trial:{kept.pk}",
    )
    article = knowledge.article_save(brand=kept.brand, draft=draft, actor=actor, at=at)
    kept.state, kept.outcome, kept.learnt = Trial.State.FINISHED, outcome, learnt
    kept.article_slug, kept.ended_at = article.slug, kept.ended_at or at
    kept.save()
    _trail(kept, "trial.finished", actor, at, outcome=outcome)
    return kept


@transaction.atomic
def pool_set(
    *, brand: "Brand", year: int, amount: Decimal, actor: "User", at: datetime
) -> TrialPool:
    """What the year may spend on trials. Raises IdeaError below what trials hold already."""
    held = selectors.pool_of(brand, year).held
    if amount < held:
        raise IdeaError(_("Approved trials hold %(held)s already.") % {"held": held})
    pool, _is_new = TrialPool.objects.update_or_create(
        brand=brand, year=year, defaults={"amount": amount}
    )
    trail.trail_record(
        brand=brand, actor=actor, verb="trial_pool.set", subject_type="trial_pool",
        subject_id=str(year), detail={"amount": str(amount)}, at=at,
    )  # fmt: skip
    return pool


def _check(draft: TrialDraft) -> None:
    if not draft.title.strip() or not draft.hypothesis.strip():
        raise IdeaError(_("A trial needs a title and a hypothesis."))
    if not draft.stop_rule.strip():
        raise IdeaError(_("Say when the trial stops."))
    if draft.metric not in METRICS:
        raise IdeaError(_("Choose the metric it should move."))
    if draft.ends_on < draft.starts_on:
        raise IdeaError(_("The last day lies before the first."))
    if draft.budget <= 0:
        raise IdeaError(_("Give the trial some money, however little."))


def _body(trial: Trial, learnt: str) -> str:
    return f"## {_('What we believed')}\n\n{trial.hypothesis}\n\n## {_('What we learnt')}\n\n{learnt}\n"


def _trail(trial: Trial, verb: str, actor: "User | None", at: datetime, **detail: Any) -> None:
    trail.trail_record(
        brand=trial.brand,
        actor=actor,
        verb=verb,
        subject_type="trial",
        subject_id=str(trial.pk),
        detail={"title": trial.title, "state": trial.state, **detail},
        at=at,
    )
