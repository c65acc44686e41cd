"""The strategy's pages, as a member opens and fills them (5.1, 6.2, 12.7)."""

from io import BytesIO

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from luoxuan.foundation.people.models import Brand
from luoxuan.plan.strategy import alignment, selectors
from luoxuan.plan.strategy.models import Objective, RivalPrice, SwotItem
from tests.people_there import brand_there, member_there
from tests.plan.strategy.there import (
    board_there,
    evidence_there,
    item_there,
    move_there,
    note_there,
    objective_there,
    rival_there,
)

BASE = "/b/yanshi/plan/strategy/"


@pytest.fixture
def brand(db: None) -> Brand:
    return brand_there()


@pytest.fixture
def member(client: Client, brand: Brand) -> Client:
    client.force_login(member_there(brand, "operations_manager"))
    return client


@pytest.mark.parametrize("path", ["", "swot/", "market/", "rivals/", "objectives/new", "swot/new"])
def test_an_empty_brand_is_told_how_to_begin(member: Client, path: str) -> None:
    answer = member.get(BASE + path)
    assert answer.status_code == 200


def test_the_list_shows_objectives_and_what_serves_none(
    member: Client, brand: Brand, monkeypatch: pytest.MonkeyPatch
) -> None:
    objective = objective_there(brand)

    def provider(_brand: Brand, of: Objective | None) -> list[alignment.AlignedThing]:
        title = "有目标的预算" if of else "没有目标的预算"
        return [alignment.AlignedThing("budget_line", "预算", "Budget line", title)]

    monkeypatch.setattr(alignment, "_providers", [provider])
    text = member.get(BASE).content.decode()
    assert "没有目标的预算" in text
    assert "50.0" in text
    assert "有目标的预算" in member.get(f"{BASE}objectives/{objective.pk}/").content.decode()


def test_an_objective_is_made_of_a_preset(member: Client, brand: Brand) -> None:
    page = member.get(f"{BASE}objectives/new?kind=market_share")
    form = page.context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}
    assert member.post(f"{BASE}objectives/new", sent).status_code == 302
    (made,) = selectors.objectives(brand)
    assert made.emphasis[0] == {"metric": "repeat_order_rate", "weight": "0.35"}


def test_weights_that_are_not_whole_are_refused(member: Client, brand: Brand) -> None:
    form = member.get(f"{BASE}objectives/new?kind=profit").context["form"]
    sent = {name: form[name].value() or "" for name in form.fields} | {"weight_0": "10"}
    assert member.post(f"{BASE}objectives/new", sent).status_code == 422
    assert selectors.objectives(brand) == []


def test_an_item_is_put_into_another_quadrant_without_a_script(
    member: Client, brand: Brand
) -> None:
    item = item_there(brand, "S")
    member.post(f"{BASE}swot/items/{item.pk}/shift", {"quadrant": "W"})
    assert SwotItem.objects.get(pk=item.pk).quadrant == "W"


def test_the_board_shows_evidence_moves_and_objectives(member: Client, brand: Brand) -> None:
    board = board_there(brand)
    evidence_there(brand)
    move = move_there(brand)
    member.post(f"{BASE}swot/moves/{move.pk}/objective")
    text = member.get(f"{BASE}swot/{board.pk}/").content.decode()
    assert "/check/monthly/2026-12/figure/gmv_paid/" in text
    assert "进入县域市场" in text


def test_a_figure_is_added_to_an_item(member: Client, brand: Brand) -> None:
    item = item_there(brand)
    sent = {
        "kind": "figure", "metric": "aov", "shop_key": "",
        "starts_on": "2026-09-01", "ends_on": "2026-09-30",
    }  # fmt: skip
    assert member.post(f"{BASE}swot/items/{item.pk}/evidence", sent).status_code == 302
    assert [proof.metric for proof in item.evidence.all()] == ["aov"]


def test_a_note_is_due_and_looked_at_again(member: Client, brand: Brand) -> None:
    note = note_there(brand)
    assert "县域市场观察" in member.get(f"{BASE}market/?tag=县域").content.decode()
    member.post(f"{BASE}market/{note.pk}/review", {"review_on": "2999-01-01"})
    note.refresh_from_db()
    assert note.review_on.year == 2999


def workbook(*rows: tuple[object, ...]) -> SimpleUploadedFile:
    """A workbook of these rows."""
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate([("竞争对手", "商品", "价格", "日期", "商品ID"), *rows]):
            sheet.write_row(at, 0, row)
    return SimpleUploadedFile("prices.xlsx", target.getvalue())


def test_prices_come_in_by_workbook_and_go_out_again(member: Client, brand: Brand) -> None:
    file = workbook(("演示竞品二号", "四件套", 188.5, "2026-09-02", 612345678901))
    member.post(f"{BASE}rivals/prices", {"file": file})
    (price,) = RivalPrice.objects.filter(brand=brand)
    assert (str(price.price), price.product_id) == ("188.50", "612345678901")
    assert member.get(f"{BASE}rivals/prices.xlsx").content[:2] == b"PK"
    assert "188.50" in member.get(f"{BASE}rivals/").content.decode()


@pytest.mark.parametrize("row", [("x", "y", "免费", "2026-09-02"), ("x", "y", 1, "昨天")])
def test_one_bad_row_keeps_the_whole_workbook_out(
    member: Client, brand: Brand, row: tuple[object, ...]
) -> None:
    member.post(f"{BASE}rivals/prices", {"file": workbook(("a", "b", 1, "2026-09-02"), row)})
    assert not RivalPrice.objects.exists()


def test_a_reader_sees_everything_and_no_button(client: Client, brand: Brand) -> None:
    client.force_login(member_there(brand, "auditor"))
    board, rival = board_there(brand), rival_there(brand)
    item_there(brand)
    for path in ("", f"swot/{board.pk}/", "market/", "rivals/"):
        text = client.get(BASE + path).content.decode()
        assert 'method="post"' not in text.split("<main")[1]
    assert client.get(f"{BASE}rivals/{rival.pk}/").status_code == 403
