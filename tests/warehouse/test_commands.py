"""`luoxuan sql` and `luoxuan warehouse` over a brand with data, and over one without."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from typer.testing import CliRunner, Result

from luoxuan.cli.main import app
from luoxuan.foundation.intake import places, selectors
from luoxuan.foundation.intake.models import Catalogue
from luoxuan.foundation.intake.services import catalogue_append
from luoxuan.foundation.people import services as people
from luoxuan.foundation.people.models import Brand
from luoxuan.warehouse import lake
from tests.warehouse.rows import incoming, order, source_file

AT = datetime(2026, 3, 2, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def made(key: str) -> Brand:
    return people.brand_create(key=key, name=key, currency="CNY", zone="Asia/Shanghai", at=AT)


def bring(brand: Brand, import_id: str, *rows: dict[str, object]) -> None:
    root = places.lake_root(brand)
    reading = incoming(import_id, {"orders": rows, "source_files": [source_file(import_id)]})
    with lake.write_lock(root):
        base = selectors.snapshot(brand)
        after = lake.commit_imports(root, base, [reading]).snapshot
        catalogue_append(brand=brand, snapshot=after, cause=Catalogue.Cause.IMPORT, at=AT)


@pytest.fixture
def brand() -> Brand:
    brand = made("ours")
    paid = {"buyer_paid_amount": Decimal("12.5"), "paid_on": date(2026, 3, 1)}
    bring(brand, "i", order("i", "007", 1, close_reason="=1+1", city="北京市", **paid))
    return brand


def run(*arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(app, list(arguments), input=typed)


def test_a_question_gets_a_table(brand: Brand) -> None:
    result = run("sql", "--brand", "ours", "SELECT order_id, city FROM orders")
    assert (result.exit_code, result.output.splitlines()) == (
        0,
        ["order_id  city", "--------  ------", "007       北京市", "(1 rows)"],
    )


def test_json_keeps_ids_and_exact_money(brand: Brand) -> None:
    query = "SELECT order_id, buyer_paid_amount, paid_on, units FROM orders"
    result = run("sql", "--brand", "ours", query, "--json")
    assert json.loads(result.output) == [
        {
            "order_id": "007",
            "buyer_paid_amount": "12.5000",
            "paid_on": "2026-03-01",
            "units": None,
        }
    ]


def test_csv_makes_formulas_harmless(brand: Brand) -> None:
    result = run("sql", "--brand", "ours", "SELECT close_reason, -1 AS n FROM orders", "--csv")
    assert result.output == "close_reason,n\n'=1+1,-1\n"


def test_typed_statements_are_answered_one_by_one(brand: Brand) -> None:
    typed = "SELECT 1 AS a;\nSELECT\n  2 AS b;\nSELECT 3 AS c"
    result = run("sql", "--brand", "ours", "--csv", typed=typed)
    assert (result.exit_code, result.output) == (0, "a\n1\nb\n2\nc\n3\n")


def test_a_refused_statement_says_why_and_ends_with_three(brand: Brand) -> None:
    result = run("sql", "--brand", "ours", "DELETE FROM orders")
    assert result.exit_code == 3
    assert "Only questions are answered here" in result.output


def test_one_brand_does_not_see_the_other(brand: Brand) -> None:
    made("theirs")
    result = run("sql", "--brand", "theirs", "SELECT count(*) AS n FROM orders", "--csv")
    assert result.output == "n\n0\n"


@pytest.mark.parametrize(
    "command", [("sql", "SELECT 1"), ("warehouse", "status"), ("warehouse", "compact")]
)
def test_an_unknown_brand_is_a_wrong_call(command: tuple[str, ...]) -> None:
    result = run(*command, "--brand", "nobody")
    assert result.exit_code == 2
    assert "nobody" in result.output


def test_status_tells_rows_and_quality(brand: Brand) -> None:
    result = run("warehouse", "status", "--brand", "ours", "--json")
    found = {one["name"]: one for one in json.loads(result.output)}
    assert found["orders"]["rows"] == 1
    # created_at is not known; status, day, amount and currency are.
    assert found["orders"]["quality"]["completeness"] == "0.8000"
    assert found["orders"]["quality"]["emptiest"] == "created_at"
    assert found["source_files"]["quality"] is None
    assert "80.0% complete" in run("warehouse", "status", "--brand", "ours").output


def test_status_of_an_empty_brand_says_how_to_begin() -> None:
    made("empty")
    result = run("warehouse", "status", "--brand", "empty")
    assert (result.exit_code, "luoxuan import" in result.output) == (0, True)
    assert run("warehouse", "verify", "--brand", "empty").exit_code == 0


def test_verify_ends_with_one_where_a_file_is_lost(brand: Brand) -> None:
    assert run("warehouse", "verify", "--brand", "ours").output == "The warehouse is whole.\n"
    next((places.lake_root(brand) / "orders").rglob("*.parquet")).unlink()
    result = run("warehouse", "verify", "--brand", "ours", "--json")
    assert result.exit_code == 1
    assert [(f["table"], f["check"]) for f in json.loads(result.output)] == [("orders", "file")]


def test_compact_keeps_every_earlier_state_readable(brand: Brand) -> None:
    for number in range(6):
        bring(brand, f"more-{number}", order(f"more-{number}", str(number)))
    rows = Catalogue.objects.filter(brand=brand).order_by("seq")
    earlier = [lake.Snapshot(places.lake_root(brand), row.versions) for row in rows]
    result = run("warehouse", "compact", "--brand", "ours")
    assert result.output == "14 files became 2; 0 leavings removed.\n"
    now = selectors.snapshot(brand)
    assert [lake.verify(s.root, s) for s in (*earlier, now)] == [()] * 8
    assert {s.name: s.rows for s in lake.status(now)} == {"orders": 7, "source_files": 7}
