"""Addresses of the import pages, below /b/<brand>/data/imports/."""

from django.urls import path

from luoxuan.foundation.intake.views import actions, mapping, pages, repairs

app_name = "intake"

urlpatterns = [
    path("", pages.import_list, name="import_list"),
    path("upload", actions.upload, name="upload"),
    path("settings", actions.settings_save, name="settings_save"),
    path("batches/<str:batch_id>", pages.batch_page, name="batch_page"),
    path("batches/<str:batch_id>/progress", pages.batch_fragment, name="batch_fragment"),
    path("waiting/<str:original_id>/shop", actions.shop_choose, name="shop_choose"),
    path("waiting/<str:original_id>/new-shop", actions.shop_create, name="shop_create"),
    path("waiting/<str:original_id>/discard", actions.original_discard, name="original_discard"),
    path("waiting/<str:original_id>/map", mapping.mapping_start, name="mapping_start"),
    path("layouts", mapping.layout_list, name="layout_list"),
    path("layouts/<int:layout_id>/retire", mapping.layout_retire, name="layout_retire"),
    path("layouts/new", mapping.mapping_upload, name="mapping_upload"),
    path("layouts/drafts/<str:draft_id>/preview", mapping.mapping_preview, name="mapping_preview"),
    path("layouts/drafts/<str:draft_id>/columns", mapping.mapping_columns, name="mapping_columns"),
    path("layouts/drafts/<str:draft_id>/try", mapping.mapping_try, name="mapping_try"),
    path("layouts/drafts/<str:draft_id>/save", mapping.mapping_save, name="mapping_save"),
    path("<str:import_id>", pages.import_page, name="import_page"),
    path("<str:import_id>/undo", actions.undo, name="undo"),
    path("<str:import_id>/mend", repairs.mend, name="mend"),
    path("<str:import_id>/rejected.xlsx", pages.rejected_workbook, name="rejected_workbook"),
]
