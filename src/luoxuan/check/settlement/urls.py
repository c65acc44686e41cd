"""Addresses of settlement, below /b/<brand>/check/settlement/; the month is in the query."""

from django.urls import path

from luoxuan.check.settlement.views import actions, closing, home, lists, rules

app_name = "settlement"
urlpatterns = [
    path("", home.home, name="home"),
    path("reconcile", home.reconcile, name="reconcile"),
    path("differences/", lists.difference_list, name="difference_list"),
    path("differences.xlsx", lists.differences_xlsx, name="differences_xlsx"),
    path("differences/<int:difference_id>/", lists.difference_page, name="difference"),
    path("differences/<int:difference_id>/assign", actions.assign, name="assign"),
    path("differences/<int:difference_id>/explain", actions.explain, name="explain"),
    path("differences/<int:difference_id>/claim", actions.claim, name="claim"),
    path("differences/<int:difference_id>/write-off", actions.write_off, name="write_off"),
    path("differences/<int:difference_id>/take-back", actions.take_back, name="take_back"),
    path("close/", closing.close_page, name="close"),
    path("close/ask", closing.close_ask, name="close_ask"),
    path("statement.xlsx", closing.draft_xlsx, name="draft_xlsx"),
    path("statement.pdf", closing.draft_pdf, name="draft_pdf"),
    path("closings/<int:closing_id>/reopen", closing.reopen_ask, name="reopen_ask"),
    path("closings/<int:closing_id>/statement.xlsx", closing.closing_xlsx, name="closing_xlsx"),
    path("closings/<int:closing_id>/statement.pdf", closing.closing_pdf, name="closing_pdf"),
    path("tolerances/", rules.tolerance_list, name="tolerance_list"),
    path("tolerances/limits", rules.limits, name="limits"),
    path("tolerances/<int:rule_id>/remove", rules.tolerance_remove, name="tolerance_remove"),
]
