"""The facts as table expressions: rows with a day, the dimensions and the amounts (6.6).

Test orders are out, roll-ups are out, rows of a longer period never stand for a day, and each spend is taken once.
"""

from collections.abc import Callable
from typing import Any

from luoxuan.metrics.operations import parcels, service, stock
from luoxuan.metrics.profit import profit, profit_after_ads
from luoxuan.metrics.scope import Scope
from luoxuan.metrics.spend import ads
from luoxuan.metrics.visits import traffic, traffic_products, traffic_sources
from luoxuan.warehouse.engine import ibis_tables

PAID = ("paid", "partially_refunded", "refunded")
MONEYLESS = ("exchange", "reship", "repair")
"""After-sale cases that give no money back."""


def orders_created(scope: Scope) -> Any:
    """Every order placed on the days, paid or not."""
    orders = ibis_tables()["orders"]
    placed = orders.filter(scope.within(orders.created_on), _is_real(orders), *scope.admits(orders))
    return _order_rows(placed, placed.created_on)


def orders_paid(scope: Scope) -> Any:
    """Every order paid on the days."""
    return _paid(ibis_tables()["orders"], scope, _order_rows)


def _order_rows(orders: Any, day: Any, **more: Any) -> Any:
    return orders.select(
        *("platform", "shop_key", "order_id", "currency", "channel", "province", "customer_key"),
        day=day,
        source=_first_text(orders.traffic_source_raw, orders.channel),
        amount=orders.buyer_paid_amount,
        units=orders.units,
        identified=orders.customer_key.notnull().cast("int64"),
        **more,
        **_lineage(orders),
    )


def _paid(table: Any, scope: Scope, rows: Callable[[Any, Any], Any]) -> Any:
    """Rows paid on the days and the day they were: two branches for each stretch of days, so that each prunes.

    A file without payment times says of some orders that they are paid: those count on the day of the order.
    """
    import ibis

    mine = [*scope.admits(table), *([_is_real(table)] if "is_test" in table.columns else [])]
    status = table.payment_status.fill_null("unknown")
    branches = []
    for stretch in scope.split():
        dated = table.filter(stretch.within(table.paid_on), status.isin([*PAID, "unknown"]), *mine)
        undated = table.filter(
            table.paid_on.isnull(), stretch.within(table.created_on), status.isin(PAID), *mine
        )
        branches += [rows(dated, dated.paid_on), rows(undated, undated.created_on)]
    return ibis.union(*branches, distinct=False)


def _is_real(orders: Any) -> Any:
    return ~orders.is_test.fill_null(False)


def lines_created(scope: Scope) -> Any:
    """Every line of the orders placed on the days."""
    lines = ibis_tables()["order_lines"]
    placed = lines.filter(scope.within(lines.created_on), *scope.admits(lines))
    orders = ibis_tables()["orders"]
    orders = orders.filter(scope.within(orders.created_on))
    return _priced(_raw_lines(placed, placed.created_on), _paid_by_order(orders, orders.created_on))


def lines_paid(scope: Scope) -> Any:
    """Every line of the orders paid on the days."""
    lines = _paid(ibis_tables()["order_lines"], scope, _raw_lines)
    shops = Scope(scope.periods, scope.shops, scope.platforms)
    return _priced(lines, _paid(ibis_tables()["orders"], shops, _paid_by_order))


KEY = ["platform", "shop_key", "order_id"]


def pieces_paid(scope: Scope) -> Any:
    """Every line of the orders paid on the days, without its amount: what pieces are counted from."""
    return _real_lines(_paid(ibis_tables()["order_lines"], scope, _raw_lines))


def _real_lines(lines: Any) -> Any:
    tests = ibis_tables()["orders"]
    return lines.anti_join(tests.filter(tests.is_test).select(*KEY), KEY)


def _raw_lines(lines: Any, day: Any) -> Any:
    return lines.select(
        *("platform", "shop_key", "line_id", "order_id", "currency", "channel", "province"),
        *("quantity", "title", "paid_amount", "goods_amount", "is_gift", "unit_price"),
        day=day,
        source=_first_text(lines.traffic_source_raw, lines.channel),
        product=lines.product_id,
        merchant_sku=lines.merchant_sku.nullif(""),
        sku=_first_text(lines.merchant_sku, lines.sku_id),
        **_lineage(lines),
    )


def _paid_by_order(orders: Any, day: Any) -> Any:
    goods = orders.buyer_paid_amount - orders.shipping_amount.fill_null(0)
    return orders.select(*KEY, day=day, goods_paid=goods)


def _priced(lines: Any, orders: Any) -> Any:
    """Lines of real orders; where only the order has an amount it is shared by the value of the goods."""
    lines = _real_lines(lines)
    unpriced = lines.filter(lines.paid_amount.isnull())
    goods = unpriced.group_by(KEY).aggregate(goods_of_order=_worth(unpriced).sum())
    shared = goods.join(orders.select(*KEY, "goods_paid"), KEY)
    shared = shared.select(*KEY, "goods_of_order", "goods_paid")
    joined = lines.left_join(shared, KEY)
    amount = joined.paid_amount.coalesce(_allotted(joined))
    return joined.select(*(name for name in lines.columns if name not in _PRICES), amount=amount)


_PRICES = ("paid_amount", "goods_amount")


def _worth(lines: Any) -> Any:
    """What a line weighs inside its order; a gift weighs nothing."""
    import ibis

    worth = lines.goods_amount.fill_null(0)
    return ibis.ifelse(lines.is_gift.fill_null(False), 0, worth)


def _allotted(joined: Any) -> Any:
    """The line's part of what the buyer paid for the goods of the order, to four decimals."""
    import ibis

    part = joined.goods_paid.cast("float64") * _worth(joined).cast("float64")
    total = joined.goods_of_order.cast("float64")
    return ibis.ifelse(total > 0, (part / total.nullif(0)).round(4).cast("decimal(18, 4)"), None)


def refunds_done(scope: Scope) -> Any:
    """Refunds paid back on the days."""
    refunds = ibis_tables()["refunds"]
    done = refunds.filter(
        scope.within(refunds.refunded_on), *_money_back(refunds), *scope.admits(refunds)
    )
    return _refund_rows(done, done.refunded_on)


def refunds_cohort(scope: Scope) -> Any:
    """Refunds, whenever they came, of the orders paid on the days."""
    refunds = ibis_tables()["refunds"]
    done = refunds.filter(*_money_back(refunds), *scope.admits(refunds))
    shops = Scope(scope.periods, scope.shops, scope.platforms)
    orders = _paid(ibis_tables()["orders"], shops, _paid_by_order)
    of_orders = done.inner_join(orders.select(*KEY, "day"), KEY)
    return _refund_rows(of_orders, of_orders.day)


def _money_back(refunds: Any) -> list[Any]:
    return [
        refunds.status == "refunded",
        ~refunds.type.fill_null("unknown").isin(MONEYLESS),
    ]


def _refund_rows(refunds: Any, day: Any) -> Any:
    return refunds.select(
        *("platform", "shop_key", "refund_id", "order_id", "currency", "amount"),
        day=day,
        product=refunds.product_id,
        sku=refunds.merchant_sku,
        **_lineage(refunds),
    )


def first_purchases(scope: Scope) -> Any:
    """The first paid order of each known buyer, where it falls on the days."""
    import ibis

    known = _known_orders()
    first = known.mutate(nth=ibis.row_number().over(_in_turn(known)))
    first = first.filter(first.nth == 0, scope.within(first.day), *scope.admits(first))
    return _order_rows(first, first.day)


RETURNED_WITHIN = 90
"""Days within which a customer who buys again has been kept."""


def customer_orders(scope: Scope) -> Any:
    """Paid orders of known buyers on the days, each with what the same buyer did before and after it.

    `repeat`: the buyer had bought within 90 days before. `kept` and `keepable`: of a first order whose 90 days lie within
    the data, whether the buyer came back in them.
    """
    import ibis

    known = _known_orders()
    turn = _in_turn(known)
    placed = known.mutate(
        nth=ibis.row_number().over(turn),
        day_before=known.day.lag().over(turn),
        day_after=known.day.lead().over(turn),
        newest=known.day.max().over(ibis.window()),
    )
    placed = placed.filter(scope.within(placed.day), *scope.admits(placed))
    keepable = (placed.nth == 0) & (placed.newest.delta(placed.day, unit="day") >= RETURNED_WITHIN)
    came_back = _within(placed.day_after, placed.day)
    return _order_rows(
        placed,
        placed.day,
        repeat=_within(placed.day, placed.day_before).cast("int64"),
        keepable=keepable.cast("int64"),
        kept=(keepable & came_back).cast("int64"),
    )


def _within(later: Any, earlier: Any) -> Any:
    return (later.delta(earlier, unit="day") <= RETURNED_WITHIN).fill_null(False)


def _known_orders() -> Any:
    """Every paid order of a buyer whose identity the platform gives, with its day."""
    import ibis

    orders = ibis_tables()["orders"]
    status = orders.payment_status.fill_null("unknown")
    paid = ibis.or_(
        orders.paid_on.notnull() & status.isin([*PAID, "unknown"]),
        orders.paid_on.isnull() & status.isin(PAID),
    )
    known = orders.filter(paid, orders.customer_key.notnull(), _is_real(orders))
    return known.mutate(day=known.paid_on.coalesce(known.created_on))


def _in_turn(known: Any) -> Any:
    """Each buyer's orders, one after another."""
    import ibis

    order = [known.day, known.created_at, known.platform, known.shop_key, known.order_id]
    return ibis.window(group_by="customer_key", order_by=order)


def _first_text(*columns: Any) -> Any:
    return columns[0].nullif("").coalesce(*(column.nullif("") for column in columns[1:]))


def _lineage(table: Any) -> dict[str, Any]:
    return {name: table[name] for name in ("import_id", "file_sha256", "source_row_no")}


BUILDERS: dict[str, Callable[[Scope], Any]] = {
    "orders_created": orders_created,
    "orders_paid": orders_paid,
    "lines_created": lines_created,
    "lines_paid": lines_paid,
    "pieces_paid": pieces_paid,
    "refunds_done": refunds_done,
    "refunds_cohort": refunds_cohort,
    "first_purchases": first_purchases,
    "customer_orders": customer_orders,
    "traffic": traffic,
    "traffic_products": traffic_products,
    "traffic_sources": traffic_sources,
    "ads": ads,
    "service": service,
    "parcels": parcels,
    "stock": stock,
    "profit": profit,
    "profit_after_ads": profit_after_ads,
}
