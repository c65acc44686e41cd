"""Every address of the product."""

from django.urls import include, path

from luoxuan.web import health

BRAND = "b/<slug:brand>/"

urlpatterns = [
    path("api/v1/", include("luoxuan.api.urls")),
    path("healthz", health.healthz, name="healthz"),
    path("", include("luoxuan.foundation.people.door_urls")),
    path("", include("luoxuan.foundation.tasks.door_urls")),
    path("", include("luoxuan.plan.calendar.door_urls")),
    path("", include("luoxuan.web.shell_urls")),
    path(f"{BRAND}tasks/", include("luoxuan.foundation.tasks.urls")),
    path(f"{BRAND}approvals/", include("luoxuan.foundation.gates.urls")),
    path(f"{BRAND}plan/teams/", include("luoxuan.plan.teams.urls")),
    path(f"{BRAND}plan/strategy/", include("luoxuan.plan.strategy.urls")),
    path(f"{BRAND}plan/targets/", include("luoxuan.plan.targets.urls")),
    path(f"{BRAND}plan/budgets/", include("luoxuan.plan.budgets.urls")),
    path(f"{BRAND}plan/calendar/", include("luoxuan.plan.calendar.urls")),
    path(f"{BRAND}plan/programmes/", include("luoxuan.plan.programmes.urls")),
    path(f"{BRAND}check/settlement/", include("luoxuan.check.settlement.urls")),
    path(f"{BRAND}check/profit/", include("luoxuan.check.profit.urls")),
    path(f"{BRAND}check/reviews/", include("luoxuan.check.reviews.urls")),
    path(f"{BRAND}check/", include("luoxuan.check.dashboards.urls")),
    path(f"{BRAND}act/knowledge/", include("luoxuan.act.knowledge.urls")),
    path(f"{BRAND}act/ideas/", include("luoxuan.act.ideas.urls")),
    path(f"{BRAND}act/improvements/", include("luoxuan.act.improvements.urls")),
    path(f"{BRAND}act/loop/", include("luoxuan.act.loop.urls")),
    path(f"{BRAND}act/conformity/", include("luoxuan.act.conformity.urls")),
    path(f"{BRAND}data/imports/", include("luoxuan.foundation.intake.urls")),
    path(f"{BRAND}data/quality/", include("luoxuan.foundation.quality.urls")),
    path(f"{BRAND}data/persons/", include("luoxuan.foundation.vault.urls")),
    path(f"{BRAND}data/jobs/", include("luoxuan.foundation.jobs.urls")),
    path(f"{BRAND}data/trail/", include("luoxuan.foundation.trail.urls")),
    path(f"{BRAND}signals/", include("luoxuan.foundation.signals.monitor_urls")),
    path(f"{BRAND}settings/push/", include("luoxuan.foundation.signals.urls")),
    path(f"{BRAND}settings/", include("luoxuan.foundation.people.urls")),
]
