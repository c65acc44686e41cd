"""Posts, processes, duties and the team plan are written (6.1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.people.roles import Role
from luoxuan.foundation.tasks import services as tasks
from luoxuan.foundation.trail.services import trail_record
from luoxuan.plan.teams import selectors
from luoxuan.plan.teams.models import Department, Post, Process, RaciEntry, TeamPlan
from luoxuan.plan.teams.presets import PROCESSES
from luoxuan.plan.teams.words import gap_sentence, party_is_known

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand, User
    from luoxuan.foundation.tasks.models import Task

DUTIES = ("", "R", "A", "AR", "C", "I")
GAP_TIME = timedelta(hours=16)
"""Two working days to close a gap."""


class TeamError(Exception):
    """What was asked of the team cannot be done; says how to mend it."""


@dataclass(frozen=True)
class PostDraft:
    """What is said of a post."""

    title: str
    department: str = Department.OPERATIONS
    role: str = ""
    holder: "User | None" = None
    headcount: int = 1
    reports_to: Post | None = None
    duties: str = ""


@transaction.atomic
def post_save(
    *,
    brand: "Brand",
    draft: PostDraft,
    post: Post | None = None,
    actor: "User | None",
    at: datetime,
) -> Post:
    """Make a post, or change it. Raises TeamError."""
    _post_checked(brand, draft, post)
    post = post or Post(brand=brand)
    for name in PostDraft.__dataclass_fields__:
        setattr(post, name, getattr(draft, name))
    post.title, post.duties = draft.title.strip(), draft.duties.strip()
    try:
        with transaction.atomic():
            post.save()
    except IntegrityError as error:
        raise TeamError(_("There is a post of that title already: change that one.")) from error
    _told(
        brand,
        ("post.saved", "post", post.pk),
        {"title": post.title, "role": post.role},
        (actor, at),
    )
    return post


@transaction.atomic
def post_remove(*, post: Post, actor: "User | None", at: datetime) -> None:
    """Remove the post with its plan; whoever reported to it reports to nobody."""
    _told(post.brand, ("post.removed", "post", post.pk), {"title": post.title}, (actor, at))
    post.delete()


@transaction.atomic
def processes_start(*, brand: "Brand", actor: "User | None", at: datetime) -> int:
    """Bring in the standard's processes that are not there yet, with duties to begin with. How many came."""
    known = set(Process.objects.filter(brand=brand).values_list("key", flat=True))
    titles = set(Process.objects.filter(brand=brand).values_list("title", flat=True))
    chinese = not (get_language() or "zh").startswith("en")
    made = 0
    for position, preset in enumerate(PROCESSES):
        title = preset.zh if chinese else preset.en
        if preset.key in known or title in titles:
            continue
        process = Process.objects.create(
            brand=brand, key=preset.key, title=title, clause=preset.clause, position=position
        )
        RaciEntry.objects.bulk_create(
            RaciEntry(process=process, party=party, duty=duty) for party, duty in preset.duties
        )
        made += 1
    if made:
        _told(brand, ("processes.started", "process", 0), {"processes": made}, (actor, at))
    return made


@transaction.atomic
def process_save(
    *,
    brand: "Brand",
    title: str,
    is_live: bool = True,
    process: Process | None = None,
    actor: "User | None",
    at: datetime,
) -> Process:
    """Add a process of the brand's own, rename one, or take it out of the matrix. Raises TeamError."""
    if not title.strip():
        raise TeamError(_("Give the process a name."))
    process = process or Process(brand=brand, position=len(PROCESSES))
    process.title, process.is_live = title.strip(), is_live
    try:
        with transaction.atomic():
            process.save()
    except IntegrityError as error:
        raise TeamError(_("There is a process of that name already.")) from error
    detail = {"title": process.title, "is_live": is_live}
    _told(brand, ("process.saved", "process", process.pk), detail, (actor, at))
    return process


@transaction.atomic
def duty_set(
    *, process: Process, party: str, duty: str, actor: "User | None", at: datetime
) -> RaciEntry | None:
    """Give a party its duty in a process, or none. Raises TeamError for what is no duty or no party."""
    if duty not in DUTIES:
        raise TeamError(_("A duty is R, A, AR, C or I."))
    if not party_is_known(party):
        raise TeamError(_("Choose a role or a department."))
    entry = None
    if duty:
        entry, _new = RaciEntry.objects.update_or_create(
            process=process, party=party, defaults={"duty": duty}
        )
    else:
        RaciEntry.objects.filter(process=process, party=party).delete()
    detail = {"title": process.title, "party": party, "duty": duty or "—"}
    _told(process.brand, ("raci.set", "process", process.pk), detail, (actor, at))
    _settle(process, actor, at)
    return entry


@transaction.atomic
def duties_set(
    *, process: Process, duties: Mapping[str, str], actor: "User | None", at: datetime
) -> None:
    """Give several parties their duties in a process, all or none. Raises TeamError."""
    for party, duty in duties.items():
        duty_set(process=process, party=party, duty=duty, actor=actor, at=at)


@transaction.atomic
def plan_set(
    *, post: Post, quarter: date, headcount: int, training: str, actor: "User | None", at: datetime
) -> TeamPlan:
    """Plan a post for a quarter. Raises TeamError where the day begins no quarter."""
    if quarter.day != 1 or quarter.month not in {1, 4, 7, 10}:
        raise TeamError(_("A quarter begins in January, April, July or October."))
    plan, _new = TeamPlan.objects.update_or_create(
        post=post, quarter=quarter, defaults={"headcount": headcount, "training": training.strip()}
    )
    detail = {"title": post.title, "quarter": quarter.isoformat(), "headcount": headcount}
    _told(post.brand, ("team_plan.set", "post", post.pk), detail, (actor, at))
    return plan


def gap_task_open(
    *, brand: "Brand", gap: selectors.RaciGap, url: str, actor: "User | None", at: datetime
) -> "Task":
    """A task to close a gap, for the operations manager; a second click gives the same one."""
    title = gap_sentence(gap.rule, gap.process.title, gap.parties)
    draft = tasks.TaskDraft(
        kind="conformity", title=title[:200], source_type="raci_gap", source_id=gap.key,
        source_url=url, role=Role.OPERATIONS_MANAGER, sla=GAP_TIME, key=f"raci:{gap.key}",
    )  # fmt: skip
    return tasks.task_open(brand=brand, draft=draft, actor=actor, at=at)


def _settle(process: Process, actor: "User | None", at: datetime) -> None:
    """Close the tasks of gaps the process no longer has."""
    left = {gap.rule for gap in selectors.raci_gaps(process.brand) if gap.process.pk == process.pk}
    for rule in selectors.RULES:
        if rule not in left:
            tasks.tasks_settle(
                brand=process.brand, key=f"raci:{process.pk}:{rule}",
                outcome=_("The gap is closed."), actor=actor, at=at,
            )  # fmt: skip


def _post_checked(brand: "Brand", draft: PostDraft, post: Post | None) -> None:
    if not draft.title.strip():
        raise TeamError(_("Give the post a title."))
    if draft.department not in Department.values or draft.role not in {"", *Role.values}:
        raise TeamError(_("Choose a department and a role from the lists."))
    if draft.holder is not None and not people.role_in(brand=brand, user=draft.holder):
        raise TeamError(_("The holder is no member of the brand: add the person first."))
    above = draft.reports_to
    while above is not None:
        if above.brand_id != brand.pk or (post is not None and above.pk == post.pk):
            raise TeamError(_("A post cannot report to itself, nor to one below it."))
        above = above.reports_to


def _told(
    brand: "Brand",
    what: tuple[str, str, int],
    detail: dict[str, Any],
    by: tuple["User | None", datetime],
) -> None:
    verb, subject, key = what
    trail_record(
        brand=brand, actor=by[0], verb=verb, subject_type=subject,
        subject_id=str(key or brand.key), detail=detail, at=by[1],
    )  # fmt: skip
