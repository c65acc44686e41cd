"""Pace and landing on imported orders, and the pages that show them."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client

from luoxuan.foundation.intake import selectors as intake
from luoxuan.foundation.people.access import scope_of
from luoxuan.foundation.people.models import Brand, User
from luoxuan.plan.targets import paces, services
from luoxuan.plan.targets.models import TargetTree, TargetValue
from luoxuan.plan.targets.standing import NodeStanding, standing_of
from luoxuan.warehouse import engine
from tests.people_there import PASSWORD, member_there
from tests.plan.targets.conftest import node_there
from tests.plan.targets.traded import A_DAY, AT, LAST, months_there, traded_there


@pytest.fixture
def brand(own_home: None, db: None, tmp_path: Path) -> Brand:
    return traded_there(tmp_path)


@pytest.fixture
def owner(brand: Brand) -> User:
    return member_there(brand, "owner", "laoban")


@pytest.fixture
def tree(brand: Brand, owner: User) -> TargetTree:
    draft = services.TreeDraft(year=2026, title="2026 目标")
    return services.tree_create(brand=brand, draft=draft, actor=owner, at=AT)


def shop_key(brand: Brand) -> str:
    return next(shop.key for shop in brand.shops.all())


def standings(brand: Brand, day: date = LAST) -> dict[str, NodeStanding]:
    with engine.open_session(intake.snapshot(brand)) as session:
        return {one.node.title: one for one in standing_of(brand, day=day, session=session)}


@pytest.mark.clause("6.6")
def test_actual_due_pace_and_landing_of_a_month(brand: Brand, tree: TargetTree) -> None:
    top = node_there(tree, "成交", formula="sum")
    shop = node_there(tree, "店", top, level="shop", shop_key=shop_key(brand))
    months_there(shop, "6000.00")
    services.months_take_over(node=top, actor=None, at=AT)
    services.tree_approve(tree=tree, actor=None, at=AT)
    one = standings(brand)["成交"]
    assert (one.actual, one.due, one.target) == (3 * A_DAY, Decimal("600.00"), Decimal("6000.00"))
    assert (one.pace, one.gap) == (Decimal("0.5000"), Decimal("-300.00"))
    assert one.is_behind
    assert one.landing is not None
    assert one.landing_low is not None
    assert one.landing_high is not None
    assert one.landing_low < Decimal("3000.00") < one.landing_high
    assert one.landing == pytest.approx(Decimal("3000.00"), rel=Decimal("0.05"))
    assert one.daily == (A_DAY, A_DAY, A_DAY)


def test_a_month_that_is_over_lands_where_it_ended(brand: Brand, tree: TargetTree) -> None:
    months_there(node_there(tree, "成交"), "3000.00")
    services.tree_approve(tree=tree, actor=None, at=AT)
    one = standings(brand, date(2026, 8, 31))["成交"]
    assert (one.actual, one.landing, one.landing_low) == (31 * A_DAY, 31 * A_DAY, 31 * A_DAY)
    assert one.is_behind is False


def test_what_no_report_covers_is_none_with_a_reason(brand: Brand, tree: TargetTree) -> None:
    months_there(node_there(tree, "访客", metric="visitor_days"), "100")
    months_there(node_there(tree, "成交"), "100.00")
    services.tree_approve(tree=tree, actor=None, at=AT)
    found = standings(brand)
    assert (found["访客"].actual, found["访客"].landing) == (None, None)
    assert found["访客"].reason is not None
    assert found["访客"].is_behind is None
    later = standings(brand, date(2026, 10, 5))["成交"]
    assert (later.actual, later.through) == (None, None)
    assert later.reason is not None


def test_a_formula_is_computed_from_what_is_below_it(brand: Brand, tree: TargetTree) -> None:
    top = node_there(tree, "利润", formula="difference", metric="", unit="money")
    gross = node_there(tree, "毛利", top, formula="product", metric="", unit="money")
    sales = node_there(tree, "成交", gross)
    margin = node_there(
        tree, "毛利率", gross, metric="", unit="share", is_assumption=True, source="财务 2025"
    )
    costs = node_there(
        tree, "其他", top, metric="", unit="money", is_assumption=True, source="财务 2025"
    )
    months_there(sales, "3000.00")
    months_there(margin, "0.4")
    months_there(costs, "300.00")
    services.tree_approve(tree=tree, actor=None, at=AT)
    one = standings(brand)["利润"]
    assert one.target == Decimal("900.0000")
    assert one.actual == 3 * A_DAY * Decimal("0.4") - Decimal("30.00")
    assert one.landing is not None
    assert one.landing_low is not None
    assert one.landing_low < one.landing


def test_a_person_of_one_shop_sees_its_nodes_only(brand: Brand, tree: TargetTree) -> None:
    top = node_there(tree, "公司", formula="sum")
    months_there(node_there(tree, "店", top, level="shop", shop_key=shop_key(brand)), "3000.00")
    services.tree_approve(tree=tree, actor=None, at=AT)
    limited = member_there(brand, "channel_operator", "qudao")
    membership = limited.memberships.get(brand=brand)
    membership.is_limited = True
    membership.save()
    membership.shops.add(brand.shops.get(key=shop_key(brand)))
    scope = scope_of(user=limited, brand_key=brand.key)
    assert scope is not None
    with engine.open_session(intake.snapshot(brand)) as session:
        found = standing_of(scope, day=LAST, session=session)
    assert [one.node.title for one in found] == ["店"]


def test_monitors_are_told_the_pace(brand: Brand, tree: TargetTree) -> None:
    months_there(node_there(tree, "成交"), "6000.00")
    services.tree_approve(tree=tree, actor=None, at=AT)
    with engine.open_session(intake.snapshot(brand)) as session:
        (reading,) = paces.pace_readings(brand, LAST, session)
    assert (reading.metric, reading.actual, reading.due) == (
        "gmv_paid", 3 * A_DAY, Decimal("600.00"),
    )  # fmt: skip


@pytest.fixture
def reader(owner: User, client: Client) -> Client:
    assert client.login(username="laoban", password=PASSWORD)
    return client


def test_the_pages_show_a_tree_from_a_draft_to_its_pace(
    brand: Brand, tree: TargetTree, reader: Client
) -> None:
    node = node_there(tree, "成交")
    months_there(node, "6000.00")
    base = f"/b/{brand.key}/plan/targets"
    grid = reader.get(f"{base}/{tree.pk}/grid").content.decode()
    assert f'name="v-{node.pk}-2026-09" value="6000.00"' in grid
    reader.post(f"{base}/{tree.pk}/grid/save", {f"v-{node.pk}-2026-09": "4,500"})
    value = TargetValue.objects.get(node=node, month=date(2026, 9, 1))
    assert (value.value, value.basis["kind"]) == (Decimal("4500"), "typed")
    services.tree_approve(tree=tree, actor=None, at=AT)
    page = reader.get(f"{base}/{tree.pk}/?month=2026-09").content.decode()
    assert "完成 300.00，目标 4,500.00，应达 450.00" in page
    assert "落后" in page
    assert reader.get(f"{base}/nodes/{node.pk}/?month=2026-09").status_code == 200
    assert reader.get(f"{base}/{tree.pk}/tree.pdf?month=2026-09").content[:4] == b"%PDF"


def test_the_grid_goes_out_and_comes_back(brand: Brand, tree: TargetTree, reader: Client) -> None:
    import io

    import openpyxl
    from django.core.files.uploadedfile import SimpleUploadedFile

    node = node_there(tree, "成交")
    months_there(node, "6000.00")
    base = f"/b/{brand.key}/plan/targets/{tree.pk}"
    book = openpyxl.load_workbook(io.BytesIO(reader.get(f"{base}/grid.xlsx").content))
    sheet = book.worksheets[-1]
    row = next(row for row in sheet.iter_rows() if str(row[0].value) == str(node.pk))
    assert [cell.value for cell in row][3:15] == [6000] * 12
    row[5].value = 7000.5
    out = io.BytesIO()
    book.save(out)
    file = SimpleUploadedFile("targets.xlsx", out.getvalue())
    reader.post(f"{base}/grid/import", {"file": file})
    values = {v.month.month: (v.value, v.basis["kind"]) for v in node.values.all()}
    assert values[3] == (Decimal("7000.5"), "imported")
    assert values[4] == (Decimal("6000"), "typed")
