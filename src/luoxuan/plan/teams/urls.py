"""Addresses of the teams, below /b/<brand>/plan/teams/."""

from django.urls import path

from luoxuan.plan.teams import views

app_name = "teams"

urlpatterns = [
    path("", views.home, name="home"),
    path("raci.xlsx", views.teams_xlsx, name="teams_xlsx"),
    path("processes/start", views.processes_start, name="processes_start"),
    path("processes/new", views.process_add, name="process_add"),
    path("processes/<int:process_id>/", views.process_edit, name="process_edit"),
    path("processes/<int:process_id>/duties", views.duties_save, name="duties_save"),
    path("gaps/task", views.gap_task, name="gap_task"),
    path("posts/new", views.post_new, name="post_new"),
    path("posts/<int:post_id>/", views.post_edit, name="post_edit"),
    path("posts/<int:post_id>/remove", views.post_remove, name="post_remove"),
    path("posts/<int:post_id>/plan", views.plan_save, name="plan_save"),
    path("plan/", views.team_plan, name="team_plan"),
]
