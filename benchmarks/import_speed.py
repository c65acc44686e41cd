"""How fast files come in: our engine beside the raw limit and beside pandas with the same cleaning."""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.import_files import NAME, write_exports
from benchmarks.import_peers import duckdb_raw, pandas_cleaned

ROWS = 2_000_000
SMALLER = 4
"""Memory is also looked at with a quarter of the rows."""


def ours(gbk: Path, folder: Path) -> int:
    """Read, clean, stage; then take every emitted row of every table."""
    from luoxuan.warehouse.sources import ReadContext, builtin_layouts, read_file

    context = ReadContext(
        brand="bench",
        import_id="bench",
        imported_at=datetime(2026, 10, 1, tzinfo=UTC),
        pseudonym_key=b"k" * 32,
        shops=(),
        shop=None,
        layouts=builtin_layouts(),
    )
    kept = 0
    for reading in read_file(gbk, name=NAME, context=context, workdir=folder):
        assert reading.report.status == "imported", reading.report.message
        for table in reading.tables():
            for batch in reading.rows(table):
                kept += batch.num_rows if table == "order_lines" else 0
        reading.close()
    return kept


def child(kind: str, folder: Path) -> None:
    """One measurement in a process of its own."""
    gbk, utf8 = folder / NAME, folder / "utf8.csv"
    run = {
        "raw": lambda: duckdb_raw(utf8),
        "pandas": lambda: pandas_cleaned(gbk, folder),
        "ours": lambda: ours(gbk, folder),
    }[kind]
    _warm(kind)
    start = time.perf_counter()
    rows = run()
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "rows": rows, "mb": peak}))


def _warm(kind: str) -> None:
    """Loading libraries and layouts is not part of reading a file."""
    if kind == "ours":
        from luoxuan.warehouse.sources import builtin_layouts

        builtin_layouts()
    elif kind == "raw":
        import duckdb  # noqa: F401
    else:
        import pandas as pd  # noqa: F401


def measured(kind: str, folder: Path) -> dict[str, float]:
    """Seconds, rows and peak memory of one kind."""
    command = [
        sys.executable,
        "-m",
        "benchmarks.import_speed",
        "--child",
        kind,
        "--folder",
        str(folder),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--child")
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--no-pandas", action="store_true")
    wishes = parser.parse_args()
    if wishes.child:
        child(wishes.child, wishes.folder)
        return
    kinds = ("raw", "ours") if wishes.no_pandas else ("raw", "pandas", "ours")
    with tempfile.TemporaryDirectory() as folder:
        gbk, _utf8 = write_exports(Path(folder), wishes.rows)
        size = gbk.stat().st_size / 1e6
        found = {kind: measured(kind, Path(folder)) for kind in kinds}
    with tempfile.TemporaryDirectory() as folder:
        write_exports(Path(folder), wishes.rows // SMALLER)
        small = measured("ours", Path(folder))
    print(_table(wishes.rows, size, found, small))


TITLES = {
    "raw": "DuckDB, the same lines in UTF-8 into a table of texts, nothing cleaned (the limit)",
    "pandas": "pandas: read_csv, the same cleaning, grouping and stage",
    "ours": "luoxuan: clean, classify, deduplicate, emit all tables, stage",
}


def _table(
    rows: int, size: float, found: dict[str, dict[str, float]], small: dict[str, float]
) -> str:
    own = found["ours"]["seconds"]
    lines = [
        f"## Import of {rows:,} dirty order lines ({size:.0f} MB of GBK)\n",
        "| what | seconds | rows per second | our speed against it | peak memory, MB |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for kind, result in found.items():
        seconds = result["seconds"]
        lines.append(
            f"| {TITLES[kind]} | {seconds:.2f} | {rows / seconds:,.0f} | {seconds / own:.2f} | {result['mb']:.0f} |"
        )
    lines.append(
        f"\nMemory is bounded, the store spills beyond its limit: {small['mb']:.0f} MB at {rows // SMALLER:,} lines,"
        f" {found['ours']['mb']:.0f} MB at {rows:,}.\n"
    )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
