"""Addresses of the calendar, below /b/<brand>/plan/calendar/."""

from django.urls import path

from luoxuan.plan.calendar.views import actions, feeds, pages

app_name = "calendar"
urlpatterns = [
    path("", pages.calendar_page, name="calendar"),
    path("calendar.xlsx", pages.calendar_xlsx, name="calendar_xlsx"),
    path("calendar.pdf", pages.calendar_pdf, name="calendar_pdf"),
    path("new", actions.entry_new, name="entry_new"),
    path("import", actions.entries_import, name="entries_import"),
    path("feeds", feeds.feed_list, name="feed_list"),
    path("feeds/<int:feed_id>/revoke", feeds.feed_revoke, name="feed_revoke"),
    path("<int:entry_id>", pages.entry_page, name="entry"),
    path("<int:entry_id>/edit", actions.entry_edit, name="entry_edit"),
    path("<int:entry_id>/move", actions.entry_move, name="entry_move"),
    path("<int:entry_id>/state", actions.entry_state, name="entry_state"),
]
