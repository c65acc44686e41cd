"""Reports that go out by themselves (9.4)."""

from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils import translation
from django.utils.translation import gettext as _

from luoxuan.analysis.daily import DailyAnswer
from luoxuan.check.dashboards import reports
from luoxuan.check.dashboards.report_document import report_document, said
from luoxuan.documents.workbook import workbook
from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.signals import delivery
from luoxuan.foundation.signals import selectors as signals
from luoxuan.foundation.signals import services as pushes

if TYPE_CHECKING:
    from luoxuan.foundation.signals.models import PushTarget

PUSH_LANGUAGE = "zh-hans"
MOST_FINDINGS = 5
PREPARED_DAYS = 7


def reports_prepare(*, at: datetime) -> int:
    """Work out what people open first, of every brand whose data changed: the last days, the week, the month.

    How many answers there are now; those that were kept cost nothing.
    """
    count = 0
    for brand in people.brands_all():
        newest = reports.newest_day(brand=brand, at=at)
        days = [newest - timedelta(days=back) for back in range(PREPARED_DAYS)]
        asked: list[tuple[reports.Grain, date]] = [("day", day) for day in days]
        asked += [("week", newest), ("month", newest)]
        for grain, day in asked:
            question = reports.ReportAsked(grain=grain, when=reports.period_words(grain, day))
            reports.report_answer(brand=brand, asked=question)
            count += 1
    return count


def reports_push(*, at: datetime) -> int:
    """Send every report that is due and was not sent. How many targets were due."""
    due = signals.push_targets_due(at=at)
    for target in due:
        report_push(target=target, at=at)
    return len(due)


def report_push(*, target: "PushTarget", at: datetime) -> str:
    """Send the last whole period's report to the target, once. The state the attempt is in."""
    grain = reports.REPORT_NAMES[target.report]
    today = at.astimezone(ZoneInfo(target.brand.zone)).date()
    when = reports.period_words(grain, today - timedelta(days=1))
    answer = reports.report_answer(
        brand=target.brand, asked=reports.ReportAsked(grain=grain, when=when)
    )
    subject = f"{target.report}:{when}"
    with translation.override(PUSH_LANGUAGE), TemporaryDirectory() as folder:
        message = report_message(answer, brand=target.brand.name, when=when, folder=Path(folder))
        attempt = pushes.push_send(target=target, subject=subject, message=message, at=at)
    return str(attempt.state)


def report_message(answer: DailyAnswer, *, brand: str, when: str, folder: Path) -> delivery.Message:
    """Title, the report's sentences as Markdown, and the workbook for messengers that take files."""
    title = f"{brand} {when}"
    document = report_document(answer, language="zh", title=title, stamp=_("Newest data"))
    findings = said(tuple(found.sentence for found in answer.findings[:MOST_FINDINGS]), "zh")
    parts = [
        *document.sentences,
        *(f"- {text}" for text in findings),
        *(f"> {text}" for text in document.warnings),
    ]
    path = folder / f"{when}.xlsx"
    path.write_bytes(workbook(document))
    return delivery.Message(title=title, body="\n\n".join(parts), attachments=(path,))
