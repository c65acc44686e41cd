"""`luoxuan actions measure`: what is due, or what is named (12.4)."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone
from typer.testing import CliRunner

from luoxuan.act.improvements.models import Action, Effect
from luoxuan.cli.actions import app

pytestmark = pytest.mark.django_db


def run(*words: str) -> tuple[int, str]:
    """Exit code and output."""
    answer = CliRunner().invoke(app, ["measure", *words])
    return answer.exit_code, answer.output


def test_what_is_due_is_measured_and_printed(done: Action) -> None:
    long_ago = timezone.now().date() - timedelta(days=30)
    Action.objects.filter(pk=done.pk).update(due_on=long_ago - timedelta(days=9), check_on=long_ago)
    code, output = run("--brand", "yanshi", "--json")
    (found,) = json.loads(output)["measured"]
    assert (code, found["action"], found["verdict"]) == (0, done.pk, "unclear")
    assert run("--brand", "yanshi") == (0, "Nothing is due.\n")


def test_what_cannot_be_measured_is_said(action: Action) -> None:
    code, output = run("--brand", "yanshi", "--action", str(action.pk))
    assert code == 2
    assert str(action.pk) in output
    assert not Effect.objects.exists()


def test_a_brand_that_is_not_there_is_said(db: None) -> None:
    assert run("--brand", "nobody")[0] == 2
