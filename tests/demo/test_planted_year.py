"""The year of the loop: reviews name the causes of the missed months, actions are measured, conformity is computed."""

import json
import re
from typing import Any

import pytest

from luoxuan.demo.brand import SHOP
from luoxuan.standard import requirements
from tests.demo.home import Home

pytestmark = pytest.mark.slow


def review(home: Home, month: str) -> dict[str, Any]:
    """The stored pack of a month."""
    found: dict[str, Any] = home.json("review", "show", "--brand", "demo", "--month", month)
    return found


def months(home: Home) -> dict[str, str]:
    """The planted missed months by what happened in them."""
    planted = home.planted_all("missed_month")
    return {answer["subject"]["key"]: answer["first_day"][:7] for answer in planted}


def causes(pack: dict[str, Any]) -> dict[str, str]:
    """Kind and words of the causes of the company's miss."""
    (company,) = [miss for miss in pack["misses"] if miss["node"]["level"] == "company"]
    return {cause["kind"]: cause["text_zh"] for cause in reversed(company["causes"])}


def test_the_review_of_the_month_without_stock_names_the_product(home: Home) -> None:
    found = review(home, months(home)["sold_out"])
    assert found["state"] == "frozen"
    named = causes(found["pack"])
    assert "QL-SJT1" in named["stock_out"]
    assert "QL-SJT1" in named["product"]


def test_the_review_of_the_month_with_the_new_page_names_the_conversion(home: Home) -> None:
    named = causes(review(home, months(home)["detail_page"])["pack"])
    assert "青岚演示旗舰店" in named["conversion_break"]
    assert "青岚演示旗舰店" in named["shop"]


def test_only_the_planted_months_were_missed_by_the_company(home: Home) -> None:
    last = home.planted_all("missed_month")[0]["last_day"][:4]
    missed = {
        f"{last}-{number:02d}"
        for number in range(1, 11)
        if any(
            m["node"]["level"] == "company"
            for m in review(home, f"{last}-{number:02d}")["pack"]["misses"]
        )
    }
    assert missed == set(months(home).values())


def test_each_planted_action_is_told_in_a_review_as_it_worked(home: Home) -> None:
    year = home.planted_all("missed_month")[0]["last_day"][:4]
    told = "".join(
        json.dumps(review(home, f"{year}-{number}")["pack"]["sections"], ensure_ascii=False)
        for number in ("09", "10")
    )
    for words, verdict in (
        ("尺寸指南", "：有效，保留"),
        ("凑单推荐", "：有效，保留"),
        ("笔记数翻倍", "：无效，不保留"),
    ):
        lines = [told[at.start() : at.start() + 80] for at in re.finditer(words, told)]
        assert any(verdict in line for line in lines), (words, lines)


def test_conformity_answers_for_every_requirement_and_finds_the_loop_lived(home: Home) -> None:
    rows = home.json("conformity", "--brand", "demo")
    assert {row["id"] for row in rows} == set(requirements())
    state = {row["id"]: row["state"] for row in rows}
    for lived in ("5.5", "6.1", "6.2", "6.5", "6.7", "12.1", "12.2", "12.4"):
        assert state[lived] == "lived", lived
    assert state["9.14"] == "not_available"
    assert all(row["evidence_url"] and row["as_of"] for row in rows if row["state"] == "lived")


def test_the_usual_monitors_cried_about_what_is_planted_now(home: Home) -> None:
    planted = {SHOP[home.planted("conversion_break")["shop"]].name}
    planted |= {home.planted(kind)["subject"]["merchant_sku"] for kind in ("oversold", "stock_out")}
    planted |= {each["subject"]["order_id"] for each in home.planted_all("stuck_parcel")}
    tasks = home.json("tasks", "--brand", "demo")["tasks"]
    alerts = [task["title"] for task in tasks if task["kind"] == "alert"]
    assert alerts
    assert all(any(word in title for word in planted) for title in alerts)
