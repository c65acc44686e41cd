"""The list of reviews: what is due, what was held, how punctual (12.1)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from luoxuan.charts.table import Cell, Column, Row, Table
from luoxuan.check.reviews import selectors, words
from luoxuan.check.reviews.models import Review
from luoxuan.foundation.people.access import Scope

YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Listing:
    """What the page says."""

    lead: str
    due: tuple["DueCard", ...]
    punctuality: selectors.Punctuality
    explained: selectors.Explained
    table: Table


@dataclass(frozen=True)
class DueCard:
    """A review to hold."""

    title: str
    when: str
    text: str
    kind: str
    href: str


def listing(scope: Scope, *, at: datetime) -> Listing:
    """Everything of the page."""
    due = tuple(_due(scope, one) for one in selectors.due_next(scope.brand, at=at))
    span = {"since": (at - YEAR).date(), "until": at.date()}
    return Listing(
        _lead(due),
        due,
        selectors.punctuality(scope.brand, **span),
        selectors.explained(scope.brand, **span),
        _table(scope, selectors.reviews_of(scope.brand)),
    )


def next_when(scope: Scope, *, at: datetime) -> str:
    """The period to prepare next."""
    due = [_due(scope, one) for one in selectors.due_next(scope.brand, at=at)]
    return due[0].when if due else ""


def _lead(due: tuple[DueCard, ...]) -> str:
    late = [card for card in due if card.kind == "bad"]
    if late:
        return _("Overdue: %(title)s.") % {"title": ", ".join(card.title for card in late)}
    if due:
        return _("Due next: %(title)s, %(text)s.") % {"title": due[0].title, "text": due[0].text}
    return _("Every review that is due was held.")


def _due(scope: Scope, one: selectors.Due) -> DueCard:
    when = Review(kind=one.kind, first=one.period.first).when
    href = reverse("reviews:review", args=[scope.brand.key, one.review.pk]) if one.review else ""
    text = _("to be held by %(day)s") % {"day": one.due_on}
    return DueCard(
        f"{words.kind(one.kind)} {when}", when, text, "bad" if one.is_late else "warning", href
    )


def _table(scope: Scope, rows: list[Review]) -> Table:
    columns = (
        Column("review", _("Review")),
        Column("state", _("State"), "status"),
        Column("due", _("Due"), "day"),
        Column("held", _("Held"), "time"),
        Column("version", _("Data version"), "count"),
    )
    found = []
    for row in rows:
        kind, word = words.review_state(row.state)
        href = reverse("reviews:review", args=[scope.brand.key, row.pk])
        title = f"{words.kind(row.kind)} {row.when}"
        held = Cell(row.held_at, reason=_("Not held yet."))
        found.append(Row((title, Cell(word, kind=kind), row.due_on, held, row.data_version), href))
    return Table(
        columns, tuple(found), key="reviews", caption=_("Reviews"),
        empty_title=_("No review yet"),
        empty_text=_("Prepare the first one: name a month that is over."),
    )  # fmt: skip


def review_json(review: Review) -> dict[str, object]:
    """A review without its pack, as JSON values."""
    moments = {
        name: moment.isoformat() if (moment := getattr(review, name)) else None
        for name in ("prepared_at", "held_at", "frozen_at")
    }
    return {
        "id": review.pk,
        "kind": review.kind,
        "when": review.when,
        "first": str(review.first),
        "last": str(review.last),
        "state": review.state,
        "due_on": str(review.due_on),
        "data_version": review.data_version,
        "hash": review.pack_hash,
        **moments,
    }
