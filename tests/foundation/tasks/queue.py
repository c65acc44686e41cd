"""Tasks for tests, and what is written of them."""

from datetime import UTC, datetime
from typing import Any

from luoxuan.foundation.people.access import Scope, scope_of
from luoxuan.foundation.people.models import Brand, User
from luoxuan.foundation.tasks import services
from luoxuan.foundation.tasks.models import Task
from luoxuan.foundation.trail.models import TrailEntry

MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
"""Ten in the morning in Shanghai."""


def task_there(brand: Brand, title: str = "补货", **more: Any) -> Task:
    """An open task."""
    actor, at = more.pop("actor", None), more.pop("at", MONDAY)
    draft = services.TaskDraft(more.pop("kind", "manual"), title, **more)
    return services.task_open(brand=brand, draft=draft, actor=actor, at=at)


def scope_there(brand: Brand, user: User) -> Scope:
    """The person's scope."""
    scope = scope_of(user=user, brand_key=brand.key)
    assert scope is not None
    return scope


def verbs(brand: Brand) -> list[str]:
    """What the trail says of tasks, oldest first."""
    entries = TrailEntry.objects.filter(brand=brand, subject_type__in=["task", "work_hours"])
    return list(entries.order_by("seq").values_list("verb", flat=True))


def written(brand: Brand) -> tuple[Any, ...]:
    """Everything a refusal must leave as it was."""
    rows = list(Task.objects.filter(brand=brand).order_by("pk").values())
    return rows, TrailEntry.objects.filter(brand=brand).count()
