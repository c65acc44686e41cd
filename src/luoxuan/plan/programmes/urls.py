"""Addresses of the plans, below /b/<brand>/plan/programmes/; a period is 2026, 2026Q4 or 2026-11."""

from django.urls import path

from luoxuan.plan.programmes.views import plans, versions

app_name = "programmes"

urlpatterns = [
    path("", plans.plan_list, name="plan_list"),
    path("open", plans.plan_open, name="plan_open"),
    path("<str:period>/", plans.plan, name="plan"),
    path("<str:period>/parts/<str:part>/", plans.part_edit, name="part_edit"),
    path("<str:period>/ask", versions.plan_ask, name="plan_ask"),
    path("<str:period>/withdraw", versions.plan_withdraw, name="plan_withdraw"),
    path("<str:period>/remove", versions.plan_remove, name="plan_remove"),
    path("<str:period>/versions/<int:number>/", versions.version, name="version"),
    path("<str:period>/compare/", versions.plan_compare, name="plan_compare"),
    path("<str:period>/plan.xlsx", versions.plan_xlsx, name="plan_xlsx"),
    path("<str:period>/plan.pdf", versions.plan_pdf, name="plan_pdf"),
]
