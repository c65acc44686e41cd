"""Core roles, posts, the matrix, the team plan (6.1)."""

from collections.abc import Callable
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luoxuan.documents.workbook import workbook
from luoxuan.foundation.people.access import Scope, brand_page
from luoxuan.plan.teams import matrix, selectors, services
from luoxuan.plan.teams.forms import PostForm, TeamPlanForm, post_initial
from luoxuan.plan.teams.models import Post, Process
from luoxuan.plan.teams.words import party_word

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@brand_page("plan.read")
def home(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Who holds the six core roles, who answers for what, what is missing."""
    roles = selectors.core_roles_held(scope.brand)
    found = matrix.matrix_of(scope.brand)
    context = {
        "scope": scope,
        "roles": [(party_word(f"role:{core.role}"), core) for core in roles],
        "held": sum(core.is_held for core in roles),
        "standing": selectors.raci_standing(scope.brand),
        "matrix": found,
        "duties": services.DUTIES,
        "posts": list(selectors.posts_of(scope.brand)),
        "hidden": [
            p for p in selectors.processes_of(scope.brand, live_only=False) if not p.is_live
        ],
        "may_write": scope.may("plan.write"),
    }
    return render(request, "teams/home.html", context)


@require_POST
@brand_page("plan.write")
def processes_start(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Bring in the standard's processes."""
    made = services.processes_start(brand=scope.brand, actor=scope.user, at=timezone.now())
    messages.success(request, _("%(count)s processes are in.") % {"count": made})
    return _home(scope)


@require_POST
@brand_page("plan.write")
def process_add(request: HttpRequest, scope: Scope) -> HttpResponse:
    """A process of the brand's own."""
    return _done(
        request, scope,
        lambda: services.process_save(
            brand=scope.brand, title=request.POST.get("title", "")[:80],
            actor=scope.user, at=timezone.now(),
        ),
    )  # fmt: skip


@require_POST
@brand_page("plan.write")
def process_edit(request: HttpRequest, scope: Scope, process_id: int) -> HttpResponse:
    """Rename a process, take it out of the matrix, or bring it back."""
    process = _process(scope, process_id)
    return _done(
        request, scope,
        lambda: services.process_save(
            brand=scope.brand, title=request.POST.get("title", process.title)[:80],
            is_live=request.POST.get("is_live", "1") == "1", process=process,
            actor=scope.user, at=timezone.now(),
        ),
    )  # fmt: skip


@require_POST
@brand_page("plan.write")
def duties_save(request: HttpRequest, scope: Scope, process_id: int) -> HttpResponse:
    """Set the duties of one process: whatever of its row was sent and differs."""
    process = _process(scope, process_id)
    kept = {entry.party: entry.duty for entry in process.entries.all()}
    sent = {
        name.removeprefix("duty-"): value
        for name, value in request.POST.items()
        if name.startswith("duty-") and isinstance(value, str)
    }
    changed = {party: duty for party, duty in sent.items() if kept.get(party, "") != duty}
    try:
        services.duties_set(process=process, duties=changed, actor=scope.user, at=timezone.now())
    except services.TeamError as error:
        if "HX-Request" in request.headers:
            return HttpResponse(str(error), status=422, content_type="text/plain; charset=utf-8")
        messages.error(request, str(error))
    if "HX-Request" in request.headers:
        return _fragment(request, scope, process)
    return redirect(f"{reverse('teams:home', args=[scope.brand.key])}#process-{process.pk}")


@require_POST
@brand_page("plan.write")
def gap_task(request: HttpRequest, scope: Scope) -> HttpResponse:
    """A task to close a gap."""
    found = {gap.key: gap for gap in selectors.raci_gaps(scope.brand)}
    gap = found.get(request.POST.get("gap", ""))
    if gap is None:
        messages.info(request, _("This gap is closed already."))
        return _home(scope)
    url = f"{reverse('teams:home', args=[scope.brand.key])}#process-{gap.process.pk}"
    services.gap_task_open(brand=scope.brand, gap=gap, url=url, actor=scope.user, at=timezone.now())
    messages.success(request, _("The operations manager has a task for it."))
    return _home(scope)


@require_GET
@brand_page("plan.read")
def teams_xlsx(request: HttpRequest, scope: Scope) -> HttpResponse:  # noqa: ARG001  # a page
    """Matrix, posts and plan as a workbook."""
    body = workbook(matrix.document(scope.brand, _today(scope)))
    headers = {"Content-Disposition": 'attachment; filename="raci.xlsx"'}
    return HttpResponse(body, content_type=XLSX, headers=headers)


@require_http_methods(["GET", "POST"])
@brand_page("plan.write")
def post_new(request: HttpRequest, scope: Scope) -> HttpResponse:
    """A new post."""
    return _post_edit(request, scope, None)


@require_http_methods(["GET", "POST"])
@brand_page("plan.write")
def post_edit(request: HttpRequest, scope: Scope, post_id: int) -> HttpResponse:
    """Change a post."""
    return _post_edit(request, scope, _post(scope, post_id))


@require_POST
@brand_page("plan.write")
def post_remove(request: HttpRequest, scope: Scope, post_id: int) -> HttpResponse:
    """Remove a post."""
    services.post_remove(post=_post(scope, post_id), actor=scope.user, at=timezone.now())
    messages.success(request, _("Removed."))
    return _home(scope)


@require_GET
@brand_page("plan.read")
def team_plan(request: HttpRequest, scope: Scope) -> HttpResponse:
    """People now and planned by quarter, and what they learn."""
    today = _today(scope)
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and 2000 <= int(asked) < 2100 else today.year
    quarters = matrix.quarters_of(year)
    plans = {
        (p.post_id, p.quarter): p
        for p in selectors.plans_of(scope.brand, quarters[0], quarters[-1])
    }
    posts = list(selectors.posts_of(scope.brand))
    rows = [(post, [(q, plans.get((post.pk, q))) for q in quarters]) for post in posts]
    last = [
        next((plan.headcount for _q, plan in reversed(cells) if plan), post.headcount)
        for post, cells in rows
    ]
    context: dict[str, Any] = {
        "scope": scope, "year": year, "before": year - 1, "after": year + 1,
        "quarters": quarters, "rows": rows, "now": sum(post.headcount for post in posts),
        "planned": sum(last), "may_write": scope.may("plan.write"),
    }  # fmt: skip
    return render(request, "teams/plan.html", context)


@require_POST
@brand_page("plan.write")
def plan_save(request: HttpRequest, scope: Scope, post_id: int) -> HttpResponse:
    """Plan a post for a quarter."""
    post = _post(scope, post_id)
    form = TeamPlanForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Give the quarter and a whole number of people."))
        return redirect("teams:team_plan", brand=scope.brand.key)
    try:
        plan = services.plan_set(
            post=post, actor=scope.user, at=timezone.now(), **form.cleaned_data
        )
    except services.TeamError as error:
        messages.error(request, str(error))
        return redirect("teams:team_plan", brand=scope.brand.key)
    return redirect(
        f"{reverse('teams:team_plan', args=[scope.brand.key])}?year={plan.quarter.year}"
    )


def _post_edit(request: HttpRequest, scope: Scope, post: Post | None) -> HttpResponse:
    form = PostForm(scope, request.POST or None, initial=post_initial(post))
    if request.method == "POST" and form.is_valid():
        try:
            services.post_save(
                brand=scope.brand, draft=form.draft(), post=post,
                actor=scope.user, at=timezone.now(),
            )  # fmt: skip
        except services.TeamError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Saved."))
            return _home(scope)
    context = {"scope": scope, "form": form, "post": post}
    return render(request, "teams/post_edit.html", context, status=422 if form.errors else 200)


def _fragment(request: HttpRequest, scope: Scope, process: Process) -> HttpResponse:
    found = matrix.matrix_of(scope.brand)
    row = next(row for row in found.rows if row.process.pk == process.pk)
    context = {
        "scope": scope, "row": row, "matrix": found, "duties": services.DUTIES,
        "may_write": True, "is_swap": True,
    }  # fmt: skip
    return render(request, "teams/_row.html", context)


def _done(request: HttpRequest, scope: Scope, act: Callable[[], object]) -> HttpResponse:
    try:
        act()
    except services.TeamError as error:
        messages.error(request, str(error))
    return _home(scope)


def _home(scope: Scope) -> HttpResponse:
    return redirect("teams:home", brand=scope.brand.key)


def _today(scope: Scope) -> date:
    return timezone.now().astimezone(ZoneInfo(scope.brand.zone)).date()


def _post(scope: Scope, post_id: int) -> Post:
    found = selectors.post_of(scope.brand, post_id)
    if found is None:
        raise Http404
    return found


def _process(scope: Scope, process_id: int) -> Process:
    found = selectors.process_of(scope.brand, process_id)
    if found is None:
        raise Http404
    return found
