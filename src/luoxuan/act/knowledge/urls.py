"""Addresses of the app, below the brand."""

from django.urls import URLPattern

app_name = "knowledge"
urlpatterns: list[URLPattern] = []
