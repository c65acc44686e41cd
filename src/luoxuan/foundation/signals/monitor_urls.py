"""Addresses of monitors and alerts, below the brand."""

from django.urls import URLPattern

app_name = "monitors"
urlpatterns: list[URLPattern] = []
