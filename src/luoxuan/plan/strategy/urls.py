"""Addresses of the strategy, below /b/<brand>/plan/strategy/."""

from django.urls import path

from luoxuan.plan.strategy.views import market, objectives, swot

app_name = "strategy"

urlpatterns = [
    path("", objectives.objective_list, name="objective_list"),
    path("objectives/new", objectives.objective_new, name="objective_new"),
    path("objectives/<int:objective_id>/", objectives.objective, name="objective"),
    path("objectives/<int:objective_id>/edit", objectives.objective_edit, name="objective_edit"),
    path("objectives/<int:objective_id>/state", objectives.objective_state, name="objective_state"),
    path("swot/", swot.board_list, name="board_list"),
    path("swot/new", swot.board_new, name="board_new"),
    path("swot/<int:swot_board_id>/", swot.board, name="board"),
    path("swot/<int:swot_board_id>/items", swot.item_add, name="item_add"),
    path("swot/<int:swot_board_id>/moves", swot.move_make, name="move_make"),
    path("swot/items/<int:swot_item_id>/", swot.item_edit, name="item_edit"),
    path("swot/items/<int:swot_item_id>/shift", swot.item_shift, name="item_shift"),
    path("swot/items/<int:swot_item_id>/remove", swot.item_remove, name="item_remove"),
    path("swot/items/<int:swot_item_id>/evidence", swot.evidence_add, name="evidence_add"),
    path(
        "swot/evidence/<int:swot_evidence_id>/remove", swot.evidence_remove, name="evidence_remove"
    ),
    path("swot/moves/<int:swot_move_id>/remove", swot.move_remove, name="move_remove"),
    path("swot/moves/<int:swot_move_id>/objective", swot.move_objective, name="move_objective"),
    path("market/", market.note_list, name="note_list"),
    path("market/new", market.note_new, name="note_new"),
    path("market/<int:market_note_id>/", market.note, name="note"),
    path("market/<int:market_note_id>/edit", market.note_edit, name="note_edit"),
    path("market/<int:market_note_id>/review", market.note_review, name="note_review"),
    path("market/<int:market_note_id>/remove", market.note_remove, name="note_remove"),
    path("rivals/", market.rival_list, name="rival_list"),
    path("rivals/new", market.rival_new, name="rival_new"),
    path("rivals/<int:rival_id>/", market.rival_edit, name="rival_edit"),
    path("rivals/prices", market.prices_import, name="prices_import"),
    path("rivals/prices.xlsx", market.prices_xlsx, name="prices_xlsx"),
    path("rivals/prices-template.xlsx", market.prices_template, name="prices_template"),
]
