"""Who may open which address. A new address that is not here fails the boundary test: say who may."""

from tests.security.expected_money import MONEY
from tests.security.expected_operations import ACCOUNT, OPERATIONS, PUBLIC, VALUES
from tests.security.expected_wings import WINGS

__all__ = ["ACCOUNT", "OPERATIONS", "PAGES", "PUBLIC", "VALUES"]

FOUNDATION: dict[str, set[str]] = {
    PUBLIC: {
        "calendar_feed",
        "healthz",
        "language",
        "look",
        "people_login",
        "people_logout",
        "task_feed",
    },
    ACCOUNT: {
        "home",
        "people_account",
        "people_password",
        "people_session_end",
    },
    "reports.read": {
        "brand_home",
        "dashboards:figure",
        "dashboards:finding",
        "dashboards:home",
        "dashboards:newest",
        "dashboards:report",
        "dashboards:report_pdf",
        "dashboards:report_xlsx",
        "search",
    },
    "plan.read": {
        "brand_pace",
    },
    "monitors.read": {
        "monitors:alert",
        "monitors:alert_list",
        "monitors:alert_rows_xlsx",
        "monitors:alerts_xlsx",
        "monitors:channel_remove",
        "monitors:channels",
        "monitors:monitor_list",
        "monitors:notice_list",
        "monitors:notice_open",
        "monitors:notices_read",
    },
    "monitors.write": {
        "monitors:monitor",
        "monitors:monitor_new",
        "monitors:monitor_remove",
        "monitors:monitors_start",
    },
    "tasks.work": {
        "monitors:alert_acknowledge",
        "monitors:alert_judge",
        "monitors:alerts_acknowledge",
        "tasks:attachment_add",
        "tasks:attachment_get",
        "tasks:attachment_remove",
        "tasks:feed_end",
        "tasks:feed_page",
        "tasks:task_board",
        "tasks:task_change",
        "tasks:task_comment",
        "tasks:task_export",
        "tasks:task_list",
        "tasks:task_many",
        "tasks:task_new",
        "tasks:task_page",
        "tasks:task_place",
        "tasks:task_watch",
    },
    "tasks.manage": {
        "tasks:work_hours",
    },
    "imports.read": {
        "intake:batch_fragment",
        "intake:batch_page",
        "intake:import_list",
        "intake:import_page",
        "intake:rejected_workbook",
    },
    "imports.write": {
        "intake:mend",
        "intake:original_discard",
        "intake:shop_choose",
        "intake:upload",
    },
    "imports.undo": {
        "intake:undo",
    },
    "layouts.write": {
        "intake:layout_list",
        "intake:layout_retire",
        "intake:mapping_columns",
        "intake:mapping_preview",
        "intake:mapping_save",
        "intake:mapping_start",
        "intake:mapping_try",
        "intake:mapping_upload",
    },
    "warehouse.sql": {
        "warehouse",
    },
    "jobs.read": {
        "jobs:job_list",
        "jobs:job_page",
    },
    "jobs.manage": {
        "jobs:job_cancel",
        "jobs:job_retry",
    },
    "trail.read": {
        "trail:trail_check",
        "trail:trail_list",
    },
    "push.manage": {
        "signals:push_edit",
        "signals:push_list",
        "signals:push_new",
        "signals:push_remove",
        "signals:push_try",
    },
    "settings.write": {
        "gates:limit_remove",
        "gates:limit_save",
        "intake:settings_save",
        "people:brand",
    },
    "shops.read": {
        "people:shop_list",
    },
    "shops.write": {
        "intake:shop_create",
        "people:shop_edit",
        "people:shop_new",
    },
    "people.read": {
        "people:member_list",
    },
    "people.manage": {
        "people:member_edit",
        "people:member_end",
        "people:member_new",
        "people:member_password",
    },
    "gates.read": {
        "gates:decide",
        "gates:gate",
        "gates:list",
        "gates:pdf",
        "gates:withdraw",
        "gates:xlsx",
    },
    "gates.decide": {
        "gates:delegation_end",
        "gates:delegation_save",
        "gates:settings",
    },
    "tokens.manage": {
        "people:token_list",
        "people:token_revoke",
    },
}

PAGES = {
    permission: FOUNDATION.get(permission, set())
    | WINGS.get(permission, set())
    | MONEY.get(permission, set())
    for permission in FOUNDATION | WINGS | MONEY
}
