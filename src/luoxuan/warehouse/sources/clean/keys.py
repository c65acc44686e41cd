"""One row per key: exact duplicates go, of several versions the freshest stays (9.1)."""

from typing import Any

from luoxuan.warehouse.sources.clean.columns import Cells
from luoxuan.warehouse.sources.clean.reasons import CODES, KEPT, MERGED, ROLLUP
from luoxuan.warehouse.sources.clean.table import TABLE, value_names

LOSERS = "losers"
KEPT_ROWS = "kept"


def losers_find(session: Any, cells: Cells) -> int:
    """Fill `losers` with the rows that give way, and count the different keys among those that stay.

    Keys are compared by hash first, which costs little; only rows whose hash occurs twice are compared in full.
    """
    session.execute(f"CREATE TABLE {LOSERS} (n BIGINT, why UTINYINT)")
    total = _count(session, f"SELECT count(*) FROM {TABLE} WHERE why = {KEPT}")
    if not cells.keys:
        return total
    keys = ", ".join(cell.value for cell in cells.keys)
    session.execute(
        f"CREATE TABLE twice AS SELECT h FROM (SELECT hash({keys}) AS h FROM {TABLE} WHERE why = {KEPT})"
        " GROUP BY h HAVING count(*) > 1"
    )
    if not _count(session, "SELECT count(*) FROM twice"):
        return total
    session.execute(_rivals(cells, keys))
    session.execute(
        f"INSERT INTO {LOSERS} SELECT n, {CODES['duplicate']} FROM rivals WHERE copy > 1"
    )
    if not cells.layout.ordinal_key:
        order = f"{_freshness(cells)}n DESC"
        session.execute(
            f"INSERT INTO {LOSERS} SELECT n, {MERGED} FROM (SELECT n, row_number() OVER"
            f" (PARTITION BY {keys} ORDER BY {order}) AS place FROM rivals WHERE copy = 1) WHERE place > 1"
        )
    rivals, different = session.execute(
        f"SELECT (SELECT count(*) FROM rivals), (SELECT count(*) FROM (SELECT DISTINCT {keys} FROM rivals))"
    ).fetchone()
    return total - int(rivals) + int(different)


def _rivals(cells: Cells, keys: str) -> str:
    values = [name for cell in cells.used for name in value_names(cell, cells) if name[0] != "p"]
    content = f"hash({', '.join(values)}, rest)"
    return (
        f"CREATE TABLE rivals AS SELECT *, row_number() OVER (PARTITION BY {keys}, content ORDER BY n) AS copy"
        f" FROM (SELECT n, {', '.join(_own(cells))}, {content} AS content FROM {TABLE}"
        f" WHERE why = {KEPT} AND hash({keys}) IN (SELECT h FROM twice))"
    )


def _own(cells: Cells) -> list[str]:
    fresh = cells.by_name.get(cells.layout.as_of.column or "")
    return list(dict.fromkeys([cell.value for cell in [*cells.keys, *([fresh] if fresh else [])]]))


def _freshness(cells: Cells) -> str:
    fresh = cells.by_name.get(cells.layout.as_of.column or "")
    return f"{fresh.value} DESC NULLS LAST, " if fresh else ""


def kept_view(session: Any, cells: Cells) -> None:
    """The view `kept`: the rows that stay, blanks of later lines filled from the first line of their order.

    A roll-up may be that line: the first row of an Amazon settlement says its currency and its day for all others.
    """
    lost = _count(session, f"SELECT count(*) FROM {LOSERS}")
    aside = f" ANTI JOIN {LOSERS} USING (n)" if lost else ""
    rows = f"SELECT {TABLE}.* FROM {TABLE}{aside} WHERE {TABLE}.why = {KEPT}"
    heirs = [cell for cell in cells.used if cell.column.inherit]
    order = cells.named(cells.layout.order_key)
    if not heirs or not order:
        session.execute(f"CREATE VIEW {KEPT_ROWS} AS {rows}")
        return
    keys = ", ".join(cell.value for cell in order)
    told = f"SELECT * FROM ({rows}) UNION ALL SELECT * FROM {TABLE} WHERE why = {ROLLUP}"
    session.execute(f"CREATE TABLE first_line AS SELECT min(n) AS n FROM ({told}) GROUP BY {keys}")
    names = [name for cell in heirs for name in value_names(cell, cells)]
    inherited = ", ".join(f"COALESCE(r.{name}, f.{name}) AS {name}" for name in names)
    same = " AND ".join(f"r.{cell.value} IS NOT DISTINCT FROM f.{cell.value}" for cell in order)
    session.execute(
        f"CREATE TABLE filled AS SELECT r.* REPLACE ({inherited}) FROM ({rows}) r LEFT JOIN"
        f" (SELECT * FROM {TABLE} WHERE n IN (SELECT n FROM first_line)) f ON {same}"
    )
    session.execute(f"CREATE VIEW {KEPT_ROWS} AS SELECT * FROM filled")


def _count(session: Any, sql: str) -> int:
    return int(session.execute(sql).fetchone()[0])
