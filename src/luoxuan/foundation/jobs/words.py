"""Kinds of work and states, as a page names them."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from luoxuan.foundation.jobs.models import Job

KINDS: dict[str, str | Promise] = {
    "intake.import": _("Import files"),
    "intake.originals_expire": _("Delete expired originals"),
    "dashboards.push": _("Send reports"),
}
KIND_OF_STATE: dict[str, str] = {
    Job.State.READY: "neutral",
    Job.State.RUNNING: "info",
    Job.State.DONE: "good",
    Job.State.FAILED: "bad",
    Job.State.CANCELLED: "neutral",
}


def kind_word(kind: str) -> str:
    """What the work is; a kind nobody named stays what it is."""
    return str(KINDS.get(kind, kind))
