"""Addresses of the trail, below /b/<brand>/data/trail/."""

from django.urls import path

from luoxuan.foundation.trail import views

app_name = "trail"

urlpatterns = [
    path("", views.trail_list, name="trail_list"),
    path("check", views.trail_check, name="trail_check"),
]
