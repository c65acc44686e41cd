"""`luoxuan report`: in the terminal, as JSON, and as it was known earlier (9.4)."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from luoxuan.cli.report import app
from luoxuan.foundation.intake import services
from luoxuan.foundation.people.models import Brand
from tests.people_there import brand_there

AT = datetime(2026, 10, 1, 2, 0, tzinfo=UTC)
LATER = AT + timedelta(days=1)
HEADER = "订单编号,买家应付货款,买家应付邮费,总金额,买家实际支付金额,订单状态,订单创建时间,订单付款时间,宝贝总数量"


def _row(number: int, amount: str, day: str) -> str:
    moment = f"{day} 10:00:00"
    return f"{4803055412456880000 + number},{amount},0.00,{amount},{amount},交易成功,{moment},{moment},1"


def _bring(brand: Brand, folder: Path, rows: list[str], at: datetime) -> None:
    path = folder / f"ExportOrderList{at:%Y%m%d%H%M}.csv"
    path.write_text("\n".join([HEADER, *rows]) + "\n", encoding="gb18030")
    (report,) = services.files_import(
        brand=brand, files=[services.IncomingFile(path, path.name)], at=at
    )
    assert report.status == "imported", report.message


@pytest.fixture
def brand(db: None, own_home: None, tmp_path: Path) -> Brand:
    """A brand with two days of orders, the second imported a day later."""
    made = brand_there("yanshi")
    first = [_row(1, "100.00", "2026-09-21"), _row(2, "80.00", "2026-09-22")]
    _bring(made, tmp_path, first, AT)
    _bring(made, tmp_path, [_row(3, "20.00", "2026-09-22")], LATER)
    return made


def _run(*words: str) -> Result:
    return CliRunner().invoke(app, [*words])


def _json(*words: str) -> dict[str, Any]:
    done = _run(*words, "--json")
    assert done.exit_code == 0, done.output
    document: dict[str, Any] = json.loads(done.stdout)
    return document


def test_the_daily_report_adds_what_two_imports_brought(brand: Brand) -> None:
    document = _json("daily", "--date", "2026-09-22", "--brand", "yanshi")
    sales = document["total"]["metrics"]["gmv_paid"]
    assert (document["brand"], sales["value"], sales["currency"]) == ("yanshi", "100.0000", "CNY")
    assert sales["changes"]["day_before"]["share"] == "0.000000"
    assert [shop["shop"] for shop in document["shops"]] == ["taobao"]
    refunds = document["total"]["metrics"]["refund_amount"]
    assert (refunds["value"], refunds["reason"]["id"]) == (None, "no_report")


def test_as_of_an_earlier_moment_it_gives_the_earlier_number(brand: Brand) -> None:
    asked = ("daily", "--date", "2026-09-22", "--brand", "yanshi", "--as-of", AT.isoformat())
    document = _json(*asked)
    assert document["total"]["metrics"]["gmv_paid"]["value"] == "80.0000"
    assert document["as_of"] == AT.isoformat()
    assert _json(*asked) == document


def test_the_week_and_the_month_hold_both_days(brand: Brand) -> None:
    for asked in (("weekly", "--week", "2026-W39"), ("monthly", "--month", "2026-09")):
        document = _json(*asked, "--brand", "yanshi")
        assert document["total"]["metrics"]["gmv_paid"]["value"] == "200.0000"


def test_the_terminal_has_the_sentence_and_the_table(brand: Brand) -> None:
    done = _run("daily", "--date", "2026-09-22", "--brand", "yanshi")
    lines = done.stdout.splitlines()
    assert lines[0] == "2026-09-22 成交 ¥100.00，2 单。"
    assert lines[-1].split()[:3] == ["合计", "100.00", "2"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("daily", "--date", "22.9.2026", "--brand", "yanshi"), "Write the day as 2026-11-22"),
        (("weekly", "--week", "39", "--brand", "yanshi"), "Write the week as 2026-W47"),
        (("monthly", "--month", "September", "--brand", "yanshi"), "Write the month as 2026-11"),
        (("daily", "--date", "2026-09-22", "--brand", "none"), "No brand none here"),
        (
            ("daily", "--date", "2026-09-22", "--brand", "yanshi", "--shop", "x"),
            "No shop x in the register. There are: taobao.",
        ),
        (
            ("daily", "--date", "2026-09-22", "--brand", "yanshi", "--as-of", "noon"),
            "Write the moment as",
        ),
    ],
)
def test_a_wrong_call_says_how_to_mend_it(brand: Brand, words: tuple[str, ...], said: str) -> None:
    done = _run(*words)
    assert done.exit_code == 2
    assert said in done.output
