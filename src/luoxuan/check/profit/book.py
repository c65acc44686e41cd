"""Tables as a workbook to be downloaded."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from luoxuan.charts import Table
from luoxuan.documents.document import Document
from luoxuan.documents.workbook import workbook
from luoxuan.foundation.people.models import Brand

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def book(brand: Brand, title: str, subtitle: str, *found: Table) -> HttpResponse:
    """The tables, each on a sheet of its own behind a first one that says what they are."""
    document = Document(
        title=f"{brand.name} {title}",
        subtitle=subtitle,
        sentences=(),
        warnings=(),
        tables=found,
        currency=brand.currency,
        stamp=f"{timezone.now():%Y-%m-%d %H:%M} UTC",
        cover=_("Summary"),
    )
    response = HttpResponse(workbook(document), content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="profit.xlsx"'
    return response
