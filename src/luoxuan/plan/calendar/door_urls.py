"""The address a person's calendar program reads."""

from django.urls import path

from luoxuan.plan.calendar.views import feeds

urlpatterns = [
    path("ical/calendar/<str:token>.ics", feeds.feed_answer, name="calendar_feed"),
]
