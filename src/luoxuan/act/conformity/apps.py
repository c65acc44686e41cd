"""The app's name in the house."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConformityConfig(AppConfig):
    """The standard lived, from evidence computed of records."""

    name = "luoxuan.act.conformity"
    label = "conformity"
    verbose_name = _("Conformity")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the approval, the task and the work known."""
        from luoxuan.act.conformity import jobs  # noqa: F401  # jobs register themselves
        from luoxuan.act.conformity.services import EXEMPTION_GATE, exemption_decided
        from luoxuan.foundation.gates.registry import GateKind, gate_kind
        from luoxuan.foundation.tasks.kinds import TaskKind, kind_add

        kind_add(TaskKind("conformity", _("Conformity gap")))
        gate_kind(
            GateKind(
                key=EXEMPTION_GATE, zh="标准条款不适用", en="Requirement not applicable",
                on_decided=exemption_decided, on_closed=exemption_decided,
                action_verbs=(),
            )
        )  # fmt: skip
