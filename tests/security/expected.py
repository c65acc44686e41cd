"""Who may open which address. A new address that is not here fails the boundary test: say who may."""

PUBLIC = "public"
ACCOUNT = "account"

PAGES: dict[str, set[str]] = {
    PUBLIC: {"healthz", "people_login", "people_logout", "language", "look"},
    ACCOUNT: {"home", "people_account", "people_password", "people_session_end"},
    "reports.read": {
        "brand_home",
        "search",
        "dashboards:home",
        "dashboards:newest",
        "dashboards:report",
        "dashboards:report_xlsx",
        "dashboards:report_pdf",
        "dashboards:figure",
        "dashboards:finding",
    },
    "imports.read": {
        "intake:import_list",
        "intake:import_page",
        "intake:batch_page",
        "intake:batch_fragment",
        "intake:rejected_workbook",
    },
    "imports.write": {"intake:upload", "intake:shop_choose", "intake:original_discard"},
    "imports.undo": {"intake:undo"},
    "layouts.write": {
        "intake:mapping_start",
        "intake:layout_list",
        "intake:layout_retire",
        "intake:mapping_upload",
        "intake:mapping_preview",
        "intake:mapping_columns",
        "intake:mapping_try",
        "intake:mapping_save",
    },
    "warehouse.sql": {"warehouse"},
    "jobs.read": {"jobs:job_list", "jobs:job_page"},
    "jobs.manage": {"jobs:job_cancel", "jobs:job_retry"},
    "trail.read": {"trail:trail_list", "trail:trail_check"},
    "push.manage": {
        "signals:push_list",
        "signals:push_new",
        "signals:push_edit",
        "signals:push_remove",
        "signals:push_try",
    },
    "settings.write": {"people:brand", "intake:settings_save"},
    "shops.read": {"people:shop_list"},
    "shops.write": {"people:shop_new", "people:shop_edit", "intake:shop_create"},
    "people.read": {"people:member_list"},
    "people.manage": {
        "people:member_new",
        "people:member_edit",
        "people:member_end",
        "people:member_password",
    },
    "tokens.manage": {"people:token_list", "people:token_revoke"},
}

OPERATIONS: dict[str, set[str]] = {
    PUBLIC: {"GET /openapi.json"},
    ACCOUNT: {"GET /brands/"},
    "shops.read": {"GET /b/{brand}/shops/", "GET /b/{brand}/shops/{key}"},
    "shops.write": {"PUT /b/{brand}/shops/{key}"},
    "reports.read": {
        "GET /b/{brand}/reports/metrics",
        "GET /b/{brand}/reports/{report}/{when}",
    },
    "imports.read": {
        "GET /b/{brand}/imports/",
        "GET /b/{brand}/imports/{import_id}",
        "GET /b/{brand}/imports/batches/{batch_id}",
    },
    "imports.write": {"POST /b/{brand}/imports/"},
    "imports.undo": {"POST /b/{brand}/imports/{import_id}/undo"},
    "jobs.read": {"GET /b/{brand}/jobs/", "GET /b/{brand}/jobs/{job_id}"},
    "jobs.manage": {
        "POST /b/{brand}/jobs/{job_id}/cancel",
        "POST /b/{brand}/jobs/{job_id}/retry",
    },
    "trail.read": {"GET /b/{brand}/trail/", "GET /b/{brand}/trail/verify"},
}

VALUES = {
    "report": "daily",
    "when": "2026-10-01",
    "metric": "gmv_paid",
    "number": "1",
    "table": "orders",
}
"""A value for each part of an address that is no object of a brand."""
