"""Addresses of the app, below the brand."""

from django.urls import path

from luoxuan.foundation.tasks.views import actions, feeds, files, pages, settings

app_name = "tasks"
urlpatterns = [
    path("", pages.task_list, name="task_list"),
    path("board", pages.task_board, name="task_board"),
    path("new", pages.task_new, name="task_new"),
    path("export.xlsx", files.task_export, name="task_export"),
    path("many", actions.task_many, name="task_many"),
    path("hours", settings.work_hours, name="work_hours"),
    path("calendar", feeds.feed_page, name="feed_page"),
    path("calendar/end", feeds.feed_end, name="feed_end"),
    path("<int:task_id>/", pages.task_page, name="task_page"),
    path("<int:task_id>/move", actions.task_place, name="task_place"),
    path("<int:task_id>/change", actions.task_change, name="task_change"),
    path("<int:task_id>/comment", actions.task_comment, name="task_comment"),
    path("<int:task_id>/watch", actions.task_watch, name="task_watch"),
    path("<int:task_id>/files", files.attachment_add, name="attachment_add"),
    path("<int:task_id>/files/<str:attachment_id>", files.attachment_get, name="attachment_get"),
    path(
        "<int:task_id>/files/<str:attachment_id>/remove",
        files.attachment_remove,
        name="attachment_remove",
    ),
]
