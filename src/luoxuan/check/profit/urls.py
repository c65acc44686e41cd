"""Addresses of profit, below /b/<brand>/check/profit/."""

from django.urls import path

from luoxuan.check.profit.views import explorer as views
from luoxuan.check.profit.views import keeping

app_name = "profit"

urlpatterns = [
    path("", views.home, name="home"),
    path("profit.xlsx", views.xlsx, name="xlsx"),
    path("losses", views.losses, name="losses"),
    path("losses.xlsx", views.losses_xlsx, name="losses_xlsx"),
    path("floors", views.floors, name="floors"),
    path("floors.xlsx", views.floors_xlsx, name="floors_xlsx"),
    path("costs", keeping.costs, name="costs"),
    path("tables/costs.xlsx", keeping.costs_xlsx, name="costs_xlsx"),
    path("tables/fees.xlsx", keeping.fees_xlsx, name="fees_xlsx"),
    path("costs/keep", keeping.cost_keep, name="cost_keep"),
    path("costs/bundle", keeping.bundle_keep, name="bundle_keep"),
    path("costs/file", keeping.file_bring, name="file_bring"),
    path("costs/<slug:own_table>.xlsx", keeping.template, name="template"),
    path("fees", keeping.fees, name="fees"),
    path("fees/keep", keeping.fee_keep, name="fee_keep"),
]
