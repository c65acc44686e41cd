"""Dirt of every kind on every clean sample: the answer stays that of the clean one."""

import random
from typing import Any

import pytest

from tests.warehouse.sources import dirt
from tests.warehouse.sources.conftest import Read, only
from tests.warehouse.sources.grid import Grid
from tests.warehouse.sources.grid import grid_of as read_grid
from tests.warehouse.sources.test_oracle import LAYOUTS, READ, SAMPLES

CLEAN = [
    param
    for param in READ
    if param.values[0]["variant"] == "clean"
    # Written anew without its archive, the Alipay detail is the other of its two reports.
    and not LAYOUTS[param.values[0]["platform"], param.values[0]["dataset"]].detect.zipped
]
SHOWN = ("taobao-order_lines_csv-clean", "jd-orders_csv-clean", "sycm-goods_daily_xls-clean")
SOME = [param for param in CLEAN if param.id in SHOWN]


def grid_of(entry: dict[str, Any]) -> Grid:
    layout = LAYOUTS[entry["platform"], entry["dataset"]]
    return read_grid(SAMPLES / entry["path"], entry, layout)


def check(entry: dict[str, Any], grid: Grid, container: str, read: Read) -> None:
    encoding, write = dirt.CONTAINERS[container]
    report = only(read(write(grid), entry["path"].rsplit("/", 1)[-1])).report
    assert (report.status, report.dataset) == ("imported", entry["dataset"]), report.message
    lost = sum(report.dropped.values()) + sum(report.quarantined.values())
    assert report.rows_read == report.rows_kept + report.rows_merged + lost
    assert report.rows_kept == entry["logical_rows"]
    assert report.distinct_keys == entry["distinct_keys"]
    assert {name: format(report.sums[name], "f") for name in entry["sums"]} == entry["sums"]
    expected = {reason: count for reason, count in grid.dropped.items() if count}
    assert {reason: report.dropped.get(reason, 0) for reason in expected} == expected
    assert report.quarantined == dict(grid.quarantined)
    assert set(report.unknown_columns) == set(grid.unknown)
    assert report.missing_columns == ()
    assert report.encoding == encoding
    assert report.header_line == len(grid.above) + 1


@pytest.mark.parametrize("make", dirt.ALL_DIRT, ids=lambda make: make.__name__)
@pytest.mark.parametrize("entry", SOME)
def test_one_kind_of_dirt_changes_nothing(entry: dict[str, Any], make: Any, read: Read) -> None:
    check(entry, make(grid_of(entry), random.Random(1)), "utf-8", read)


@pytest.mark.parametrize("container", dirt.CONTAINERS)
@pytest.mark.parametrize("entry", SOME)
def test_another_container_changes_nothing(
    entry: dict[str, Any], container: str, read: Read
) -> None:
    check(entry, grid_of(entry), container, read)


@pytest.mark.parametrize("entry", CLEAN)
def test_all_dirt_at_once_changes_nothing(entry: dict[str, Any], read: Read) -> None:
    chance = random.Random(entry["path"])
    grid = grid_of(entry)
    for make in dirt.ALL_DIRT:
        grid = make(grid, chance)
    check(entry, grid, chance.choice(list(dirt.CONTAINERS)), read)
