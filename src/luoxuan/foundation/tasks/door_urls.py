"""Addresses that a calendar program fetches: the secret in them is the log-in."""

from django.urls import path

from luoxuan.foundation.tasks.views import feeds

urlpatterns = [path("ical/tasks/<str:secret>.ics", feeds.task_feed, name="task_feed")]
