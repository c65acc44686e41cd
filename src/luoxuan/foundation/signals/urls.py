"""Addresses of the push settings, below /b/<brand>/settings/push/."""

from django.urls import path

from luoxuan.foundation.signals.views import pushes as views

app_name = "signals"

urlpatterns = [
    path("", views.push_list, name="push_list"),
    path("new", views.push_new, name="push_new"),
    path("<int:target_id>", views.push_edit, name="push_edit"),
    path("<int:target_id>/remove", views.push_remove, name="push_remove"),
    path("<int:target_id>/try", views.push_try, name="push_try"),
]
