"""Addresses of approvals, below /b/<brand>/approvals/."""

from django.urls import path

from luoxuan.foundation.gates import settings_views, views

app_name = "gates"

urlpatterns = [
    path("", views.gate_list, name="list"),
    path("decisions.xlsx", views.decisions_xlsx, name="xlsx"),
    path("decisions.pdf", views.decisions_pdf, name="pdf"),
    path("settings", settings_views.settings_page, name="settings"),
    path("settings/limits", settings_views.limit_save, name="limit_save"),
    path("settings/limits/<int:limit_id>/remove", settings_views.limit_remove, name="limit_remove"),
    path("settings/delegations", settings_views.delegation_save, name="delegation_save"),
    path(
        "settings/delegations/<int:delegation_id>/end",
        settings_views.delegation_end,
        name="delegation_end",
    ),
    path("<int:gate_id>", views.gate_page, name="gate"),
    path("<int:gate_id>/decide", views.gate_decide, name="decide"),
    path("<int:gate_id>/withdraw", views.gate_withdraw, name="withdraw"),
]
