"""A gap becomes a task or a finding; the same gap is one of each at a time."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from luoxuan.act.conformity import selectors
from luoxuan.act.conformity.asked import requirement_named
from luoxuan.act.conformity.errors import ConformityError
from luoxuan.act.conformity.keys import gap_id, gap_key
from luoxuan.act.improvements import services as improvements
from luoxuan.foundation.tasks import services as tasks
from luoxuan.foundation.tasks.services import TaskDraft

if TYPE_CHECKING:
    from luoxuan.act.conformity.models import ConformityRun
    from luoxuan.act.improvements.models import Finding
    from luoxuan.foundation.people.models import User
    from luoxuan.foundation.tasks.models import Task

GAP = frozenset({"partly", "not", "no_data"})
DUE = timedelta(days=30)


def gap_to_task(
    *, run: "ConformityRun", requirement_id: str, url: str, actor: "User", at: datetime
) -> "Task":
    """A task in the operations manager's queue that closes when a later run finds the clause lived."""
    result = _gap(run, requirement_id)
    draft = TaskDraft(
        kind="conformity", title=_title(result), body=_body(result), role="operations_manager",
        source_type="requirement", source_id=gap_id(run.edition, requirement_id), source_url=url,
        evidence_url=result["evidence_url"], due_at=at + DUE,
        key=gap_key(run.edition, requirement_id),
    )  # fmt: skip
    return tasks.task_open(brand=run.brand, draft=draft, actor=actor, at=at)


def gap_to_finding(
    *, run: "ConformityRun", requirement_id: str, url: str, actor: "User", at: datetime
) -> "Finding":
    """A finding of the improvements, for a gap that needs a cause and an action."""
    result = _gap(run, requirement_id)
    draft = improvements.FindingDraft(
        title=_title(result)[:120], detail=_body(result), source="conformity",
        source_id=gap_id(run.edition, requirement_id), source_url=url,
    )  # fmt: skip
    return improvements.finding_open(brand=run.brand, draft=draft, actor=actor, at=at)


def _gap(run: "ConformityRun", requirement_id: str) -> dict[str, Any]:
    requirement_named(requirement_id)
    result = selectors.result_of(run, requirement_id)
    if result is None or result["state"] not in GAP:
        raise ConformityError(_("%(id)s is no gap a merchant can close.") % {"id": requirement_id})
    return result


def _title(result: dict[str, Any]) -> str:
    return f"{result['id']} {result['title']}"


def _body(result: dict[str, Any]) -> str:
    said: str = result["sentence"]["zh"]
    return said
