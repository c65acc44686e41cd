"""Addresses of profit."""

from django.urls import URLPattern

app_name = "profit"

urlpatterns: list[URLPattern] = []
