"""The reconciliation of the filled demo finds what was planted in the bills, and nothing else."""

import json
import os
import subprocess
import sys
from collections import Counter
from decimal import Decimal
from typing import Any

import pytest

from tests.demo.conftest import LAST
from tests.demo.home import Home
from tests.shared_material import ROOT

pytestmark = pytest.mark.slow

MONTHS = ("2026-08", "2026-09", "2026-10", "2026-11")
CLOSED, LAST_WHOLE = MONTHS[1], MONTHS[2]
BY_LINE = ("freight_insurance", "compensation", "unknown_fee", "balance_break")
"""Kinds that are told movement by movement."""
CENT = Decimal("0.01")


@pytest.fixture(scope="module")
def found(home: Home) -> dict[str, list[dict[str, Any]]]:
    """What is found, by month; what is not due yet is no difference of anybody's making."""
    return {
        month: [each for each in _found(home, month) if each["kind"] != "not_due"]
        for month in MONTHS
    }


def _found(home: Home, month: str) -> list[dict[str, Any]]:
    env = os.environ | {
        "LUOXUAN_HOME": str(home.folder),
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
    }
    command = [sys.executable, "-m", "tests.demo.differences_found", month, str(LAST)]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return list(json.loads(done.stdout))


def planted(home: Home) -> list[dict[str, Any]]:
    """The differences on the answer sheet."""
    sheet = json.loads((home.folder / "demo/answers.json").read_text("utf-8"))
    return [each for each in sheet["problems"] if each["found_in"] == "reconciliation"]


def listed(answer: dict[str, Any], name: str) -> list[str]:
    """A list of the sheet."""
    return [each for each in answer["subject"][name].split(",") if each]


def test_every_order_of_a_difference_is_a_planted_one_and_the_other_way_round(
    home: Home, found: dict[str, list[dict[str, Any]]]
) -> None:
    told = {
        (each["kind"], each["order"])
        for month in MONTHS
        for each in found[month]
        if each["kind"] not in BY_LINE
    }
    sheet = {
        (answer["kind"], order)
        for answer in planted(home)
        if answer["kind"] not in BY_LINE
        for order in listed(answer, "orders")
    }
    assert told == sheet


@pytest.mark.parametrize("kind", ["freight_insurance", "compensation"])
def test_every_small_movement_is_told_by_its_number(
    kind: str, home: Home, found: dict[str, list[dict[str, Any]]]
) -> None:
    (answer,) = [each for each in planted(home) if each["kind"] == kind]
    told = Counter(
        no for month in MONTHS for each in found[month] if each["kind"] == kind
        for no in each["flow_nos"]
    )  # fmt: skip
    assert told == Counter(listed(answer, "flow_nos"))


@pytest.mark.parametrize("kind", ["unknown_fee", "balance_break"])
def test_the_strange_fee_and_the_missing_line_are_told_once(
    kind: str, home: Home, found: dict[str, list[dict[str, Any]]]
) -> None:
    (answer,) = [each for each in planted(home) if each["kind"] == kind]
    (told,) = [each for month in MONTHS for each in found[month] if each["kind"] == kind]
    assert Decimal(told["amount"]) == Decimal(answer["size"]["amount"])
    assert set(listed(answer, "flow_nos")) <= set(told["flow_nos"])


def test_amounts_are_told_to_the_cent(home: Home, found: dict[str, list[dict[str, Any]]]) -> None:
    told = {
        (each["kind"], each["order"]): Decimal(each["amount"])
        for month in MONTHS
        for each in found[month]
    }
    for answer in planted(home):
        orders = listed(answer, "orders")
        if len(orders) == 1 and answer["kind"] not in BY_LINE:
            assert told[answer["kind"], orders[0]] == Decimal(answer["size"]["amount"]), answer
        if answer["kind"] == "fee_rate_differs":
            whole = sum(told[answer["kind"], order] for order in orders)
            assert abs(whole - Decimal(answer["size"]["amount"])) <= CENT * len(orders)


def test_differences_stand_in_the_months_of_the_sheet(
    home: Home, found: dict[str, list[dict[str, Any]]]
) -> None:
    months = {
        (answer["kind"], order): answer["subject"]["month"]
        for answer in planted(home)
        if answer["kind"] not in BY_LINE
        for order in listed(answer, "orders")
    }
    for month in MONTHS:
        for each in found[month]:
            if each["kind"] not in BY_LINE:
                assert months[each["kind"], each["order"]] == month


def test_the_month_before_last_is_closed_and_its_late_row_became_an_adjustment(home: Home) -> None:
    late = home.planted("late_row")
    assert late["subject"]["month"] == CLOSED
    assert home.json("reconcile", "--brand", "demo", "--month", CLOSED)["state"] == "closed"
    (taken,) = home.json("reconcile", "--brand", "demo", "--month", LAST_WHOLE)["adjustments"]
    assert taken["of_month"] == CLOSED
    assert 0 < Decimal(taken["amount"]) < Decimal(late["size"]["amount"]).copy_abs()
