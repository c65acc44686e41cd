"""Who may ask which operation of the interface."""

PUBLIC = "public"
ACCOUNT = "account"

OPERATIONS: dict[str, set[str]] = {
    "knowledge.read": {
        "GET /b/{brand}/knowledge/",
        "GET /b/{brand}/knowledge/{slug}",
    },
    "persons.read": {
        "GET /b/{brand}/persons/",
        "GET /b/{brand}/persons/requests",
        "POST /b/{brand}/persons/lookup",
    },
    "persons.unmask": {
        "POST /b/{brand}/persons/people/{person_id}/unmask",
    },
    "persons.manage": {
        "POST /b/{brand}/persons/people/{person_id}/consents",
    },
    "quality.read": {
        "GET /b/{brand}/quality/",
        "GET /b/{brand}/quality/tables/{table}",
    },
    "profit.read": {
        "GET /b/{brand}/profit/",
        "GET /b/{brand}/profit/floors",
        "GET /b/{brand}/profit/losses",
        "GET /b/{brand}/profit/tables",
    },
    "costs.write": {
        "POST /b/{brand}/profit/tables/{own_table}",
    },
    PUBLIC: {
        "GET /openapi.json",
    },
    ACCOUNT: {
        "GET /brands/",
    },
    "shops.read": {
        "GET /b/{brand}/shops/",
        "GET /b/{brand}/shops/{key}",
    },
    "shops.write": {
        "PUT /b/{brand}/shops/{key}",
    },
    "reports.read": {
        "GET /b/{brand}/reports/metrics",
        "GET /b/{brand}/reports/{report}/{when}",
    },
    "reviews.read": {
        "GET /b/{brand}/reviews/",
        "GET /b/{brand}/reviews/{review_id}",
    },
    "reviews.write": {
        "POST /b/{brand}/reviews/",
        "POST /b/{brand}/reviews/{review_id}/answers",
        "POST /b/{brand}/reviews/{review_id}/decisions",
    },
    "plan.read": {
        "GET /b/{brand}/calendar/",
        "GET /b/{brand}/calendar/conflicts",
        "GET /b/{brand}/programmes/",
        "GET /b/{brand}/programmes/timing",
        "GET /b/{brand}/programmes/{period}",
        "GET /b/{brand}/strategy/alignment",
        "GET /b/{brand}/strategy/market",
        "GET /b/{brand}/strategy/objectives",
        "GET /b/{brand}/strategy/objectives/{objective_id}",
        "GET /b/{brand}/strategy/rivals/prices",
        "GET /b/{brand}/strategy/swot",
        "GET /b/{brand}/targets/",
        "GET /b/{brand}/targets/standing/{month}",
        "GET /b/{brand}/targets/{tree_id}",
        "GET /b/{brand}/teams/posts",
        "GET /b/{brand}/teams/raci",
        "GET /b/{brand}/teams/roles",
    },
    "plan.write": {
        "POST /b/{brand}/calendar/",
        "POST /b/{brand}/programmes/",
        "POST /b/{brand}/programmes/{period}/parts/{part}",
        "POST /b/{brand}/strategy/market",
        "POST /b/{brand}/strategy/objectives",
        "POST /b/{brand}/targets/nodes/{node_id}/months",
        "POST /b/{brand}/teams/raci/{process_id}",
    },
    "improvements.read": {
        "GET /b/{brand}/improvements/actions",
        "GET /b/{brand}/improvements/actions/{action_id}",
        "GET /b/{brand}/improvements/findings",
        "GET /b/{brand}/improvements/findings/{finding_id}",
        "GET /b/{brand}/loop/",
    },
    "improvements.write": {
        "POST /b/{brand}/improvements/findings",
        "POST /b/{brand}/improvements/findings/{finding_id}/actions",
    },
    "monitors.read": {
        "GET /b/{brand}/monitors/",
        "GET /b/{brand}/monitors/alerts",
        "GET /b/{brand}/monitors/alerts/{alert_id}",
    },
    "monitors.write": {
        "POST /b/{brand}/monitors/",
    },
    "tasks.work": {
        "GET /b/{brand}/tasks/",
        "GET /b/{brand}/tasks/{task_id}",
        "POST /b/{brand}/monitors/alerts/{alert_id}/acknowledge",
        "POST /b/{brand}/monitors/alerts/{alert_id}/judge",
        "POST /b/{brand}/tasks/",
        "POST /b/{brand}/tasks/{task_id}/comments",
        "POST /b/{brand}/tasks/{task_id}/state",
    },
    "imports.read": {
        "GET /b/{brand}/imports/",
        "GET /b/{brand}/imports/batches/{batch_id}",
        "GET /b/{brand}/imports/{import_id}",
    },
    "imports.write": {
        "POST /b/{brand}/imports/",
    },
    "imports.undo": {
        "POST /b/{brand}/imports/{import_id}/undo",
    },
    "jobs.read": {
        "GET /b/{brand}/jobs/",
        "GET /b/{brand}/jobs/{job_id}",
    },
    "jobs.manage": {
        "POST /b/{brand}/jobs/{job_id}/cancel",
        "POST /b/{brand}/jobs/{job_id}/retry",
    },
    "gates.read": {
        "GET /b/{brand}/gates/",
        "GET /b/{brand}/gates/{gate_id}",
    },
    "gates.decide": {
        "POST /b/{brand}/gates/{gate_id}/decision",
    },
    "settlement.read": {
        "GET /b/{brand}/settlement/differences/{difference_id}",
        "GET /b/{brand}/settlement/months",
        "GET /b/{brand}/settlement/months/{month}",
        "GET /b/{brand}/settlement/months/{month}/differences",
    },
    "settlement.write": {
        "POST /b/{brand}/settlement/differences/{difference_id}/assign",
        "POST /b/{brand}/settlement/differences/{difference_id}/explain",
        "POST /b/{brand}/settlement/months/{month}/reconcile",
    },
    "settlement.close": {
        "POST /b/{brand}/settlement/months/{month}/close",
    },
    "budgets.read": {
        "GET /b/{brand}/budgets/lines/{line_id}",
        "GET /b/{brand}/budgets/{year}",
    },
    "budgets.write": {
        "POST /b/{brand}/budgets/commitments/{commitment_id}/release",
        "POST /b/{brand}/budgets/lines/{line_id}/commitments",
        "POST /b/{brand}/budgets/lines/{line_id}/exceptions",
    },
    "conformity.read": {
        "GET /b/{brand}/conformity/",
        "GET /b/{brand}/conformity/citations",
        "GET /b/{brand}/conformity/requirements/{requirement_id}",
        "GET /b/{brand}/conformity/runs",
        "GET /b/{brand}/conformity/runs/{run_id}",
    },
    "conformity.write": {
        "POST /b/{brand}/conformity/measure",
        "POST /b/{brand}/conformity/requirements/{requirement_id}/task",
    },
    "trail.read": {
        "GET /b/{brand}/trail/",
        "GET /b/{brand}/trail/verify",
    },
}

VALUES = {
    "goal_kind": "target",
    "requirement_id": "5.1",
    "citation": "gbt_35273",
    "report": "daily",
    "period": "2026-10",
    "part": "schedule",
    "when": "2026-10-01",
    "metric": "gmv_paid",
    "number": "1",
    "year": "2026",
    "month": "2026-10",
    "secret": "x",
    "token": "x",
    "table": "orders",
    "own_table": "costs",
    "rule": "orders.bridge",
}
"""A value for each part of an address that is no object of a brand."""
