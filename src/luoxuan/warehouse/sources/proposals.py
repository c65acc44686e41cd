"""What the columns of an unknown report may be, by their names and by their cells (9.1)."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from luoxuan.warehouse.sources.header import compared
from luoxuan.warehouse.sources.layout import Kind
from luoxuan.warehouse.sources.library import load_layouts
from luoxuan.warehouse.sources.staging import is_personal_name

GENERIC: dict[str, tuple[str, ...]] = {
    "order_id": (
        "invoiceno",
        "invoice",
        "order id",
        "order no",
        "order number",
        "订单号",
        "订单编号",
        "单号",
        "流水号",
    ),
    "created_at": (
        "invoicedate",
        "order date",
        "created at",
        "date",
        "datetime",
        "下单时间",
        "订单日期",
        "创建时间",
        "销售时间",
    ),
    "paid_at": ("paid at", "payment date", "付款时间", "支付时间"),
    "customer_key": (
        "customerid",
        "customer id",
        "member id",
        "user id",
        "buyer id",
        "会员号",
        "会员编号",
        "客户编号",
    ),
    "sku_id": (
        "stockcode",
        "sku",
        "sku id",
        "item code",
        "货号",
        "商品编码",
        "规格编码",
        "商家编码",
    ),
    "product_id": ("product id", "item id", "商品id", "商品编号"),
    "title": ("description", "product", "product name", "item", "商品名称", "品名", "商品标题"),
    "spec": ("variant", "规格", "颜色尺码"),
    "quantity": ("quantity", "qty", "units", "数量", "件数", "购买数量"),
    "unit_price": ("unitprice", "unit price", "price", "单价", "成交价"),
    "paid_amount": ("amount", "line total", "实付金额", "金额", "成交金额", "销售额"),
    "buyer_paid_amount": ("total", "grand total", "订单金额", "实收金额"),
    "order_status": ("status", "order status", "订单状态", "状态"),
    "province": ("country", "province", "state", "region", "省", "省份"),
    "city": ("city", "市", "城市"),
    "refund_id": ("refund id", "退款编号", "售后单号"),
    "amount": ("refund amount", "退款金额"),
    "visitors": ("visitors", "访客数"),
    "page_views": ("page views", "浏览量"),
    "spend": ("spend", "cost", "花费", "消耗", "消费"),
    "impressions": ("impressions", "展现量", "曝光量"),
    "clicks": ("clicks", "点击量"),
    "period": ("day", "日期", "统计日期"),
    "campaign_name": ("campaign", "计划名称", "推广计划"),
}
"""Field names and what merchants' own tables call them; reports of platforms add theirs."""

TABLES: tuple[tuple[str, frozenset[str]], ...] = (
    ("ad_spend_daily", frozenset({"spend"})),
    ("traffic_daily", frozenset({"visitors"})),
    ("refunds", frozenset({"refund_id"})),
    ("order_lines", frozenset({"order_id", "quantity"})),
    ("orders", frozenset({"order_id"})),
    ("skus", frozenset({"sku_id"})),
    ("products", frozenset({"product_id"})),
)
"""The table a report is of, by the fields that give it away, the surest first."""

_OWN: dict[str, frozenset[str]] = {
    "order_lines": frozenset(
        [
            "order_id",
            "line_id",
            "created_at",
            "paid_at",
            "order_status",
            "customer_key",
            "province",
            "city",
            "channel",
            "product_id",
            "sku_id",
            "merchant_sku",
            "title",
            "spec",
            "quantity",
            "unit_price",
            "list_price",
            "goods_amount",
            "paid_amount",
            "merchant_discount",
            "platform_discount",
        ]
    ),
    "orders": frozenset(
        [
            "order_id",
            "created_at",
            "paid_at",
            "order_status",
            "customer_key",
            "province",
            "city",
            "channel",
            "goods_amount",
            "merchant_discount",
            "platform_discount",
            "shipping_amount",
            "buyer_paid_amount",
            "refund_amount",
            "units",
        ]
    ),
    "refunds": frozenset(
        [
            "refund_id",
            "order_id",
            "amount",
            "applied_at",
            "refunded_at",
            "status",
            "reason",
            "quantity",
            "product_id",
            "merchant_sku",
        ]
    ),
    "products": frozenset(["product_id", "title", "merchant_code", "category", "status"]),
    "skus": frozenset(["sku_id", "product_id", "merchant_sku", "title", "spec"]),
    "traffic_daily": frozenset(
        [
            "period",
            "product_id",
            "source_path",
            "title",
            "visitors",
            "page_views",
            "add_to_cart_users",
            "paid_buyers",
            "paid_orders",
            "paid_units",
            "paid_amount",
        ]
    ),
    "ad_spend_daily": frozenset(
        [
            "period",
            "campaign_id",
            "campaign_name",
            "adgroup_id",
            "creative_id",
            "target_id",
            "spend",
            "impressions",
            "clicks",
            "total_orders",
            "total_value",
        ]
    ),
}
"""Fields of each table a person may map to."""

KINDS: dict[str, Kind] = {
    "created_at": "time", "paid_at": "time", "applied_at": "time", "refunded_at": "time", "period": "period",
    "quantity": "count", "units": "count", "visitors": "count", "page_views": "count", "impressions": "count",
    "clicks": "count", "paid_orders": "count", "paid_units": "count", "paid_buyers": "count",
    "order_status": "status", "status": "status", "customer_key": "personal",
    "unit_price": "money", "list_price": "money", "paid_amount": "money", "goods_amount": "money",
    "buyer_paid_amount": "money", "amount": "money", "spend": "money", "total_value": "money",
    "merchant_discount": "money", "platform_discount": "money", "shipping_amount": "money",
    "order_id": "id", "line_id": "id", "product_id": "id", "sku_id": "id", "merchant_sku": "id", "refund_id": "id",
}  # fmt: skip

_TIME = re.compile(
    r"^\d{4}[-/年.]\d{1,2}[-/月.]\d{1,2}日?[ T]*\d{1,2}:\d{2}|^\d{1,2}/\d{1,2}/\d{4} \d{1,2}:\d{2}"
)
_DATE = re.compile(r"^\d{4}[-/年.]\d{1,2}[-/月.]\d{1,2}日?$|^20\d{6}$|^\d{1,2}/\d{1,2}/\d{4}$")
_PERCENT = re.compile(r"^-?[\d.]+\s*[%％]$")
_MONEY = re.compile(r"^[¥￥$€£]?-?[¥￥$€£]?(\d+|\d{1,3}(,\d{3})+)\.\d{1,4}元?$")
_COUNT = re.compile(r"^-?(\d{1,9}|\d{1,3}(,\d{3})+)$")


@dataclass(frozen=True)
class Proposal:
    """What a column may be; `target` is table.field."""

    column: str
    kind: Kind
    target: str | None = None
    confidence: float = 0.0


def proposals_of(header: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[Proposal, ...]:
    """One proposal per column, all for one table, each field at most once."""
    contents = [kind_of([row[place] for row in rows]) for place in range(len(header))]
    candidates = [_fields_of(name) for name in header]
    table = _table(candidates)
    taken: set[str] = set()
    made: list[Proposal] = []
    for name, kind, fields in zip(header, contents, candidates, strict=True):
        field = next(
            (f for f in fields if f in _OWN.get(table, ()) and f not in taken and _agrees(f, kind)),
            None,
        )
        if field is not None:
            taken.add(field)
            confidence = 0.9 if KINDS.get(field) == kind else 0.7
            made.append(Proposal(name, _kind(field, kind), f"{table}.{field}", confidence))
        elif is_personal_name(name):
            made.append(Proposal(name, "personal", None, 0.8))
        else:
            made.append(Proposal(name, kind, None, 0.3))
    return tuple(made)


def _kind(field: str, content: Kind) -> Kind:
    kind = KINDS.get(field)
    if kind == "time" and content == "date":
        return "time"
    return kind or ("text" if content in ("status", "id") else content)


def _agrees(field: str, content: Kind) -> bool:
    """Whether the cells do not speak against the name."""
    wanted = KINDS.get(field)
    if wanted in ("money", "count"):
        return content in ("money", "count", "number", "id", "percent") or content == "text"
    if wanted in ("time", "period"):
        return content in ("time", "date", "period", "text")
    return True


def kind_of(cells: Sequence[str]) -> Kind:
    """What the cells look like."""
    filled = [cell.strip() for cell in cells if cell.strip() not in ("", "-", "--")]
    if not filled:
        return "text"
    for kind, pattern in _LOOKS:
        if sum(1 for cell in filled if pattern.search(cell)) >= 0.8 * len(filled):
            return kind
    if all(re.fullmatch(r"[A-Za-z]{0,4}[-_]?\d[\w-]{4,}", cell) for cell in filled):
        return "id"
    different = len(set(filled))
    return (
        "status"
        if different <= max(6, len(filled) // 10) and max(map(len, filled)) <= 20 < len(filled)
        else "text"
    )


_LOOKS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("time", _TIME),
    ("date", _DATE),
    ("percent", _PERCENT),
    ("money", _MONEY),
    ("count", _COUNT),
)


def _fields_of(name: str) -> list[str]:
    """Fields a column of that name has filled elsewhere, the likeliest first."""
    key = compared(name)
    found = [field for field, names in _generic().items() if key in names]
    return list(dict.fromkeys([*found, *_learned().get(key, ())]))


def _table(candidates: Sequence[Sequence[str]]) -> str:
    fields = {field for each in candidates for field in each}
    return next((table for table, needed in TABLES if needed <= fields), "order_lines")


@cache
def _generic() -> Mapping[str, frozenset[str]]:
    return {field: frozenset(compared(name) for name in names) for field, names in GENERIC.items()}


@cache
def _learned() -> Mapping[str, tuple[str, ...]]:
    """What the built-in layouts do with columns of each name."""
    votes: dict[str, Counter[str]] = {}
    for layout in load_layouts():
        names = {column.name: (column.name, *column.aliases) for column in layout.columns}
        for emit in layout.emit:
            for field, source in emit.fields.items():
                if isinstance(source, dict):
                    source = (
                        source.get("status") or source.get("customer") or source.get("period_start")
                    )
                for name in names.get(source, ()) if isinstance(source, str) else ():
                    votes.setdefault(compared(name), Counter())[
                        "period" if field == "period_start" else field
                    ] += 1
    return {name: tuple(f for f, _n in counted.most_common()) for name, counted in votes.items()}
