"""Every address of the product."""

from django.urls import include, path

BRAND = "b/<slug:brand>/"

urlpatterns = [
    path("", include("luoxuan.web.shell_urls")),
    path(f"{BRAND}check/", include("luoxuan.check.dashboards.urls")),
    path(f"{BRAND}settings/push/", include("luoxuan.foundation.signals.urls")),
    path(f"{BRAND}data/imports/", include("luoxuan.foundation.intake.urls")),
]
