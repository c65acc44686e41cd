"""Addresses of monitors, alerts and a person's notices, below the brand."""

from django.urls import path

from luoxuan.foundation.signals.views import alerts, monitors, notices

app_name = "monitors"
urlpatterns = [
    path("", alerts.alert_list, name="alert_list"),
    path("acknowledge", alerts.alerts_acknowledge, name="alerts_acknowledge"),
    path("export.xlsx", alerts.alerts_xlsx, name="alerts_xlsx"),
    path("<int:alert_id>/", alerts.alert, name="alert"),
    path("<int:alert_id>/rows.xlsx", alerts.alert_rows_xlsx, name="alert_rows_xlsx"),
    path("<int:alert_id>/acknowledge", alerts.alert_acknowledge, name="alert_acknowledge"),
    path("<int:alert_id>/judge", alerts.alert_judge, name="alert_judge"),
    path("monitors/", monitors.monitor_list, name="monitor_list"),
    path("monitors/new", monitors.monitor_new, name="monitor_new"),
    path("monitors/start", monitors.monitors_start, name="monitors_start"),
    path("monitors/<int:monitor_id>/", monitors.monitor, name="monitor"),
    path("monitors/<int:monitor_id>/remove", monitors.monitor_remove, name="monitor_remove"),
    path("inbox/", notices.notice_list, name="notice_list"),
    path("inbox/read", notices.notices_read, name="notices_read"),
    path("inbox/<int:notice_id>", notices.notice_open, name="notice_open"),
    path("channels/", notices.channels, name="channels"),
    path("channels/<int:channel_id>/remove", notices.channel_remove, name="channel_remove"),
]
