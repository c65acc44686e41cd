"""Fields that follow from other fields of the row, the same for every layout (9.1)."""

from collections.abc import Mapping

from luoxuan.warehouse.sources.clean.clock import to_local
from luoxuan.warehouse.sources.emit.fields import NULL, Expr
from luoxuan.warehouse.sources.sql import quoted
from luoxuan.warehouse.tables import Table

WENT_ON = ("awaiting_shipment", "partially_shipped", "shipped", "delivered", "completed")
DISCOUNTS = ("merchant_discount", "platform_discount", "influencer_discount", "payment_discount")
TOLERANCE = "0.01"
Fields = Mapping[str, Expr]


def derived(table: Table, fields: Fields, zone: str) -> dict[str, Expr]:
    """What the layout leaves out; names are columns of the level below."""
    names = {column.name for column in table.columns}
    made: dict[str, Expr] = {}
    if "payment_status" in names and "payment_status" not in fields:
        made["payment_status"] = _payment_status(fields)
    if "refunded_at" in names:
        made |= _refund_dates(fields, zone)
    for name in names:
        source = fields.get(f"{name[:-3]}_at", NULL)
        if (
            name.endswith("_on")
            and name not in fields
            and name not in made
            and source.type != "null"
        ):
            made[name] = Expr(f"CAST({to_local(f'{name[:-3]}_at', zone)} AS DATE)", "date")
    if "time_precision" in names and "time_precision" not in fields:
        made["time_precision"] = (
            Expr("written_precision", "text") if "written_precision" in fields else NULL
        )
    return made


def _has(fields: Fields, name: str) -> bool:
    return fields.get(name, NULL).type != "null"


def _payment_status(fields: Fields) -> Expr:
    paid_amount = next((n for n in ("buyer_paid_amount", "paid_amount") if _has(fields, n)), None)
    branches: list[str] = []
    if _has(fields, "refund_amount"):
        if paid_amount:
            branches.append(
                f"WHEN refund_amount > 0 AND refund_amount >= {paid_amount} THEN 'refunded'"
            )
        branches.append("WHEN refund_amount > 0 THEN 'partially_refunded'")
    if _has(fields, "order_status"):
        branches.append("WHEN order_status = 'closed' THEN 'refunded'")
        branches.append("WHEN order_status IN ('pending_payment', 'cancelled') THEN 'unpaid'")
    if _has(fields, "paid_at"):
        branches.append("WHEN paid_at IS NOT NULL THEN 'paid'")
    if _has(fields, "order_status"):
        gone = " OR ".join(f"order_status = {quoted(word)}" for word in WENT_ON)
        branches.append(f"WHEN {gone} THEN 'paid'")
    if not branches:
        return Expr("'unknown'", "text", "unknown")
    return Expr(f"CASE {' '.join(branches)} ELSE 'unknown' END", "text")


def _refund_dates(fields: Fields, zone: str) -> dict[str, Expr]:
    """Files print the end of any case as its time; only a refund that went through has one."""
    if not _has(fields, "status"):
        return {}
    done = "status = 'refunded'"
    made: dict[str, Expr] = {}
    own = "NULL"
    if _has(fields, "refunded_at"):
        made["refunded_at"] = Expr(f"CASE WHEN {done} THEN refunded_at END", "time")
        own = f"CAST({to_local('refunded_at', zone)} AS DATE)"
    if _has(fields, "refunded_on"):
        own = f"COALESCE(refunded_on, {own})"
    applied = "NULL"
    if _has(fields, "applied_on"):
        applied = "applied_on"
    elif _has(fields, "applied_at"):
        applied = f"CAST({to_local('applied_at', zone)} AS DATE)"
    if own != "NULL" or applied != "NULL":
        made["refunded_on"] = Expr(f"CASE WHEN {done} THEN COALESCE({own}, {applied}) END", "date")
    return made


def quality_flags(table: Table, fields: Fields) -> Expr:
    """Words of doubt about a row."""
    tests: list[tuple[str, str]] = []
    if table.name == "orders" and (bridge := _bridge(fields)):
        tests.append((bridge, "bridge_mismatch"))
    for name in ("order_status", "status", "after_sale_status"):
        if _has(fields, name) and not fields[name].is_constant:
            tests.append((f"{name} = 'unknown'", "unknown_status"))
            break
    if table.name == "refunds" and _has(fields, "status"):
        moments = [n for n in ("refunded_at", "refunded_on") if _has(fields, n)]
        lacking = " AND ".join(f"{name} IS NULL" for name in moments) or "TRUE"
        tests.append((f"status = 'refunded' AND {lacking}", "refund_date_assumed"))
    if not tests:
        return NULL
    if len(tests) == 1:
        return Expr(f"CASE WHEN {tests[0][0]} THEN '{tests[0][1]}' END", "text")
    # Doubt is rare: the words are put together only where there is some.
    words = ", ".join(f"CASE WHEN {test} THEN '{word}' END" for test, word in tests)
    some = " OR ".join(f"({test})" for test, _word in tests)
    return Expr(f"CASE WHEN {some} THEN concat_ws(',', {words}) END", "text")


def _bridge(fields: Fields) -> str | None:
    """goods - discounts + freight = paid, within a cent per line; a part the file lacks counts as nothing."""
    if not (_has(fields, "goods_amount") and _has(fields, "buyer_paid_amount")):
        return None
    off = "".join(f" - COALESCE({name}, 0)" for name in DISCOUNTS if _has(fields, name))
    freight = " + COALESCE(shipping_amount, 0)" if _has(fields, "shipping_amount") else ""
    return f"abs(goods_amount{off}{freight} - buyer_paid_amount) > {TOLERANCE} * lines_in_row"
