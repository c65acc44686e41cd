"""One object of each kind that an address can name, in one brand."""

from collections.abc import Callable
from datetime import time, timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile

from luoxuan.foundation.intake.models import (
    BrandLayout,
    Import,
    ImportBatch,
    LayoutDraft,
    Original,
)
from luoxuan.foundation.jobs import services as jobs
from luoxuan.foundation.people.models import ApiToken, Brand, Membership, User
from luoxuan.foundation.signals.models import PushTarget
from luoxuan.foundation.tasks import services as tasks
from luoxuan.foundation.tasks.models import Task
from luoxuan.plan.calendar import services as calendar
from luoxuan.plan.calendar.models import CalendarEntry
from tests.act.improvements.there import improvement_objects
from tests.act.loop.there import loop_objects
from tests.check.reviews.objects import review_objects
from tests.check.settlement.there import settlement_objects
from tests.foundation.signals.there import signals_objects
from tests.foundation.vault.there import vault_objects
from tests.people_there import AT, shop_there
from tests.plan.budgets.there import budget_objects
from tests.plan.strategy.there import strategy_objects
from tests.plan.targets.there import target_objects
from tests.plan.teams.there import team_objects
from tests.security.objects_act import knowledge_objects
from tests.security.objects_conformity import conformity_objects


def original_there(brand: Brand) -> Original:
    """A kept file that waits."""
    return Original.objects.create(
        brand=brand, name="x.csv", sha256="0" * 64, size=1, at=AT, keep_until=AT + timedelta(9999)
    )


def import_there(brand: Brand) -> Import:
    """An import that was refused: nothing to undo, but there to be seen."""
    return Import.objects.create(
        brand=brand, name="x.csv", sha256="0" * 64, size=1, at=AT, status=Import.Status.REFUSED
    )


def layout_there(brand: Brand) -> BrandLayout:
    """A layout of the brand's own."""
    return BrandLayout.objects.create(
        brand=brand, platform="own", dataset="x", version=1, layout={"title": "x"}, at=AT
    )


def push_there(brand: Brand) -> PushTarget:
    """A place reports go to."""
    return PushTarget.objects.create(
        brand=brand, name="x", kind="email", secret_name="X", send_at=time(9)
    )


def task_there(brand: Brand) -> Task:
    """A task in the owner's queue."""
    draft = tasks.TaskDraft("manual", "x", role="owner")
    return tasks.task_open(brand=brand, draft=draft, actor=None, at=AT)


def attachment_there(brand: Brand, user: User) -> str:
    """A file on the brand's newest task."""
    task = Task.objects.filter(brand=brand).first() or task_there(brand)
    with NamedTemporaryFile() as file:
        Path(file.name).write_bytes(b"x")
        kept = tasks.attachment_add(
            task=task, source=Path(file.name), name="x.txt", actor=user, at=AT
        )
    return kept.attachment_id


def token_there(brand: Brand, user: User) -> ApiToken:
    """A token of the person."""
    return ApiToken.objects.create(
        brand=brand, user=user, name="x", digest=brand.key, created_at=AT, expires_at=AT
    )


def entry_there(brand: Brand) -> CalendarEntry:
    """Something planned."""
    draft = calendar.EntryDraft("other", "x", AT.date(), AT.date())
    return calendar.entry_save(brand=brand, draft=draft, actor=None, at=AT)


def objects_there(brand: Brand, user: User) -> dict[str, Callable[[], str]]:
    """How to make one object per part of an address, and what names it there."""
    return {
        **signals_objects(brand, user),
        **budget_objects(brand, user),
        **strategy_objects(brand),
        **target_objects(brand),
        **team_objects(brand),
        **improvement_objects(brand, user),
        **loop_objects(brand),
        **knowledge_objects(brand, user),
        **conformity_objects(brand, user),
        **review_objects(brand, user),
        **settlement_objects(brand, user),
        **vault_objects(brand),
        "task_id": lambda: str(task_there(brand).pk),
        "attachment_id": lambda: attachment_there(brand, user),
        "key": lambda: shop_there(brand, f"shop-{brand.key}").key,
        "membership_id": lambda: str(Membership.objects.get(brand=brand, user=user).pk),
        "token_id": lambda: str(token_there(brand, user).pk),
        "job_id": lambda: (
            jobs.job_enqueue(kind="x", payload={}, brand=brand, requested_by=None, at=AT).job_id
        ),
        "target_id": lambda: str(push_there(brand).pk),
        "import_id": lambda: import_there(brand).import_id,
        "batch_id": lambda: ImportBatch.objects.create(brand=brand, source="web", at=AT).batch_id,
        "original_id": lambda: original_there(brand).original_id,
        "layout_id": lambda: str(layout_there(brand).pk),
        "entry_id": lambda: str(entry_there(brand).pk),
        "feed_id": lambda: str(
            calendar.feed_issue(brand=brand, user=user, name="x", kinds=(), at=AT)[0].pk
        ),
        "draft_id": lambda: (
            LayoutDraft.objects.create(brand=brand, original=original_there(brand), at=AT).draft_id
        ),
    }
