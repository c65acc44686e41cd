"""Addresses of the app, below the brand."""

from django.urls import URLPattern

app_name = "gates"
urlpatterns: list[URLPattern] = []
