"""Addresses of budgets, below /b/<brand>/plan/budgets/."""

from django.urls import path

from luoxuan.plan.budgets import cost_views, line_views, views

app_name = "budgets"

urlpatterns = [
    path("", views.home, name="home"),
    path("open", views.budget_open, name="open"),
    path("<int:year>/", views.year_page, name="year"),
    path("<int:year>/ask", views.plan_ask, name="ask"),
    path("<int:year>/grid", views.grid, name="grid"),
    path("<int:year>/budget.xlsx", views.year_xlsx, name="xlsx"),
    path("<int:year>/budget.pdf", views.year_pdf, name="pdf"),
    path("<int:year>/unplanned", views.unplanned, name="unplanned"),
    path("<int:year>/versions/<int:number>", views.version_page, name="version"),
    path("<int:year>/lines/new", line_views.line_new, name="line_new"),
    path("<int:year>/costs", cost_views.costs_import, name="costs_import"),
    path("<int:year>/costs/template.xlsx", cost_views.costs_template, name="costs_template"),
    path("lines/<int:line_id>/", line_views.line_page, name="line"),
    path("lines/<int:line_id>/edit", line_views.line_edit, name="line_edit"),
    path("lines/<int:line_id>/remove", line_views.line_remove, name="line_remove"),
    path("lines/<int:line_id>/commit", line_views.line_commit, name="commit"),
    path("lines/<int:line_id>/exception", line_views.line_exception, name="exception"),
    path("lines/<int:line_id>/cost", line_views.line_cost, name="cost"),
    path("commitments/<int:commitment_id>/release", line_views.release, name="release"),
    path("commitments/<int:commitment_id>/spend", line_views.spend, name="spend"),
]
