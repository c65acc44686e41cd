"""Addresses of the reports, below /b/<brand>/check/."""

from django.urls import path

from luoxuan.check.dashboards import views

app_name = "dashboards"

urlpatterns = [
    path("", views.newest, {"report": "daily"}, name="home"),
    path("<str:report>/", views.newest, name="newest"),
    path("<str:report>/<str:when>/", views.report_page, name="report"),
    path("<str:report>/<str:when>/report.xlsx", views.report_xlsx, name="report_xlsx"),
    path("<str:report>/<str:when>/report.pdf", views.report_pdf, name="report_pdf"),
    path("<str:report>/<str:when>/figure/<str:metric>/", views.figure_page, name="figure"),
    path("<str:report>/<str:when>/finding/<int:number>/", views.finding_page, name="finding"),
]
