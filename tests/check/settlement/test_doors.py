"""Reconciliation for programs, for the terminal, for monitors, reviews and the standard's evidence."""

import json
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from typer.testing import CliRunner

from luoxuan.act.conformity.evidence.chapter_11 import bills_matched
from luoxuan.act.conformity.evidence.model import EvidenceContext
from luoxuan.check.reviews.packs import reconciled
from luoxuan.check.reviews.sections import PackContext
from luoxuan.check.settlement import services, signalling
from luoxuan.check.settlement.models import DifferenceRecord, Reconciliation
from luoxuan.cli.main import app
from luoxuan.foundation.intake import selectors as intake
from luoxuan.foundation.people import services as people
from luoxuan.foundation.people.models import Brand, User
from luoxuan.foundation.signals import services as signals
from luoxuan.foundation.signals.models import Alert
from luoxuan.foundation.signals.planning import MonitorPlan
from luoxuan.foundation.tasks.models import Task
from luoxuan.metrics.period import month_named
from luoxuan.standard import edition
from luoxuan.warehouse import engine
from tests.check.settlement.books import AT, MONTH

pytestmark = [pytest.mark.django_db, pytest.mark.clause("11.12")]
HERE = "/api/v1/b/yanshi/settlement"


@pytest.fixture
def ask(brand: Brand, owner: User, client: Client) -> Any:
    """The interface, with the owner's token."""
    rights = ("settlement.read", "settlement.write", "settlement.close")
    plan = people.TokenPlan("test", rights, timedelta(days=1))
    _token, secret = people.token_issue(brand=brand, user=owner, plan=plan, at=timezone.now())

    def asked(method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        return getattr(client, method)(
            f"{HERE}{path}", data=json.dumps(body or {}) if method == "post" else None,
            content_type="application/json", headers={"Authorization": f"Bearer {secret}"},
        )  # fmt: skip

    return asked


def test_the_interface_reconciles_lists_explains_and_asks_to_close(ask: Any) -> None:
    assert ask("get", f"/months/{MONTH}").status_code == 404
    run = ask("post", f"/months/{MONTH}/reconcile").json()["run"]
    assert (run["total"], run["matched_share"]) == ("201.0000", "0.835821")
    month = ask("get", f"/months/{MONTH}").json()
    assert (month["state"], month["unexplained_open"]) == ("open", "95.0000")
    listed = ask("get", f"/months/{MONTH}/differences?kind=short_paid").json()
    assert listed["count"] == 1
    (one,) = listed["items"]
    whole = ask("get", f"/differences/{one['id']}").json()
    assert [row["flow_no"] for row in whole["evidence"]["money_account"]] == ["F2"]
    path = f"/differences/{one['id']}/explain"
    assert ask("post", path, {"note": ""}).status_code == 422
    assert ask("post", path, {"note": "补差"}).json()["state"] == "explained"
    assert ask("post", f"/differences/{one['id']}/assign", {"owner": "nobody"}).status_code == 422
    closing = ask("post", f"/months/{MONTH}/close").json()
    assert (closing["state"], closing["number"]) == ("asked", 1)
    assert ask("post", f"/months/{MONTH}/close").status_code == 422


def test_the_command_prints_a_table_or_json(brand: Brand) -> None:
    told = CliRunner().invoke(app, ["reconcile", "--brand", "yanshi", "--month", MONTH])
    assert told.exit_code == 0, told.output
    assert "1,000.00\t201.00\t1,201.00" in told.output
    told = CliRunner().invoke(app, ["reconcile", "--brand", "yanshi", "--month", MONTH, "--json"])
    body = json.loads(told.output)
    assert Decimal(body["total"]) == sum(
        Decimal(body[k]) for k in ("matched", "explained", "unexplained")
    )
    assert {row["kind"] for row in body["causes"]} == {
        "missing_settlement",
        "short_paid",
        "unmatched_in",
    }


def test_the_command_refuses_what_makes_no_sense(brand: Brand, db: None) -> None:
    run = CliRunner()
    assert run.invoke(app, ["reconcile", "--brand", "niemand", "--month", MONTH]).exit_code == 2
    assert run.invoke(app, ["reconcile", "--brand", "yanshi", "--month", "2026-13"]).exit_code == 2
    assert not Reconciliation.objects.exists()


def test_a_monitor_opens_an_alert_and_a_task(
    brand: Brand, run: Reconciliation, owner: User
) -> None:
    services.limits_save(brand=brand, unexplained=Decimal(10), oldest_days=5, actor=owner, at=AT)
    for key in (signalling.UNEXPLAINED, signalling.OLD):
        plan = MonitorPlan(key, "table", check_key=key, by=(), owner=owner)
        signals.monitor_save(brand=brand, plan=plan, actor=owner, at=AT)
    fired = signals.monitors_run(brand=brand, day=date(2026, 10, 1), at=AT)
    assert fired == Alert.objects.count() >= 2
    assert Task.objects.filter(brand=brand, source_type="alert").exists()
    services.limits_save(brand=brand, unexplained=Decimal(1000), oldest_days=90, actor=owner, at=AT)
    with engine.open_session(intake.snapshot(brand)) as session:
        assert not list(signalling.unexplained(brand, date(2026, 10, 1), session, {}))
        assert not list(signalling.old(brand, date(2026, 10, 1), session, {}))


def test_the_review_and_the_standard_are_told(brand: Brand, run: Reconciliation) -> None:
    period, before = month_named(MONTH), month_named("2026-08")
    with engine.open_session(intake.snapshot(brand)) as session:
        section = reconciled.build(PackContext(brand, "month", period, before, session, AT))
        assert section is not None
        assert section.lines[0].amount == Decimal(95)
        assert reconciled.build(PackContext(brand, "month", before, before, session, AT)) is None
        told = bills_matched(EvidenceContext(brand, edition(), AT, session))
        assert told.value == Decimal("0.8358")
        assert not told.is_at_most_partly
        later = bills_matched(EvidenceContext(brand, edition(), AT + timedelta(days=100), session))
        assert later.is_at_most_partly
    DifferenceRecord.objects.update(state="explained")
