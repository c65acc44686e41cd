"""Articles as a table (12.6)."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from luoxuan.charts.table import Cell, Column, Row, Table

if TYPE_CHECKING:
    from luoxuan.act.knowledge.models import Article
    from luoxuan.foundation.people.access import Scope

__all__ = ["Table", "articles_table"]


def articles_table(
    scope: "Scope", articles: Sequence["Article"], today: date, *, export: str
) -> Table:
    """One row per article; what must be reviewed again is named."""
    return Table(
        columns=(
            Column("title", _("Title")),
            Column("kind", _("Kind")),
            Column("state", _("State")),
            Column("owner", _("Responsible")),
            Column("review_on", _("Review again on"), "day"),
            Column("stale", _("Overdue")),
        ),
        rows=tuple(_row(scope, article, today) for article in articles),
        caption=_("Knowledge base"),
        key="knowledge",
        export_href=export,
        empty_title=_("Nothing was found."),
        empty_text=_("Write the first SOP, or search for other words."),
    )


def _row(scope: "Scope", article: "Article", today: date) -> Row:
    href = reverse("knowledge:article", args=[scope.brand.key, article.slug])
    is_stale = article.is_published and article.review_on < today
    return Row(
        (
            Cell(article.title, href=href),
            str(article.get_kind_display()),
            str(article.get_state_display()),
            article.owner.name if article.owner else "",
            article.review_on,
            _("Overdue") if is_stale else "",
        ),
        href=href,
    )
