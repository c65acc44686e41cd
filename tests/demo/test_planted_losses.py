"""Profit of the filled demo: what was planted to lose money loses it."""

from decimal import Decimal
from typing import Any

import pytest

from tests.demo.home import Home

pytestmark = pytest.mark.slow


def rows(home: Home, by: str, answer: dict[str, Any]) -> dict[str, dict[str, Decimal]]:
    """The bridge of every member in the days of an answer."""
    days = ("--from", answer["first_day"], "--to", answer["last_day"])
    body = home.json("profit", "--brand", "demo", "--by", by, *days)
    return {
        row["members"][0]: {name: Decimal(value) for name, value in row["steps"].items()}
        for row in body["rows"]
    }


@pytest.mark.parametrize("reason", ["fees", "cost_rise", "ad_spend"])
def test_a_planted_sku_loses_money_for_its_reason(reason: str, home: Home) -> None:
    found = home.planted_all("losing_sku")
    (answer,) = [each for each in found if each["subject"]["reason"] == reason]
    steps = rows(home, "sku", answer)[answer["subject"]["merchant_sku"]]
    assert steps["operating_profit"] < 0
    assert (steps["gross_profit"] < 0) is (reason == "cost_rise")
    assert (steps["contribution"] > 0) is (reason == "ad_spend")


def test_no_sku_that_sells_loses_as_much_as_the_planted_ones(home: Home) -> None:
    for answer in home.planted_all("losing_sku"):
        if answer["subject"]["reason"] == "ad_spend":
            continue
        found = rows(home, "sku", answer)
        worst = sorted(found, key=lambda sku: found[sku]["operating_profit"])[:2]
        assert answer["subject"]["merchant_sku"] in worst


def test_the_guest_host_earns_more_than_he_leaves(home: Home) -> None:
    answer = home.planted("influencer_eats_margin")
    steps = rows(home, "influencer", answer)[answer["subject"]["influencer_id"]]
    assert steps["contribution"] < 0 < steps["gross_profit"]
    assert -steps["influencer_fee"] > steps["gross_profit"] * Decimal("0.7")
