"""How fast the lake takes two million order lines and answers a daily report over twenty million."""

import resource
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from luoxuan.warehouse import engine, lake
from luoxuan.warehouse.lake import IncomingRows, Snapshot
from luoxuan.warehouse.tables import TABLES
from luoxuan.warehouse.tables.arrow import arrow_schema

BATCH = 65_536
LINES = TABLES["order_lines"]
SCHEMA = arrow_schema(LINES)
FIRST = date(2024, 1, 1)
DAYS = 400
SHOPS = 6
STATES = ["completed", "shipped", "awaiting_shipment", "closed", "cancelled"]
CITIES = ["杭州市", "南京市", "广州市", "上海市", "北京市", "深圳市"]
TITLES = [f"演示商品 {n} 春夏新款 多色可选" for n in range(150)]
REPORT = """
    SELECT shop_key, paid_on, sum(paid_amount) AS paid, sum(quantity) AS units,
        count(*) AS lines, sum(refund_amount) AS refunded
    FROM order_lines
    WHERE paid_on IN (?, ?, ?, ?) AND order_status <> 'cancelled'
    GROUP BY shop_key, paid_on ORDER BY shop_key, paid_on
"""
PACE = """
    SELECT shop_key, paid_on, sum(paid_amount) AS paid, count(*) AS lines
    FROM order_lines GROUP BY shop_key, paid_on ORDER BY shop_key, paid_on
"""


def lines(first: int, count: int, total: int, import_id: str) -> pa.RecordBatch:
    """`count` made-up lines of a run of `total`, in the order of time."""
    rng = np.random.default_rng(first)
    number = np.arange(first, first + count)
    second = number * (DAYS * 86_400) // total
    moment = (np.int64((FIRST - date(1970, 1, 1)).days) * 86_400 + second) * 1_000_000
    day = pa.array(moment // 86_400_000_000, pa.int32()).cast(pa.date32())
    sku, price = rng.integers(0, 150, count), rng.integers(100, 50_000, count) * 100
    order = pa.array(number // 2 + 3_600_000_000_000_000_000).cast(pa.string())
    made = {
        "shop_key": pa.array([f"shop-{n}" for n in range(SHOPS)]).take(
            pa.array(number // 2 % SHOPS)
        ),
        "line_id": pc.binary_join_element_wise(order, pa.array(number).cast(pa.string()), "|"),
        "order_id": order,
        "sku_id": pa.array(sku + 9_000).cast(pa.string()),
        "product_id": pa.array(sku // 3 + 100).cast(pa.string()),
        "title": pa.array(TITLES).take(pa.array(sku)),
        "spec": pa.array(TITLES).take(pa.array(sku[::-1].copy())),
        "quantity": pa.array(rng.integers(1, 5, count)),
        "list_price": money(price),
        "unit_price": money(price * 9 // 10),
        "goods_amount": money(price * 2),
        "merchant_discount": money(price // 5),
        "paid_amount": money(price * 9 // 5),
        "refund_amount": money(price * (sku % 20 == 0)),
        "order_status": pa.array(STATES).take(pa.array(rng.integers(0, len(STATES), count))),
        "created_at": pa.array(moment, pa.timestamp("us", "UTC")),
        "paid_at": pa.array(moment, pa.timestamp("us", "UTC")),
        "created_on": day,
        "paid_on": day,
        "city": pa.array(CITIES).take(pa.array(rng.integers(0, len(CITIES), count))),
        "source_row_no": pa.array(number + 1),
        "month": pc.strftime(day, "%Y-%m"),
    } | {name: pa.repeat(pa.scalar(v), count) for name, v in constants(import_id).items()}
    columns = [
        made[f.name].cast(f.type) if f.name in made else pa.nulls(count, f.type) for f in SCHEMA
    ]
    return pa.RecordBatch.from_arrays(columns, schema=SCHEMA)


def constants(import_id: str) -> dict[str, object]:
    """What is the same on every line of a file."""
    moment = datetime(2025, 1, 1, tzinfo=UTC)
    return {
        "platform": "taobao",
        "currency": "CNY",
        "is_gift": False,
        "payment_status": "paid",
        "status_raw": "交易成功",
        "time_precision": "second",
        "identity_quality": "masked",
        "province": "浙江省",
        "import_id": import_id,
        "file_sha256": "0" * 64,
        "layout": "taobao/order_lines@1",
        "source_as_of": moment,
        "record_rank": 1,
        "imported_at": moment,
    }


def money(ten_thousandths: np.ndarray) -> pa.Array:
    """Exact DECIMAL(18,4) from whole ten-thousandths."""
    wide = np.empty((len(ten_thousandths), 2), "<i8")
    wide[:, 0], wide[:, 1] = ten_thousandths, np.where(ten_thousandths < 0, -1, 0)
    buffers = [None, pa.py_buffer(wide.tobytes())]
    return pa.Array.from_buffers(pa.decimal128(18, 4), len(wide), buffers)


def batches(total: int, import_id: str) -> Iterator[pa.RecordBatch]:
    """The whole run, batch by batch."""
    for first in range(0, total, BATCH):
        yield lines(first, min(BATCH, total - first), total, import_id)


def rows(import_id: str, source: Callable[[], Iterator[pa.RecordBatch]]) -> IncomingRows:
    """As an import brings them."""
    stream = lambda: pa.RecordBatchReader.from_batches(SCHEMA, source())  # noqa: E731
    return IncomingRows(import_id, {"order_lines": stream})


def commit(base: Snapshot, reading: IncomingRows) -> tuple[float, Snapshot]:
    """Seconds, and the lake after."""
    with lake.write_lock(base.root):
        start = time.perf_counter()
        after = lake.commit_imports(base.root, base, [reading]).snapshot
    return time.perf_counter() - start, after


def best(action: Callable[[], object], times: int = 5) -> float:
    """The shortest of several runs, in seconds."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        action()
        found.append(time.perf_counter() - start)
    return min(found)


def write_figures(folder: Path, total: int) -> list[tuple[str, str]]:
    """Commit, commit of the same keys again, undo; beside DuckDB writing one Parquet file."""
    made = list(batches(total, "first"))
    later = ["import_id", "imported_at", "source_as_of"]

    def second() -> Iterator[pa.RecordBatch]:
        values = constants("again") | dict.fromkeys(later[1:], datetime(2025, 2, 1, tzinfo=UTC))
        for batch in made:
            for name in later:
                column = pa.repeat(pa.scalar(values[name], SCHEMA.field(name).type), len(batch))
                batch = batch.set_column(SCHEMA.get_field_index(name), name, column)
            yield batch

    peer = peer_write(folder / "peer.parquet", made)
    fresh, first = commit(Snapshot(folder / "lake", {}), rows("first", lambda: iter(made)))
    merged, both = commit(first, rows("again", second))
    with lake.write_lock(first.root):
        start = time.perf_counter()
        lake.undo_import(first.root, both, ["again"])
        undone = time.perf_counter() - start
    return [
        (
            f"DuckDB writes {total:,} lines to one Parquet file (zstd), no keys checked",
            f"{peer:.2f} s",
        ),
        (f"commit of {total:,} lines into an empty lake", f"{fresh:.2f} s"),
        (f"commit of the same {total:,} keys again: every line is superseded", f"{merged:.2f} s"),
        ("undo of that", f"{undone:.2f} s"),
    ]


def peer_write(path: Path, made: list[pa.RecordBatch]) -> float:
    """What the fastest engine at hand takes for the bytes alone."""
    reader = pa.RecordBatchReader.from_batches(SCHEMA, made)
    connection = duckdb.connect()
    connection.execute("SET enable_progress_bar=false")
    connection.register("made", reader)
    start = time.perf_counter()
    connection.execute(
        f"COPY (FROM made) TO '{path}' (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1)"
    )
    return time.perf_counter() - start


def read_figures(folder: Path, total: int) -> list[tuple[str, str]]:
    """Daily report figures over the lake; beside DuckDB over a native table of its own."""
    taken, snapshot = commit(
        Snapshot(folder / "lake", {}), rows("first", partial(batches, total, "first"))
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    day = FIRST + timedelta(days=DAYS - 3)
    days = [day, day - timedelta(days=1), day - timedelta(days=7), day - timedelta(days=365)]
    with engine.open(snapshot) as session:
        cold = best(lambda: session.fetch(REPORT, days), times=1)
        report = best(lambda: session.fetch(REPORT, days))
        pace = best(lambda: session.fetch(PACE))
    native = duckdb.connect(str(folder / "native.duckdb"))
    native.execute("SET enable_progress_bar=false")
    files = f"{snapshot.root}/order_lines/**/*.parquet"
    native.execute(f"CREATE TABLE order_lines AS FROM read_parquet('{files}')")
    peer = best(lambda: native.execute(REPORT, days).fetchall())
    peer_pace = best(lambda: native.execute(PACE).fetchall())
    return [
        (
            f"generate and commit {total:,} lines, and the process's peak memory",
            f"{taken:.1f} s, {peak:.0f} MB",
        ),
        ("daily report (four days by shop), first in the process", f"{cold:.3f} s"),
        ("daily report (four days by shop)", f"{report:.3f} s"),
        ("the same in a native DuckDB table", f"{peer:.3f} s"),
        (f"all {DAYS} days by shop and day", f"{pace:.3f} s"),
        ("the same in a native DuckDB table", f"{peer_pace:.3f} s"),
    ]


def main(write: int = 2_000_000, read: int = 20_000_000) -> None:
    """Print the table. The long stream comes first: its peak memory is that of a fresh process."""
    print("## The lake\n\n| what | best |\n|---|---|")
    for figures, total in ((read_figures, read), (write_figures, write)):
        folder = Path(tempfile.mkdtemp(prefix="luoxuan-bench-"))
        for what, figure in figures(folder, total):
            print(f"| {what} | {figure} |", flush=True)
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
