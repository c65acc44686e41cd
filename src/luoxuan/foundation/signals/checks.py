"""The checks of parcels, stock and customer service that monitors may watch (10.6, 11.8)."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from luoxuan.analysis import fulfilment
from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.signals import evidence
from luoxuan.foundation.signals.registry import RowsAsked, Seen, TableCheck, table_check
from luoxuan.metrics.sentences import Template

if TYPE_CHECKING:
    from luoxuan.analysis.fulfilment import Kind, Trouble
    from luoxuan.charts.table import Table
    from luoxuan.foundation.people.models import Brand
    from luoxuan.warehouse.engine import Session

NAMED = 3
"""So many are named in a sentence."""
WORDS: "dict[Kind, tuple[str, str]]" = {
    "stuck": (
        "{who}有 {n:count} 个包裹在途且 {limit} 小时没有新轨迹，最久的订单 {what}。",
        "{who}: {n:count} parcels on the way without a trace for {limit} hours; the longest are of orders {what}.",
    ),
    "late_pickup": (
        "{who}有 {n:count} 个包裹过了应揽收时间还没有揽收：订单 {what}。",
        "{who}: {n:count} parcels not picked up by the hour due: orders {what}.",
    ),
    "oversold": (
        "{who}库存中有 {n:count} 个 SKU 超卖：{what}。",
        "{who}: {n:count} SKUs oversold: {what}.",
    ),
    "below_safety": (
        "{who}库存中有 {n:count} 个 SKU 低于安全库存：{what}。",
        "{who}: {n:count} SKUs below safety stock: {what}.",
    ),
    "sold_out": (
        "{who}库存中有 {n:count} 个在卖的 SKU 断货：{what}。",
        "{who}: {n:count} selling SKUs out of stock: {what}.",
    ),
    "slow_answers": (
        "{who}{day} 平均首次响应 {n:ratio} 秒，超过 {limit} 秒。",
        "{who}: first response {n:ratio} seconds on {day}, above {limit}.",
    ),
}
NAMES: "dict[Kind, tuple[str, str]]" = {
    "stuck": ("停滞包裹（默认 48 小时无轨迹）", "Stuck parcels (48 hours without a trace)"),
    "late_pickup": ("揽收超时（默认过应揽收时间）", "Late pick-ups (hours past the hour due)"),
    "oversold": ("超卖（可用数小于 0）", "Oversold SKUs (pieces below 0)"),
    "below_safety": ("低于安全库存（默认 1 倍下限）", "Below safety stock (1 time the lower limit)"),
    "sold_out": ("在卖 SKU 断货（默认 28 天内卖过 1 件）", "Selling SKUs out of stock (1 piece in 28 days)"),
    "slow_answers": ("首次响应超时（默认 30 秒）", "Slow first responses (30 seconds)"),
}  # fmt: skip
SOURCES = {"jushuitan": ("聚水潭", "Jushuitan"), "wangdiantong": ("旺店通", "Wangdiantong")}
NOBODY = ("未认领店铺的订单", "Orders of no known shop")


def check_key(kind: "Kind") -> str:
    """What a monitor stores."""
    return f"fulfilment.{kind}"


def run(
    kind: "Kind", brand: "Brand", day: date, session: "Session", parameters: Mapping[str, str]
) -> Iterable[Seen]:
    """What the check finds on the day."""
    question = question_of(kind, brand, day, parameters)
    shops = {shop.key: shop.name for shop in people.shops_of(brand)}
    return [_seen(question, trouble, shops) for trouble in fulfilment.ask(question, session)]


def question_of(
    kind: "Kind", brand: "Brand", day: date, parameters: Mapping[str, str]
) -> fulfilment.FulfilmentQuestion:
    """The question of a monitor with its own limit, if it has one."""
    limit = Decimal(parameters["limit"]) if parameters.get("limit") else None
    return fulfilment.FulfilmentQuestion(kind, day, limit, brand.zone)


def rows(kind: "Kind", asked: RowsAsked, session: "Session") -> "Table":
    """The rows of one subject."""
    question = question_of(kind, asked.brand, asked.day, asked.parameters)
    found = [
        row
        for trouble in fulfilment.ask(question, session)
        if dict(trouble.members) == dict(asked.members)
        for row in trouble.rows
    ]
    return evidence.table(kind, found, asked.brand)


def _seen(
    question: fulfilment.FulfilmentQuestion, trouble: "Trouble", shops: Mapping[str, str]
) -> Seen:
    zh, en = WORDS[trouble.kind]
    said: dict[str, Decimal | str] = {
        "n": trouble.value,
        "limit": format(question.asked.normalize(), "f"),
        "what": _first(trouble),
        "day": str(trouble.rows[0].get("service_on", "")),
    }
    said = {name: value for name, value in said.items() if f"{{{name}" in zh}
    template = Template(f"fulfilment_{trouble.kind}", en, zh)
    who_zh, who_en = _who(trouble.members, shops)
    return Seen(
        trouble.members,
        trouble.value,
        high=question.asked if trouble.kind == "slow_answers" else None,
        zh=template.fill(who=who_zh, **said).text("zh")[:300],
        en=template.fill(who=who_en, **said).text("en")[:300],
    )


def _first(trouble: "Trouble") -> str:
    name = "merchant_sku" if "merchant_sku" in trouble.rows[0] else "order_id"
    named = list(dict.fromkeys(str(row.get(name, "")) for row in trouble.rows))
    more = "…" if len(named) > NAMED else ""
    return ", ".join(named[:NAMED]) + more


def _who(members: Mapping[str, str], shops: Mapping[str, str]) -> tuple[str, str]:
    if "source" in members:
        return SOURCES.get(members["source"], (members["source"],) * 2)
    shop = members.get("shop", "")
    zh, en = (shops.get(shop, shop),) * 2 if shop else NOBODY
    carrier = members.get("carrier", "")
    return (f"{zh} · {carrier} ", f"{en} · {carrier}") if carrier else (f"{zh} ", en)


for each in fulfilment.KINDS:
    table_check(TableCheck(check_key(each), *NAMES[each], partial(run, each), partial(rows, each)))
