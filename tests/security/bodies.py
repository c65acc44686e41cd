"""What an operation must be sent before it looks at who asks."""

from typing import Any

BODIES: dict[str, dict[str, Any]] = {
    "POST /b/{brand}/gates/{gate_id}/decision": {"decision": "refused"},
    "POST /b/{brand}/persons/lookup": {"phone": "13800000001"},
    "POST /b/{brand}/persons/people/{person_id}/consents": {
        "purpose": "x",
        "word": "given",
        "source": "x",
    },
    "POST /b/{brand}/persons/people/{person_id}/unmask": {
        "kinds": ["phone"],
        "basis": "contract",
        "purpose": "x",
    },
    "POST /b/{brand}/settlement/differences/{difference_id}/assign": {"owner": "x"},
    "POST /b/{brand}/settlement/differences/{difference_id}/explain": {"note": "x"},
    "POST /b/{brand}/budgets/lines/{line_id}/commitments": {"amount": "1", "month": 1},
    "POST /b/{brand}/budgets/lines/{line_id}/exceptions": {
        "amount": "1",
        "month": 1,
        "reason": "x",
    },
    "POST /b/{brand}/calendar/": {
        "kind": "other",
        "title": "x",
        "starts_on": "2026-10-01",
        "ends_on": "2026-10-01",
    },
    "POST /b/{brand}/targets/nodes/{node_id}/months": {"month": "2026-10", "value": "1"},
    "POST /b/{brand}/programmes/": {"period": "2026-10"},
    "POST /b/{brand}/programmes/{period}/parts/{part}": {"text": "x"},
    "POST /b/{brand}/teams/raci/{process_id}": {"party": "dept:sales", "duty": "I"},
    "POST /b/{brand}/monitors/": {"name": "x", "kind": "freshness"},
    "POST /b/{brand}/monitors/alerts/{alert_id}/acknowledge": {"reason": "x"},
    "POST /b/{brand}/monitors/alerts/{alert_id}/judge": {"is_true": True},
    "POST /b/{brand}/improvements/findings": {"title": "x"},
    "POST /b/{brand}/improvements/findings/{finding_id}/actions": {
        "title": "x",
        "owner": "x",
        "due_on": "2026-09-01",
        "check_on": "2026-10-01",
        "metric": "gmv_paid",
        "expected": "1",
        "shops": ["x"],
    },
    "POST /b/{brand}/profit/tables/{own_table}": {
        "rows": [{"merchant_sku": "X", "unit_cost": "1"}]
    },
    "POST /b/{brand}/reviews/": {"when": "2026-10"},
    "POST /b/{brand}/reviews/{review_id}/decisions": {"text": "x"},
    "POST /b/{brand}/reviews/{review_id}/answers": {
        "key": "x",
        "is_adopted": True,
        "reason": "x",
    },
    "POST /b/{brand}/tasks/": {"title": "x"},
    "POST /b/{brand}/tasks/{task_id}/state": {"state": "done"},
    "POST /b/{brand}/tasks/{task_id}/comments": {"text": "x"},
    "POST /b/{brand}/strategy/objectives": {
        "kind": "profit",
        "title": "x",
        "starts_on": "2026-01-01",
        "ends_on": "2026-12-31",
    },
    "POST /b/{brand}/strategy/market": {
        "kind": "market",
        "title": "x",
        "source": "x",
        "noted_on": "2026-09-01",
        "review_on": "2026-12-01",
    },
    "PUT /b/{brand}/shops/{key}": {"platform": "jd", "name": "x"},
}
