"""Addresses of the app, below the brand."""

from django.urls import path

from luoxuan.act.loop import views

app_name = "loop"
urlpatterns = [
    path("", views.loop_list, name="loop_list"),
    path("loops.xlsx", views.loop_list_xlsx, name="loop_list_xlsx"),
    path("<str:goal_kind>/<int:goal_id>/", views.loop_page, name="loop"),
]
