"""Every sample export against the written answer: keys, rows, exact sums, and what becomes of the dirt."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from luoxuan.warehouse.sources import Reading, builtin_layouts
from tests.shared_material import shared
from tests.warehouse.sources.conftest import Read, only, rows_of

SAMPLES = shared("platforms/samples")
ENTRIES = json.loads((SAMPLES / "manifest.json").read_text(encoding="utf-8"))
LAYOUTS = {(layout.platform, layout.dataset): layout for layout in builtin_layouts()}
DROPPED = {"duplicate_exact": "duplicate", "summary_row_at_the_end": "summary_row"}


def name_of(entry: dict[str, Any]) -> str:
    return f"{entry['platform']}-{entry['dataset']}-{entry['variant']}"


READ = [pytest.param(entry, id=name_of(entry)) for entry in ENTRIES]


def dirt(entry: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [each for each in entry["dirt"] if each["kind"] == kind]


@pytest.mark.parametrize("entry", READ)
def test_it_is_read_as_the_answer_says(entry: dict[str, Any], read: Read) -> None:
    reading = only(read(SAMPLES / entry["path"]))
    report = reading.report
    assert (report.status, report.platform, report.dataset) == (
        "imported",
        entry["platform"],
        entry["dataset"],
    )
    assert (report.encoding, report.header_line) == (entry["encoding"], entry["header_line"])
    assert report.rows_kept == entry["logical_rows"]
    assert report.rows_read == entry["physical_rows_below_header"]
    assert report.distinct_keys == entry["distinct_keys"]
    assert {name: format(report.sums[name], "f") for name in entry["sums"]} == entry["sums"]
    expected = [name for each in dirt(entry, "missing_columns") for name in each["columns"]]
    assert list(report.missing_columns) == expected
    assert report.unknown_columns == ()
    assert report.unknown_statuses == ()


@pytest.mark.parametrize("entry", READ)
def test_each_row_is_accounted_for_and_dirt_meets_its_fate(
    entry: dict[str, Any], read: Read
) -> None:
    report = only(read(SAMPLES / entry["path"])).report
    lost = sum(report.dropped.values()) + sum(report.quarantined.values())
    assert report.rows_read == report.rows_kept + report.rows_merged + lost
    fates = Counter(DROPPED[each["kind"]] for each in entry["dirt"] if each["kind"] in DROPPED)
    for reason, count in fates.items():
        real = entry["real_summary_rows"] if reason == "summary_row" else 0
        assert report.dropped[reason] == count + real
    reversals = len(dirt(entry, "negative_refund_row"))
    assert report.quarantined == ({"negative_reversal": reversals} if reversals else {})


def test_what_comes_later_is_named_and_not_read(read: Read) -> None:
    entry = ENTRIES[0]
    layout = LAYOUTS[entry["platform"], entry["dataset"]].model_copy(update={"supported": False})
    reading = only(read(SAMPLES / entry["path"], layouts=(layout,)))
    report = reading.report
    assert (report.status, report.platform, report.dataset) == (
        "not_supported",
        entry["platform"],
        entry["dataset"],
    )
    assert layout.title in report.message
    assert "以后的版本" in report.message
    assert reading.tables() == ()


TIME_FIELDS = (
    "created_at", "paid_at", "applied_at", "refunded_at", "started_at", "period_start", "occurred_at",
)  # fmt: skip


def instants(reading: Reading) -> Iterator[tuple[str, Any]]:
    for table in reading.tables():
        names = reading.rows(table).schema.names
        for row in rows_of(reading, table):
            texts = {str(row.get(key) or "") for key in ID_FIELDS}
            for field in (name for name in TIME_FIELDS if name in names):
                for text in texts:
                    yield text, row[field]


ID_FIELDS = (
    "order_id", "line_id", "refund_id", "room_id", "product_id", "campaign_id", "creative_id",
    "sku_id", "merchant_sku", "source_path", "target_id", "flow_no", "payment_id",
)  # fmt: skip


@pytest.mark.parametrize("entry", [each for each in READ if dirt(each.values[0], "mixed_date")])
def test_a_date_in_another_form_is_the_same_instant(entry: dict[str, Any], read: Read) -> None:
    layout = LAYOUTS[entry["platform"], entry["dataset"]]
    reading = only(read(SAMPLES / entry["path"]))
    found: dict[str, set[Any]] = {}
    for text, moment in instants(reading):
        found.setdefault(text, set()).add(moment)
    everything = {moment for moments in found.values() for moment in moments}
    zone = layout.zone or "Asia/Shanghai"
    for each in dirt(entry, "mixed_date"):
        if each["column"] in emitted_times(layout):
            named = [found[key] for key in each["row_key"].split("|") if key in found]
            moments = set().union(*named) if named else everything
            assert any(same(moment, each, zone) for moment in moments), each


def emitted_times(layout: Any) -> set[str]:
    kinds = {column.name for column in layout.columns if column.kind in ("time", "date", "period")}
    text = json.dumps(
        [
            fields
            for emit in layout.emit
            for name, fields in emit.fields.items()
            if name in TIME_FIELDS
        ],
        ensure_ascii=False,
    )
    return {name for name in kinds if f'"{name}"' in text}


def same(moment: Any, each: dict[str, Any], zone: str) -> bool:
    if moment is None:
        return False
    value = each["value"].replace("/", "-")
    wanted = datetime.fromisoformat(value)
    if not isinstance(moment, datetime):
        return bool(moment == wanted.date())
    local = moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    if "%S" not in each["form"] and "%H" in each["form"]:
        wanted = wanted.replace(second=0)
    if "%H" not in each["form"]:
        return local.date() == wanted.date()
    return abs(local - wanted) < timedelta(seconds=1)


SPECIAL = json.loads((SAMPLES / "special/manifest.json").read_text(encoding="utf-8"))
TABLES = [
    entry for entry in SPECIAL if isinstance(entry["path"], str) and entry["rows"] is not None
]


@pytest.mark.parametrize("entry", TABLES, ids=lambda entry: entry["path"])
def test_an_odd_container_holds_the_same_rows(entry: dict[str, Any], read: Read) -> None:
    reading = only(read(SAMPLES / "special" / entry["path"]))
    report = reading.report
    if entry["path"] == "wechat_personal_bill.csv":
        assert report.status == "refused"
        assert "个人" in report.message
        assert reading.tables() == ()
        return
    if entry["path"] == "formula_cells.csv":
        return
    assert report.status == "imported"
    assert report.rows_kept == entry["rows"]
    sums = entry.get("sums", {})
    assert {name: report.sums[name] for name in sums} == {
        name: Decimal(text) for name, text in sums.items()
    }
    assert report.member == entry.get("member")


def test_a_header_alone_is_imported_with_a_note(read: Read) -> None:
    report = only(read(SAMPLES / "special/header_only.csv")).report
    assert (report.status, report.rows_read) == ("imported", 0)
    assert "只有表头" in report.message


@pytest.mark.parametrize("name", ["empty.csv", "login_page.csv"])
def test_what_is_no_table_is_refused(name: str, read: Read) -> None:
    reading = only(read(SAMPLES / "special" / name))
    assert reading.report.status == "refused"
    assert "重新" in reading.report.message
    assert reading.tables() == ()


def test_of_two_overlapping_exports_the_later_name_is_fresher(read: Read) -> None:
    moments = []
    for name in ("ExportOrderList202609201000.csv", "ExportOrderList202609301015.csv"):
        reading = only(read(SAMPLES / "special" / name))
        (as_of,) = {row["source_as_of"] for row in rows_of(reading, "orders")}
        moments.append(as_of.astimezone(ZoneInfo("Asia/Shanghai")).isoformat())
    assert moments == ["2026-09-20T10:00:00+08:00", "2026-09-30T10:15:00+08:00"]
