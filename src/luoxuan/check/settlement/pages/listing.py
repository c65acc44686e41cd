"""The list of differences as a table, what happened to one as a timeline (11.12)."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import Abs
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from luoxuan.charts import Cell, Column, Row, Sort, Table
from luoxuan.check.settlement import selectors, words
from luoxuan.check.settlement.models import DifferenceRecord
from luoxuan.check.settlement.pages import tables
from luoxuan.check.settlement.selectors import DifferenceQuestion
from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.people.access import Scope
from luoxuan.foundation.trail import selectors as trail
from luoxuan.foundation.trail.selectors import TrailQuestion
from luoxuan.foundation.trail.words import verb_word

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand

MOST_EVENTS = 30


def lead(found: QuerySet[DifferenceRecord], currency: str) -> str:
    """How many, and how much."""
    seen = found.order_by().aggregate(count=Count("pk"), money=Sum(Abs("amount")))
    if not seen["count"]:
        return _("No difference fits.")
    told = {"n": seen["count"], "amount": tables.amount(seen["money"], currency)}
    text = ngettext(
        "%(n)s difference, %(amount)s.", "%(n)s differences, %(amount)s in all.", seen["count"]
    )
    return text % told


def table(
    scope: Scope, records: Iterable[DifferenceRecord], asked: DifferenceQuestion, export: str = ""
) -> Table:
    """One row per difference."""
    names = selectors.shop_names(scope.brand)
    here = reverse("settlement:differences_xlsx", args=[scope.brand.key])
    return Table(
        columns=(
            Column("kind", _("Cause")), Column("about", _("About")), Column("shop", _("Shop")),
            Column("expected", _("Expected"), "money"), Column("found", _("Actually found"), "money"),
            Column("amount", _("Difference"), "money"), Column("day", _("Day"), "day"),
            Column("age", _("Age"), "days"), Column("state", _("State"), "status"),
            Column("owner", _("Responsible")),
        ),
        rows=tuple(_row(scope, one, names) for one in records),
        key="settlement-differences",
        caption=_("Differences"),
        export_href=f"{here}?{export}" if export else here,
        sort=Sort(asked.sort.lstrip("-"), asked.sort.startswith("-")),
        empty_title=_("No difference fits"),
        empty_text=_("Widen the filter, or reconcile the month again."),
    )  # fmt: skip


def _row(scope: Scope, one: DifferenceRecord, names: dict[str, str]) -> Row:
    kind, word = words.state(one.state)
    about = one.order_id or ", ".join(words.flow(no) for no in one.flow_nos[:1]) or one.account
    unknown = _("Nothing can be expected of it.")
    return Row(
        (
            words.kind(one.kind), about, names.get(one.shop_key, one.shop_key) or words.platform(one),
            Cell(one.expected, reason=unknown if one.expected is None else ""),
            Cell(one.found, reason=_("Nothing was found.") if one.found is None else ""),
            one.amount, one.occurred_on, one.age_days, Cell(word, kind=kind),
            str(one.owner) if one.owner else "",
        ),
        href=reverse("settlement:difference", args=[scope.brand.key, one.pk]),
    )  # fmt: skip


def events(brand: "Brand", record: DifferenceRecord) -> list[dict[str, Any]]:
    """What people did, newest first."""
    asked = TrailQuestion(subject_type="difference", subject_id=str(record.pk))
    entries = list(trail.trail_entries(brand=brand, question=asked)[:MOST_EVENTS])
    ids = {int(one.actor[5:]) for one in entries if one.actor.startswith("user:")}
    names = people.names_of(ids)
    return [
        {
            "at": entry.at,
            "who": names.get(int(entry.actor[5:]), "") if ":" in entry.actor else _("the system"),
            "text": verb_word(entry.verb),
            "detail": " · ".join(
                str(entry.detail[name]) for name in ("note", "reference") if entry.detail.get(name)
            ),
        }
        for entry in entries
    ]
