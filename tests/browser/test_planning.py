"""Dragging an item of the SWOT board and filling the RACI matrix, as a person does (6.1, 6.2)."""

from typing import Any

from playwright.sync_api import Page, expect

from luoxuan.foundation.people.models import Brand
from luoxuan.plan.strategy.models import SwotItem
from luoxuan.plan.teams.models import RaciEntry
from tests.plan.strategy.there import board_there, item_there
from tests.plan.teams.there import process_there


def test_an_item_is_dragged_into_another_quadrant(
    desk: Page, live_server: Any, brand: Brand
) -> None:
    item = item_there(brand, "S", "物流时效稳定")
    item_there(brand, "O", "县域市场增长快")
    desk.goto(f"{live_server.url}/b/qinglan/plan/strategy/swot/{board_there(brand).pk}/")
    desk.drag_and_drop(f"#item-{item.pk}", "[data-quadrant=O]")
    expect(desk.locator("[data-quadrant=O]")).to_contain_text("物流时效稳定")
    assert SwotItem.objects.get(pk=item.pk).quadrant == "O"


def test_a_duty_is_saved_as_it_is_chosen_and_the_gap_goes(
    desk: Page, live_server: Any, brand: Brand
) -> None:
    process = process_there(brand, "上新")
    desk.goto(f"{live_server.url}/b/qinglan/plan/teams/")
    expect(desk.locator("#gaps li")).to_have_count(2)
    row = desk.locator(f"#process-{process.pk}")
    row.locator("select[name='duty-dept:sales']").select_option("AR")
    expect(desk.locator("#gaps li")).to_have_count(0)
    desk.keyboard.press("ArrowLeft")
    expect(row.locator("select[name='duty-dept:marketing']")).to_be_focused()
    assert [entry.duty for entry in RaciEntry.objects.all()] == ["AR"]
