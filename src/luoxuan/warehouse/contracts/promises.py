"""Promises that are a table's own: values that cannot be, rows that contradict each other (9.2)."""

from luoxuan.warehouse.contracts.model import Rule

ORDER_OF = "SELECT 1 FROM orders o WHERE o.platform = t.platform AND o.shop_key = t.shop_key AND o.order_id = t.order_id"


def _day(table: str, column: str) -> Rule:
    return Rule(
        f"{table}.{column}.possible", table, "accuracy",
        "日期在 2010 年之后且不晚于明天", "The day is after 2010 and not after tomorrow",
        bad=f"t.{column} < DATE '2010-01-01' OR t.{column} > CAST($today AS DATE) + 1",
        applies=f"t.{column} IS NOT NULL",
        mend_zh="检查文件的日期列与电脑时钟。", mend_en="Look at the dates of the file and at the clock.",
    )  # fmt: skip


def _not_negative(table: str, column: str) -> Rule:
    return Rule(
        f"{table}.{column}.not_negative", table, "accuracy",
        f"{column} 不为负", f"{column} is not negative",
        bad=f't."{column}" < 0', applies=f't."{column}" IS NOT NULL',
        mend_zh="冲销行应在隔离区处理。", mend_en="A reversal belongs into quarantine.",
    )  # fmt: skip


def _has_order(table: str) -> Rule:
    return Rule(
        f"{table}.order.there", table, "consistency",
        "所属订单已导入", "Its order has been imported",
        bad=f"NOT EXISTS ({ORDER_OF})", applies="t.order_id IS NOT NULL", reads=("orders",),
        mend_zh="补导该店铺同期的订单文件。", mend_en="Import the order file of that shop and time.",
    )  # fmt: skip


OWN: tuple[Rule, ...] = (
    *(
        _day(table, column)
        for table, column in (
            ("orders", "created_on"), ("order_lines", "created_on"), ("refunds", "applied_on"),
            ("traffic_daily", "period_start"), ("ad_spend_daily", "period_start"),
            ("settlement_lines", "occurred_on"), ("payments", "occurred_on"),
            ("stock_snapshots", "snapshot_on"), ("shipments", "shipped_on"),
        )
    ),
    *(
        _not_negative(table, column)
        for table, column in (
            ("orders", "buyer_paid_amount"), ("order_lines", "quantity"), ("refunds", "amount"),
            ("traffic_daily", "visitors"), ("ad_spend_daily", "spend"), ("costs", "unit_cost"),
        )
    ),
    *(_has_order(table) for table in ("order_lines", "refunds")),
    Rule(
        "orders.bridge", "orders", "consistency",
        "商品总额 − 优惠 + 运费 = 买家实付", "Goods less discounts plus freight is what the buyer pays",
        bad="contains(coalesce(t.quality_flags, ''), 'bridge_mismatch')",
        mend_zh="对照平台后台该订单的金额构成。", mend_en="Compare the order's amounts with the platform's page.",
    ),
    Rule(
        "orders.paid_after_created", "orders", "consistency",
        "付款不早于下单", "Paid not before it was placed",
        bad="t.paid_at < t.created_at - INTERVAL 1 DAY",
        applies="t.paid_at IS NOT NULL AND t.created_at IS NOT NULL",
        mend_zh="检查文件的时区与日期格式。", mend_en="Look at the zone and form of the file's dates.",
    ),
    Rule(
        "orders.one_shop", "orders", "uniqueness",
        "同一订单号只属于一家店铺", "An order number belongs to one shop only",
        bad="EXISTS (SELECT 1 FROM orders o WHERE o.platform = t.platform AND o.order_id = t.order_id"
        " AND o.shop_key <> t.shop_key)",
        mend_zh="撤销归错店铺的那次导入。", mend_en="Undo the import that went to the wrong shop.",
    ),
    Rule(
        "refunds.not_more_than_paid", "refunds", "consistency",
        "退款不超过订单实付", "Not more is refunded than was paid",
        bad="EXISTS (SELECT 1 FROM orders o WHERE o.platform = t.platform AND o.shop_key = t.shop_key"
        " AND o.order_id = t.order_id AND t.amount > o.buyer_paid_amount + coalesce(o.payment_discount, 0) + 0.01)",
        applies="t.status = 'refunded'", reads=("orders",),
        mend_zh="核对该退款单与订单金额。", mend_en="Compare the case with the order.",
    ),
    Rule(
        "traffic_daily.paid_within_visitors", "traffic_daily", "consistency",
        "支付买家数不超过访客数", "Not more buyers than visitors",
        bad="t.paid_buyers > t.visitors",
        applies="t.paid_buyers IS NOT NULL AND t.visitors IS NOT NULL AND NOT coalesce(t.is_rollup, FALSE)",
        mend_zh="检查报表的统计口径。", mend_en="Look at what the report counts.",
    ),
    Rule(
        "ad_spend_daily.clicks_within_impressions", "ad_spend_daily", "consistency",
        "点击不超过展现", "Not more clicks than impressions",
        bad="t.clicks > t.impressions", applies="t.clicks IS NOT NULL AND t.impressions IS NOT NULL",
        mend_zh="检查列是否对错。", mend_en="Look whether columns are mixed up.",
    ),
    Rule(
        "settlement_lines.order.there", "settlement_lines", "consistency",
        "账单行的订单已导入", "The order of the bill's line has been imported",
        bad="NOT EXISTS (SELECT 1 FROM orders o WHERE o.order_id = t.order_id)",
        applies="t.order_id IS NOT NULL", reads=("orders",),
        mend_zh="补导账单所涉店铺的订单文件。", mend_en="Import the order file of the shop the bill is about.",
    ),
    Rule(
        "settlement_lines.not_twice", "settlement_lines", "uniqueness",
        "同一秒、同一订单、同一金额没有两个流水号", "No two numbers for one order, second and amount",
        bad="EXISTS (SELECT 1 FROM settlement_lines o WHERE o.provider = t.provider AND o.account = t.account"
        " AND o.ledger = t.ledger AND o.order_id = t.order_id AND o.occurred_at = t.occurred_at"
        " AND o.amount = t.amount AND o.component = t.component AND o.fee_raw IS NOT DISTINCT FROM t.fee_raw"
        " AND o.flow_no <> t.flow_no)",
        applies="t.order_id IS NOT NULL",
        mend_zh="在对账差异清单中处理。", mend_en="See the list of differences.",
    ),
    Rule(
        "stock_snapshots.adds_up", "stock_snapshots", "consistency",
        "可用 = 实际 + 虚拟 − 占有", "Available is on hand plus virtual less reserved",
        bad="t.available <> t.on_hand + coalesce(t.virtual, 0) - coalesce(t.reserved, 0)",
        applies="t.available IS NOT NULL AND t.on_hand IS NOT NULL AND t.reserved IS NOT NULL",
        mend_zh="核对库存系统的可用数口径。", mend_en="Look how the stock system reckons it.",
    ),
    Rule(
        "shipments.in_order", "shipments", "consistency",
        "签收不早于发货", "Delivered not before it was sent",
        bad="t.delivered_at < t.shipped_at",
        applies="t.delivered_at IS NOT NULL AND t.shipped_at IS NOT NULL",
        mend_zh="检查物流文件的时间列。", mend_en="Look at the times of the file.",
    ),
    Rule(
        "source_files.own_totals", "source_files", "accuracy",
        "文件自带合计与逐行相加一致", "A file's own totals equal the sum of its rows",
        bad="len(list_filter(list_concat(json_extract_string(t.report, '$.totals_check.*'),"
        " json_extract_string(t.report, '$.footer_check.*')), x -> x <> 'equal')) > 0",
        applies="t.status = 'imported' AND (json_extract_string(t.report, '$.totals_check') <> '{}'"
        " OR json_extract_string(t.report, '$.footer_check') <> '{}')",
        mend_zh="重新导出该文件：可能缺行。", mend_en="Export the file again: rows may be missing.",
    ),
    Rule(
        "source_files.quarantine", "source_files", "accuracy",
        "没有隔离行", "No row is in quarantine",
        bad="t.rows_quarantined > 0", applies="t.status = 'imported'",
        mend_zh="在导入页改正隔离行。", mend_en="Set the rows right on the import's page.",
    ),
)  # fmt: skip
