"""Addresses of the app, below the brand."""

from django.urls import URLPattern

app_name = "calendar"
urlpatterns: list[URLPattern] = []
