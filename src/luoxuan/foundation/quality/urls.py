"""Addresses of data quality, below /b/<brand>/data/quality/."""

from django.urls import path

from luoxuan.foundation.quality import views

app_name = "quality"

urlpatterns = [
    path("", views.home, name="home"),
    path("check", views.check, name="check"),
    path("scores.xlsx", views.xlsx, name="xlsx"),
    path("rules/<str:rule>", views.rows, name="rows"),
    path("rules/<str:rule>/rows.xlsx", views.rows_xlsx, name="rows_xlsx"),
    path("tables/<slug:table>", views.table, name="table"),
]
