"""The product finds every planted problem and nothing else, and keeps exactly what the files hold."""

import json
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.demo.conftest import LAST
from tests.demo.home import Home

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def findings(home: Home) -> list[dict[str, Any]]:
    """What the daily report of the last day finds."""
    return home.json("report", "daily", "--date", str(LAST), "--brand", "demo")["findings"]


SUBJECTS = {
    "conversion_break": None,
    "burning_campaign": "campaign_name",
    "stock_out": "merchant_sku",
    "price_conflict": "merchant_sku",
    "brushing": "merchant_sku",
}


@pytest.mark.parametrize("kind", sorted(SUBJECTS))
def test_the_daily_report_finds_the_problem_where_it_is(
    kind: str, home: Home, findings: list[dict[str, Any]]
) -> None:
    planted = home.planted(kind)
    (found,) = [finding for finding in findings if finding["kind"] == kind]
    named = SUBJECTS[kind]
    assert found["shop"] == planted["shop"]
    assert (planted["subject"][named] if named else "") in json.dumps(found, ensure_ascii=False)
    assert abs((day(found["since"]) - day(planted["first_day"])).days) <= 1


def test_the_daily_report_finds_nothing_that_is_not_planted(
    findings: list[dict[str, Any]],
) -> None:
    kinds = Counter(finding["kind"] for finding in findings)
    assert set(kinds) <= {*SUBJECTS, "lying_total", "duplicate_file"}
    assert set(kinds.values()) == {1}


def test_a_totals_row_that_lies_is_told_and_the_rows_are_kept(
    home: Home, findings: list[dict[str, Any]]
) -> None:
    planted = home.planted("lying_total")
    (found,) = [finding for finding in findings if finding["kind"] == "lying_total"]
    assert Path(planted["subject"]["file"]).name in found["sentence"]["zh"]
    sums = "select sum(buyer_paid_amount) as paid from orders where platform = 'taobao'"
    (row,) = home.json("sql", sums, "--brand", "demo")
    assert Decimal(row["paid"]) < 10_000_000


def test_the_twin_is_a_duplicate_and_counts_once(home: Home) -> None:
    twin = home.folder / "demo/files" / home.planted("duplicate_file")["subject"]["file"]
    (report,) = home.json("import", str(twin), "--brand", "demo")
    assert report["status"] == "duplicate"
    assert "1 duplicate" in home.printed


def test_every_order_is_in_the_warehouse_once(home: Home) -> None:
    (row,) = home.json(
        "sql", "select count(*) as n, count(distinct order_id) as d from orders", "--brand", "demo"
    )
    assert (row["n"], row["d"]) == (60_000, 60_000)


def test_every_file_kept_its_rows(home: Home) -> None:
    held = json.loads((home.folder / "demo/contents.json").read_text("utf-8"))
    expected = {Path(f["path"]).name: f["rows"] for f in held if not f["copy_of"]}
    rows = home.json(
        "sql",
        "select name, max(rows_kept) as kept, sum(rows_quarantined) as odd from source_files group by name",
        "--brand",
        "demo",
    )
    kept = {row["name"]: row["kept"] for row in rows}
    assert kept == expected
    assert {int(row["odd"]) for row in rows} == {0}


def test_online_retail_has_the_published_net_sales(home: Home) -> None:
    paid, back = (
        home.json("sql", f"select sum({column}) as s from {table}", "--brand", "online-retail")
        for table, column in (("orders", "buyer_paid_amount"), ("refunds", "amount"))
    )
    net = Decimal(paid[0]["s"]) - Decimal(back[0]["s"])
    assert round(net, 2) == Decimal("9747747.93")


def test_the_second_start_is_warm(home: Home) -> None:
    assert "Importing" not in home.run("demo", "up", "--no-serve")


def day(text: str) -> date:
    """A day as the documents write it."""
    return date.fromisoformat(text)
