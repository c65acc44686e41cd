"""An assigned difference is a task of its owner, and closes with it (11.12, 7.6)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from luoxuan.check.settlement import words
from luoxuan.check.settlement.models import DifferenceRecord
from luoxuan.foundation.tasks import selectors as tasks
from luoxuan.foundation.tasks.services import TaskDraft, task_assign, task_open, tasks_settle

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand, User

KIND = "difference"
SLA = timedelta(hours=24)
"""Three working days of eight hours."""


def task_for(*, record: DifferenceRecord, owner: "User", actor: "User", at: datetime) -> None:
    """The owner's task; where there is one already, it becomes the owner's. Raises TaskError."""
    known = tasks.task_by_key(record.brand, record.task_key)
    if known is not None:
        task_assign(task=known, owner=owner, actor=actor, at=at)
        return
    url = reverse("settlement:difference", args=[record.brand.key, record.pk])
    told = {
        "kind": words.kind(record.kind),
        "amount": f"{record.amount:,.2f}",
        "about": _about(record),
    }
    draft = TaskDraft(
        kind=KIND, title=_("Difference: %(kind)s %(amount)s, %(about)s") % told, body=record.cause,
        source_type="difference", source_id=str(record.pk), source_url=url, evidence_url=url,
        owner=owner, sla=SLA, key=record.task_key,
    )  # fmt: skip
    task_open(brand=record.brand, draft=draft, actor=actor, at=at)


def _about(record: DifferenceRecord) -> str:
    own = words.account_name(record.account, record.provider, record.shop_key)
    parts = (words.provider(record.provider or record.platform), own)
    return record.order_id or " ".join(part for part in parts if part)


def task_over(*, record: DifferenceRecord, actor: "User | None", at: datetime) -> None:
    """Nothing is left to do for it."""
    tasks_settle(
        brand=record.brand, key=record.task_key, outcome=str(record.get_state_display()),
        actor=actor, at=at,
    )  # fmt: skip


def tasks_settled(*, brand: "Brand", ids: Sequence[int], at: datetime) -> None:
    """Later data settled them: their tasks are done. Only those somebody works on are named."""
    for record in DifferenceRecord.objects.filter(brand=brand, pk__in=ids):
        task_over(record=record, actor=None, at=at)
