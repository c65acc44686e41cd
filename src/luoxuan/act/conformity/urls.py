"""Addresses of the app, below the brand."""

from django.urls import path

from luoxuan.act.conformity.views import actions, overview, register, runs

app_name = "conformity"
R = "requirements/<str:requirement_id>/"
urlpatterns = [
    path("", overview.overview, name="overview"),
    path("measure", actions.measure, name="measure"),
    path(R, overview.requirement, name="requirement"),
    path(f"{R}note", actions.note, name="note"),
    path(f"{R}task", actions.task, name="task"),
    path(f"{R}finding", actions.finding, name="finding"),
    path(f"{R}exempt", actions.exempt, name="exempt"),
    path("exemptions/<int:exemption_id>/end", actions.exemption_end, name="exemption_end"),
    path("citations/", register.citations, name="citations"),
    path("citations/citations.xlsx", register.citations_xlsx, name="citations_xlsx"),
    path("citations/<str:citation>/", register.citation, name="citation"),
    path("terms/", register.terms, name="terms"),
    path("kpis/", register.kpis, name="kpis"),
    path("editions/", register.editions, name="editions"),
    path("runs/", runs.run_list, name="runs"),
    path("runs/<int:run_id>/", runs.run, name="run"),
    path("runs/<int:run_id>/conformity.xlsx", runs.run_xlsx, name="run_xlsx"),
    path("runs/<int:run_id>/conformity.pdf", runs.run_pdf, name="run_pdf"),
    path("runs/<int:run_id>/sign", actions.sign, name="sign"),
    path("runs/<int:run_id>/pack", actions.pack, name="pack"),
    path("packs/<int:pack_id>/pack.zip", runs.pack_zip, name="pack_zip"),
]
