"""A review as a document, for a workbook or for paper (12.1)."""

from django.utils.translation import gettext as _

from luoxuan.charts.table import Column, Row, Table
from luoxuan.check.reviews import selectors, tables
from luoxuan.check.reviews.pages import ReviewPage
from luoxuan.documents.document import Document, Prose

BLANK_LINES = 4


def review_document(page: ReviewPage) -> Document:
    """Conclusion, targets, causes, last time, proposals, decisions, signatures."""
    review = page.review
    found: list[Table] = [
        *tables.unit_tables(page.rows("standings"), review.brand.currency),
        *(
            tables.causes_table(row, page.language, caption=_why(row["node"]["title"]))
            for name in ("misses", "overs")
            for row in page.rows(name)
            if row["causes"]
        ),
    ]
    found += [one for one in (page.before, page.moved, page.happenings, page.returns) if one]
    found += [decisions_table(page), signatures_table(page)]
    conclusion = [review.conclusion] if review.conclusion else []
    warnings = [f"{_('The data changed since')}: {line}" for n in page.late for line in n["lines"]]
    return Document(
        title=f"{review.brand.name} {page.title}",
        subtitle=f"{review.first} – {review.last}",
        sentences=(*conclusion, *page.headline),
        warnings=tuple(warnings),
        tables=tuple(found),
        currency=review.brand.currency,
        stamp=page.stamp,
        cover=_("Summary"),
        prose=tuple(_prose(page)),
        is_portrait=True,
    )


def _why(title: str) -> str:
    return _("Why: %(title)s") % {"title": title}


def _prose(page: ReviewPage) -> list[Prose]:
    found = []
    if page.learned:
        found.append(Prose(_("What was learned"), tuple(page.learned)))
    for section in page.sections:
        lines = tuple(str(line["text"]) for line in section.lines)
        found.append(Prose(section.title, (*([section.lead] if section.lead else []), *lines)))
    if page.proposal and page.shops is None:
        shifts = tuple(card.sentence for card in page.shifts)
        found.append(Prose(_("Advertising: what to move"), (page.proposal, *shifts)))
    agenda = [f"{item.minutes}′ {item.title}" for item in selectors.agenda_of(page.review)]
    if agenda:
        found.append(Prose(_("Agenda"), tuple(agenda)))
    if page.review.minutes:
        found.append(Prose(_("Minutes"), tuple(page.review.minutes.splitlines())))
    return found


def decisions_table(page: ReviewPage) -> Table:
    """What was decided, by whom it is done, until when."""
    columns = (
        Column("text", _("Decision")),
        Column("reason", _("Why")),
        Column("owner", _("Who sees to it")),
        Column("due", _("Due by"), "day"),
    )
    rows = tuple(
        Row((d.text, d.reason, str(d.owner) if d.owner else "", d.due_on))
        for d in selectors.decisions_of(page.review)
    )
    return Table(columns, rows, caption=_("What was decided"))


def signatures_table(page: ReviewPage) -> Table:
    """Who was there and signed."""
    columns = (Column("name", _("Who was there")), Column("signed", _("Signed")))
    rows = tuple(
        Row((str(a.user), f"{a.signed_at:%Y-%m-%d %H:%M} UTC" if a.signed_at else ""))
        for a in selectors.attendance_of(page.review)
    )
    # Before the meeting the paper has lines to sign on.
    rows = rows or (Row(("　", "")),) * BLANK_LINES
    return Table(columns, rows, caption=_("Signatures"))


def scores_document(page: ReviewPage) -> Document:
    """The incentive sheets with their formula."""
    made = page.score_tables
    return Document(
        title=f"{page.review.brand.name} {_('Incentive scores')} {page.review.when}",
        subtitle=f"{page.review.first} – {page.review.last}",
        sentences=(formula(page),),
        warnings=(),
        tables=tuple(table for _sheet, table in made),
        currency=page.review.brand.currency,
        stamp=page.stamp,
        cover=_("Summary"),
    )


def formula(page: ReviewPage) -> str:
    """How a score comes about, in a sentence."""
    bounds = page.review.scores[0] if page.review.scores else {"floor": "0", "cap": "1"}
    return _(
        "Points = weight × reached, reached no less than %(floor)s and no more than %(cap)s;"
        " score = sum of points ÷ sum of weights. What cannot be compared does not count."
    ) % {
        "floor": tables.shown(bounds["floor"], "share", page.language),
        "cap": tables.shown(bounds["cap"], "share", page.language),
    }
