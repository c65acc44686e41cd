"""Files on a task, and the list as a workbook (7.6, 9.3)."""

from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from luoxuan.documents.workbook import workbook
from luoxuan.foundation.people.access import Scope, brand_page
from luoxuan.foundation.tasks import cards, selectors, services, sheet
from luoxuan.foundation.tasks.forms import TaskFilter
from luoxuan.foundation.tasks.views.seen import attachment_seen, task_seen

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@brand_page("tasks.work")
def task_export(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Exactly the tasks the list would show, over all its pages."""
    at = timezone.now()
    asked = TaskFilter.of(request.GET.dict(), scope)
    found = selectors.tasks_of(scope, at=at, view=asked.view, question=asked.question)
    made = workbook(sheet.tasks_document(scope, found, at))
    name = f"tasks-{at:%Y-%m-%d}.xlsx"
    return HttpResponse(
        made, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@require_POST
@brand_page("tasks.work")
def attachment_add(request: HttpRequest, scope: Scope, task_id: int) -> HttpResponse:
    """Put files on the task."""
    task = task_seen(scope, task_id)
    files = request.FILES.getlist("file")
    if not files:
        messages.error(request, _("Choose a file."))
    for file in files:
        if not isinstance(file, UploadedFile) or (file.size or 0) > services.LARGEST:
            size = services.LARGEST >> 20
            messages.error(request, _("A file may have %(n)s MB at most.") % {"n": size})
            continue
        with TemporaryDirectory(dir=settings.FILE_UPLOAD_TEMP_DIR) as folder:
            source = Path(folder) / "plain"
            with source.open("wb") as stream:
                stream.writelines(file.chunks())
            try:
                services.attachment_add(
                    task=task,
                    source=source,
                    name=file.name or "",
                    actor=scope.user,
                    at=timezone.now(),
                )
            except services.TaskError as error:
                messages.error(request, str(error))
    return HttpResponseRedirect(f"{cards.task_address(task)}#files")


@require_GET
@brand_page("tasks.work")
def attachment_get(
    request: HttpRequest,  # noqa: ARG001
    scope: Scope,
    task_id: int,
    attachment_id: str,
) -> HttpResponse:
    """The file, always as a download: nothing a person attached runs in our pages."""
    found = attachment_seen(scope, task_id, attachment_id)
    with services.attachment_open(attachment=found) as plain:
        body = plain.read_bytes()
    answer = HttpResponse(body, content_type="application/octet-stream")
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found.name)}"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@require_POST
@brand_page("tasks.work")
def attachment_remove(
    request: HttpRequest, scope: Scope, task_id: int, attachment_id: str
) -> HttpResponse:
    """Take a file off: whoever added it, or who gives tasks."""
    found = attachment_seen(scope, task_id, attachment_id)
    if found.added_by_id != scope.user.pk:
        scope.require("tasks.manage")
    services.attachment_remove(attachment=found, actor=scope.user, at=timezone.now())
    messages.success(request, _("Removed."))
    return HttpResponseRedirect(f"{cards.task_address(found.task)}#files")
