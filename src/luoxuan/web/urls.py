"""Every address of the product."""

from django.urls import include, path

from luoxuan.web import health

BRAND = "b/<slug:brand>/"

urlpatterns = [
    path("api/v1/", include("luoxuan.api.urls")),
    path("healthz", health.healthz, name="healthz"),
    path("", include("luoxuan.foundation.people.door_urls")),
    path("", include("luoxuan.web.shell_urls")),
    path(f"{BRAND}check/", include("luoxuan.check.dashboards.urls")),
    path(f"{BRAND}data/imports/", include("luoxuan.foundation.intake.urls")),
    path(f"{BRAND}data/jobs/", include("luoxuan.foundation.jobs.urls")),
    path(f"{BRAND}data/trail/", include("luoxuan.foundation.trail.urls")),
    path(f"{BRAND}settings/push/", include("luoxuan.foundation.signals.urls")),
    path(f"{BRAND}settings/", include("luoxuan.foundation.people.urls")),
]
