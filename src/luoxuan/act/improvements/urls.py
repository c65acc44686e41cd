"""Addresses of the app, below the brand."""

from django.urls import path

from luoxuan.act.improvements.views import actions, causes, findings

app_name = "improvements"
F = "findings/<int:finding_id>/"
A = "actions/<int:action_id>/"

urlpatterns = [
    path("", findings.finding_list, name="finding_list"),
    path("findings.xlsx", findings.finding_list_xlsx, name="finding_list_xlsx"),
    path("new", findings.finding_new, name="finding_new"),
    path(F, findings.finding_page, name="finding"),
    path(f"{F}close", findings.finding_close, name="finding_close"),
    path(f"{F}reopen", findings.finding_reopen, name="finding_reopen"),
    path(f"{F}causes", causes.cause_add, name="cause_add"),
    path(f"{F}causes/<int:cause_id>/confirm", causes.cause_confirm, name="cause_confirm"),
    path(f"{F}causes/<int:cause_id>/remove", causes.cause_remove, name="cause_remove"),
    path(f"{F}evidence", causes.evidence_add, name="evidence_add"),
    path(f"{F}actions/new", actions.action_new, name="action_new"),
    path("actions/", actions.board, name="board"),
    path("actions.xlsx", actions.board_xlsx, name="board_xlsx"),
    path(A, actions.action_page, name="action"),
    path(f"{A}effect.xlsx", actions.effect_xlsx, name="effect_xlsx"),
    path(f"{A}done", actions.action_done, name="action_done"),
    path(f"{A}move", actions.action_move, name="action_move"),
    path(f"{A}measure", actions.action_measure, name="action_measure"),
    path(f"{A}sop", actions.action_sop, name="action_sop"),
    path(f"{A}close", actions.action_close, name="action_close"),
]
