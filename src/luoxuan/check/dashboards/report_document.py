"""The answer as a document, for a workbook or for paper (9.4)."""

from django.utils.translation import gettext as _

from luoxuan.analysis.daily import DailyAnswer
from luoxuan.check.dashboards import tables
from luoxuan.documents.document import Document
from luoxuan.metrics import Sentence
from luoxuan.metrics.sentences import Language


def report_document(answer: DailyAnswer, *, language: Language, title: str, stamp: str) -> Document:
    """The whole report: shops, changes, what moved it, findings, how fresh the data are."""
    look = tables.Look(language)
    currency = answer.question.currency
    moved = (
        tables.movers_table(part, look, answer) for part in answer.movers if part.contributions
    )
    return Document(
        title=title,
        subtitle=str(answer.question.period),
        sentences=said(answer.headline, language),
        warnings=said(answer.warnings, language),
        tables=(
            tables.shops_table(answer, look),
            tables.changes_table(answer, look),
            *moved,
            tables.findings_table(answer, look),
            tables.freshness_table(answer, look),
        ),
        currency=currency,
        stamp=stamp,
        cover=_("Summary"),
    )


def said(sentences: tuple[Sentence, ...], language: Language) -> tuple[str, ...]:
    """The sentences in words."""
    return tuple(sentence.text(language) for sentence in sentences)
