"""What settlement makes known to others: approvals, a kind of task, checks for monitors."""

from django.utils.translation import gettext_lazy as _

from luoxuan.check.settlement import signalling
from luoxuan.check.settlement.services import closing, writing_off
from luoxuan.check.settlement.services.tasks import KIND
from luoxuan.foundation.tasks.kinds import TaskKind, kind_add


def register_all() -> None:
    """Once, when the app is ready."""
    closing.kinds_register()
    writing_off.kind_register()
    kind_add(TaskKind(KIND, _("Difference to explain"), closes_by_hand=False))
    signalling.register_all()
