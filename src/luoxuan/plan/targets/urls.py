"""Addresses of the app, below the brand."""

from django.urls import URLPattern

app_name = "targets"
urlpatterns: list[URLPattern] = []
