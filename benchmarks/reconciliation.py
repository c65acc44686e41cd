"""Reconciling a month: orders against a money account, three movements each, beside pandas doing the core of it."""

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from benchmarks.lake_speed import money
from luoxuan.warehouse import engine, lake
from luoxuan.warehouse.lake import IncomingRows, Snapshot
from luoxuan.warehouse.tables import TABLES
from luoxuan.warehouse.tables.arrow import arrow_schema

SIZES = (10_000, 100_000, 1_000_000)
BATCH = 50_000
FIRST, LAST = date(2026, 9, 1), date(2026, 9, 30)
START = np.int64((FIRST - date(1970, 1, 1)).days) * 86_400_000_000
IMPORTED = datetime(2026, 10, 1, tzinfo=UTC)
MISSING, SHORT, TWICE, STRANGE, DEAR = 997, 1_499, 1_999, 2_503, 3_001
"""Every so many-th order has no receipt, one too small, one twice, an unknown number, a fee too high."""


def figures(first: int, count: int) -> dict[str, np.ndarray]:
    """Prices and the four movements of orders, in ten-thousandths; zero where there is none."""
    number = np.arange(first, first + count)
    paid = (np.random.default_rng(first).integers(1_000, 50_000, count)) * 100
    goods = np.where(number % MISSING == 1, 0, paid - np.where(number % SHORT == 2, 50_000, 0))
    share = np.where(number % DEAR == 5, 50, 20)
    fee = -(paid * share // 1_000 // 100 * 100)
    channel = -(paid * 6 // 1_000 // 100 * 100)
    again = np.where(number % TWICE == 3, goods, 0)
    return {
        "number": number,
        "paid": paid,
        "moves": np.stack([goods, fee, channel, again], axis=1),
    }


def orders(total: int) -> Iterator[pa.RecordBatch]:
    """Orders of September, complete two days after they were paid."""
    for first in range(0, total, BATCH):
        made = figures(first, min(BATCH, total - first))
        moment = START + made["number"] * (26 * 86_400_000_000 // total)
        day = pa.array(moment // 86_400_000_000, pa.int32()).cast(pa.date32())
        columns = {
            "order_id": text(made["number"]),
            "order_status": same("completed", day),
            "payment_status": same("paid", day),
            "buyer_paid_amount": money(made["paid"]),
            "created_on": day,
            "paid_on": day,
            "completed_at": pa.array(moment + 2 * 86_400_000_000, pa.timestamp("us", "UTC")),
        }
        yield batch(
            "orders", columns | {"platform": same("taobao", day), "shop_key": same("a", day)}
        )


def movements(total: int) -> Iterator[pa.RecordBatch]:
    """The account: goods, commission, channel fee, now and then goods again, with the balance after each."""
    balance = np.int64(0)
    for first in range(0, total, BATCH):
        made = figures(first, min(BATCH, total - first))
        amount = made["moves"].ravel()
        kept = np.flatnonzero(amount)
        order, part = kept // 4 + first, kept % 4
        after = balance + np.cumsum(amount[kept])
        balance = after[-1]
        begun = START + order * (26 * 86_400_000_000 // total) + 3 * 86_400_000_000
        moment = begun + part * 100_000
        day = pa.array(moment // 86_400_000_000, pa.int32()).cast(pa.date32())
        unknown = (part == 0) & (order % STRANGE == 4)
        columns = {
            "flow_no": text(order * 4 + part),
            "component": same("", day),
            "fee_type": pa.array(["goods", "commission", "payment_fee", "goods"]).take(
                pa.array(part)
            ),
            "amount": money(amount[kept]),
            "order_id": text(order + unknown * 10**15),
            "occurred_at": pa.array(moment, pa.timestamp("us", "UTC")),
            "occurred_on": day,
            "balance_after": money(after),
            "ledger": same("money_account", day),
            "account": same("0156", day),
            "shop_key": same("", day),
        }
        book = {"platform": same("alipay", day), "provider": same("alipay", day)}
        yield batch("settlement_lines", columns | book)


def text(number: np.ndarray) -> pa.Array:
    """Numbers as long as those of a platform."""
    return pa.array(number + 4_254_703_996_000_000_000).cast(pa.string())


def same(value: str, like: pa.Array) -> pa.Array:
    """One value on every row."""
    return pa.repeat(pa.scalar(value), len(like))


def batch(table: str, columns: dict[str, pa.Array]) -> pa.RecordBatch:
    """Rows with their lineage; what is not given is null."""
    schema = arrow_schema(TABLES[table])
    day = columns[TABLES[table].day or ""]
    count = len(day)
    lineage = {
        "currency": "CNY",
        "import_id": table,
        "file_sha256": "0" * 64,
        "layout": "bench/rows@1",
        "source_as_of": IMPORTED,
        "imported_at": IMPORTED,
        "record_rank": 1,
    }
    made = {name: pa.repeat(pa.scalar(value), count) for name, value in lineage.items()} | columns
    made |= {"month": pc.strftime(day, "%Y-%m"), "source_row_no": pa.array(np.arange(count) + 1)}
    arrays = [
        made[f.name].cast(f.type) if f.name in made else pa.nulls(count, f.type) for f in schema
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def terms() -> Iterator[pa.RecordBatch]:
    """Two per cent, as agreed."""
    schema = arrow_schema(TABLES["fee_terms"])
    row = dict.fromkeys(schema.names) | {
        "platform": "taobao", "shop_key": "", "fee_type": "commission", "category": "",
        "valid_from": date(2026, 1, 1), "rate": Decimal("0.02"), "import_id": "fee_terms",
        "file_sha256": "0" * 64, "source_row_no": 1, "layout": "bench/rows@1",
        "source_as_of": IMPORTED, "imported_at": IMPORTED, "record_rank": 1,
    }  # fmt: skip
    yield pa.RecordBatch.from_pylist([row], schema=schema)


def fill(root: Path, total: int) -> Snapshot:
    """A lake with the month."""
    sources = {
        "orders": partial(orders, total),
        "settlement_lines": partial(movements, total),
        "fee_terms": terms,
    }
    brought = []
    for name, source in sources.items():
        schema = arrow_schema(TABLES[name])
        stream = lambda s=schema, made=source: pa.RecordBatchReader.from_batches(s, made())  # noqa: E731
        brought.append(IncomingRows(name, {name: stream}))
    empty = Snapshot(root, {})
    with lake.write_lock(root):
        return lake.commit_imports(root, empty, brought).snapshot


def measured(what: str, root: Path) -> str:
    """The part in a process of its own, so that its peak memory is its own."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.reconciliation", what, str(root)],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def ours(snapshot: Snapshot) -> str:
    """Everything: answer and every difference."""
    from luoxuan.analysis.reconciliation import ReconciliationQuestion, Tolerance, ask, differences

    question = ReconciliationQuestion(FIRST, LAST, LAST, Tolerance(Decimal("0.02")))
    start = time.perf_counter()
    with engine.open(snapshot) as session:
        answer = ask(question, session)
        found = sum(len(batch) for batch in differences(question, session))
    taken = time.perf_counter() - start
    assert answer.matched + answer.explained + answer.unexplained == answer.total
    lines = sum(account.lines for account in answer.accounts)
    return f"{taken:.2f} {processor()} {peak()} {lines} {found}"


def pandas(snapshot: Snapshot) -> str:
    """The core alone: sums per order, a merge, too much, too little and unknown numbers."""
    start = time.perf_counter()
    with engine.open(snapshot) as session:
        bought = session.fetch(
            "SELECT order_id, buyer_paid_amount::DOUBLE AS paid FROM orders"
        ).to_pandas()
        moved = session.fetch(
            "SELECT order_id, fee_type, amount::DOUBLE AS amount FROM settlement_lines"
        ).to_pandas()
    sums = moved.pivot_table(index="order_id", columns="fee_type", values="amount", aggfunc="sum")
    both = bought.merge(sums.reset_index(), on="order_id", how="outer", indicator=True)
    off = (both["goods"].fillna(0) - both["paid"].fillna(0)).abs() > 0.02
    fee = (both["commission"].fillna(0) + both["paid"].fillna(0) * 0.02).abs() > 0.02
    found = int(off.sum() + fee.sum())
    return f"{time.perf_counter() - start:.2f} {processor()} {peak()} {len(moved)} {found}"


def processor() -> str:
    """Processor seconds of the process and all its threads: what a busy machine does not lengthen."""
    return f"{time.process_time():.1f}"


def peak() -> str:
    """The process's own peak memory in MB: getrusage would count what its parent held."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    kilobytes = next(row for row in status.splitlines() if row.startswith("VmHWM")).split()[1]
    return f"{int(kilobytes) / 1000:.0f}"


def main(sizes: tuple[int, ...] = SIZES) -> None:
    """Print the table."""
    print("## Reconciling a month\n")
    print(
        "Seconds, of which on the processor (all threads, start included), and peak memory of a process of its own.\n"
    )
    print("| orders | movements | differences | luoxuan, everything | pandas, sums and one merge |")
    print("|---:|---:|---:|---:|---:|")
    for total in sizes:
        root = Path(tempfile.mkdtemp(prefix="luoxuan-bench-"))
        snapshot = fill(root, total)
        (root / "versions").write_text(repr(dict(snapshot.versions)), encoding="utf-8")
        taken, used, memory, lines, found = measured("ours", root).split()
        peer, peer_used, peer_memory, *_ = measured("pandas", root).split()
        print(
            f"| {total:,} | {int(lines):,} | {int(found):,} | {taken} s ({used}), {memory} MB "
            f"| {peer} s ({peer_used}), {peer_memory} MB |",
            flush=True,
        )
        shutil.rmtree(root)


def part(what: str, root: Path) -> None:
    """One measurement of a filled lake."""
    from ast import literal_eval

    snapshot = Snapshot(root, literal_eval((root / "versions").read_text(encoding="utf-8")))
    print({"ours": ours, "pandas": pandas}[what](snapshot))


if __name__ == "__main__":
    if sys.argv[1:2] in (["ours"], ["pandas"]):
        part(sys.argv[1], Path(sys.argv[2]))
    else:
        main(tuple(int(value) for value in sys.argv[1:]) or SIZES)
