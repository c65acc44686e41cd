"""Addresses of suggestions and trials, below /b/<brand>/act/ideas/."""

from django.urls import path

from luoxuan.act.ideas import views

app_name = "ideas"
urlpatterns = [
    path("", views.suggestion_list, name="suggestion_list"),
    path("<int:suggestion_id>", views.suggestion_page, name="suggestion"),
    path("<int:suggestion_id>/answer", views.suggestion_answer, name="suggestion_answer"),
    path("<int:suggestion_id>/vote", views.suggestion_vote, name="suggestion_vote"),
    path("trials/", views.trial_list, name="trial_list"),
    path("trials/pool", views.pool_set, name="pool_set"),
    path("trials/new", views.trial_edit, name="trial_new"),
    path("trials/<int:trial_id>", views.trial_page, name="trial"),
    path("trials/<int:trial_id>/edit", views.trial_edit, name="trial_edit"),
    path("trials/<int:trial_id>/ask", views.trial_ask, name="trial_ask"),
    path("trials/<int:trial_id>/spend", views.trial_spend, name="trial_spend"),
    path("trials/<int:trial_id>/finish", views.trial_finish, name="trial_finish"),
]
