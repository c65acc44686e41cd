"""Kinds of work and states, as a page names them."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from luoxuan.foundation.jobs.models import Job

KINDS: dict[str, str | Promise] = {
    "intake.import": _("Import files"),
    "intake.originals_expire": _("Delete expired originals"),
    "intake.lakes_compact": _("Tidy the warehouse"),
    "quality.check": _("Check the data"),
    "vault.retention": _("Delete what was kept long enough"),
    "tasks.escalate": _("Bring late tasks before somebody"),
    "gates.expire": _("Let approvals run out"),
    "signals.watch": _("Run the monitors"),
    "targets.months_close": _("Close months of the targets"),
    "targets.prepare": _("Prepare the targets"),
    "budgets.watch": _("Watch the budgets"),
    "settlement.reconcile": _("Reconcile a month"),
    "settlement.watch": _("Reconcile what new bills touched"),
    "settlement.nightly": _("Reconcile the open months"),
    "profit.prepare": _("Prepare profit"),
    "reviews.prepare": _("Prepare a review"),
    "reviews.begin": _("Begin the reviews of a month"),
    "reviews.late_data": _("Look for late data of reviews"),
    "dashboards.push": _("Send reports"),
    "dashboards.prepare": _("Prepare reports"),
    "improvements.measure": _("Measure actions"),
    "ideas.watch": _("Watch the trials"),
    "knowledge.review": _("Ask for reviews of articles"),
    "conformity.nightly": _("Measure conformity at night"),
    "conformity.measure": _("Measure conformity"),
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
