"""Addresses of budgets, below /b/<brand>/plan/budgets/."""

from django.urls import path

from luoxuan.plan.budgets import views

app_name = "budgets"

urlpatterns = [
    path("", views.home, name="home"),
    path("<int:year>/", views.year_page, name="year"),
    path("lines/<int:line_id>/", views.line_page, name="line"),
]
