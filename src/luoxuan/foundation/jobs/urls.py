"""Addresses of background work, below /b/<brand>/data/jobs/."""

from django.urls import path

from luoxuan.foundation.jobs import views

app_name = "jobs"

urlpatterns = [
    path("", views.job_list, name="job_list"),
    path("<slug:job_id>", views.job_page, name="job_page"),
    path("<slug:job_id>/cancel", views.job_cancel, name="job_cancel"),
    path("<slug:job_id>/retry", views.job_retry, name="job_retry"),
]
