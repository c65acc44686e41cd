"""Why a number is missing, or what to know beside it."""

from luoxuan.metrics.sentences import Template

NO_REPORT = Template(
    "no_report",
    en="No {report} imported for these days.",
    zh="这几天没有导入{report}。",
)
NOT_IN_SOURCE = Template(
    "not_in_source",
    en="The imported {report} does not have this figure.",
    zh="已导入的{report}里没有这一项。",
)
NOT_ADDED = Template(
    "distinct_not_added",
    en="Distinct people are never added over days or shops, and no report gives this period as a whole.",
    zh="去重人数不跨日、跨店相加，且没有恰好覆盖该时段的报表。",
)
NOTHING_BELOW = Template(
    "nothing_to_divide_by",
    en="There is nothing to divide by: {what} is 0.",
    zh="无法相除：{what}为 0。",
)
OTHER_CURRENCY = Template(
    "other_currency",
    en="Only {currency}; besides there is {others}. Currencies are not added.",
    zh="只含 {currency}；另有 {others}。不同币种不相加。",
)
NO_COMMON_CURRENCY = Template(
    "no_common_currency",
    en="Several currencies and none of them the brand's: {others}. Currencies are not added.",
    zh="有多个币种且都不是品牌本币：{others}。不同币种不相加。",
)
MASKED = Template(
    "buyers_masked",
    en="The platform masks the buyers: none of {orders} orders names one.",
    zh="平台对买家做了脱敏：{orders} 单里没有可识别的买家。",
)
TOO_FEW_KNOWN = Template(
    "too_few_buyers_known",
    en="Only {share:share} of the paid orders have a known buyer; four in five are needed.",
    zh="只有 {share:share} 的成交订单可识别买家，不足八成。",
)
PARTLY_COVERED = Template(
    "partly_covered",
    en="{covered} of {asked} shop-days have data.",
    zh="{asked} 个店·日中有 {covered} 个有数据。",
)
NO_COST = Template(
    "no_cost",
    en="No cost is known of what was sold: bring in the cost table.",
    zh="所售商品都没有成本：请导入成本表。",
)
NO_SHOP = Template("no_shop", en="No shop has data yet.", zh="还没有任何店铺的数据。")

REPORTS: dict[str, Template] = {
    "orders": Template("report_orders", en="order report", zh="订单报表"),
    "lines": Template("report_lines", en="order lines", zh="订单商品明细"),
    "refunds": Template("report_refunds", en="after-sale report", zh="售后退款报表"),
    "traffic_shop": Template("report_traffic_shop", en="shop traffic report", zh="店铺流量报表"),
    "traffic_product": Template(
        "report_traffic_product", en="product traffic report", zh="商品流量报表"
    ),
    "traffic_source": Template(
        "report_traffic_source", en="traffic source report", zh="流量来源报表"
    ),
    "ads": Template("report_ads", en="advertising report", zh="广告报表"),
    "service": Template("report_service", en="customer service report", zh="客服绩效报表"),
    "parcels": Template("report_parcels", en="parcel report", zh="物流或 ERP 发货报表"),
    "stock": Template("report_stock", en="stock report", zh="库存报表"),
}
