"""What the second opinion counts with: halves up, spreading, fates of refunded goods, in fractions."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

Row = Mapping[str, Any]
PAID = ("paid", "partially_refunded", "refunded")


def half_up(value: Fraction) -> int:
    """To the nearest whole number, halves away from zero."""
    sign = -1 if value < 0 else 1
    return sign * ((2 * abs(value.numerator) + value.denominator) // (2 * value.denominator))


def cents(value: Any) -> int:
    return 0 if value is None else half_up(Fraction(value) * 100)


def spread(total: int, weights: Sequence[int]) -> list[int]:
    """The total over the weights: each what is due up to it less what was due before."""
    whole, upto, given, parts = sum(weights), 0, 0, []
    for weight in weights:
        upto += weight
        due = half_up(Fraction(total * upto, whole))
        parts.append(due - given)
        given = due
    return parts


def is_paid(row: Row) -> bool:
    status = row.get("payment_status") or "unknown"
    return status in PAID or (status == "unknown" and row.get("paid_on") is not None)


def day_of(row: Row) -> date:
    day: date = row.get("paid_on") or row["created_on"]
    return day


def whole(order: Row) -> dict[str, Any]:
    listed = order.get("goods_amount")
    none = {
        "paid": None,
        "platform_part": 0,
        "merchant_part": 0,
        "is_gift": False,
        "sku": None,
        "product_id": None,
    }
    ids = {"shop_key": order["shop_key"], "line_id": order["order_id"], "day": day_of(order)}
    return {
        **none, **ids, "units": 1, "influencer_id": order.get("influencer_id"),
        "listed": None if listed is None else cents(listed),
    }  # fmt: skip


def price(order: Row, lines: list[dict[str, Any]]) -> None:
    """What each line brings, the order's own amounts spread over its lines."""
    paid: list[int] = [max(line["paid"] or 0, 0) for line in lines]
    listed: list[int] = [0 if line["is_gift"] else max(line["listed"] or 0, 0) for line in lines]
    weights = paid if None not in [line["paid"] for line in lines] and sum(paid) else listed
    weights = weights if sum(weights) else [1] * len(lines)
    parts: list[int] = [line["platform_part"] for line in lines]
    total = cents(order["buyer_paid_amount"]) - cents(order.get("shipping_amount"))
    platform = (
        sum(parts) if order.get("platform_discount") is None else cents(order["platform_discount"])
    )
    for line, pay, plat, infl, chan in zip(
        lines,
        spread(total, weights),
        spread(platform, parts if any(parts) else weights),
        spread(cents(order.get("influencer_discount")), weights),
        spread(cents(order.get("payment_discount")), weights),
        strict=True,
    ):
        line["revenue"] = pay + plat + infl + chan
        line |= {"platform_subsidy": plat, "influencer_subsidy": infl, "payment_subsidy": chan}
        if line["listed"] is None:
            line["listed"] = line["revenue"] + line["merchant_part"]
        line["list_value"] = 0 if line["is_gift"] else line["listed"]
        line["merchant_discount"] = line["revenue"] - line["list_value"]


def fate(case: Row) -> str:
    if case["type"] in {"price_protection", "compensation"}:
        return "only_money"
    if case["type"] == "refund_only_unshipped" or case.get("phase") == "before_ship":
        return "unshipped"
    is_back = case["type"] == "return_refund" or case.get("phase") == "in_transit"
    return "returned" if is_back else "kept"


def part(line: Row, fate: str) -> int:
    if line[f"{fate}_units"] > 0 and line["units"] > 0:
        return min(1_000_000, half_up(Fraction(line[f"{fate}_units"] * 1_000_000, line["units"])))
    return share_of_money(line, fate)


def share_of_money(line: Row, fate: str) -> int:
    if line[fate] <= 0:
        return 0
    if line["revenue"] <= 0:
        return 1_000_000
    return min(1_000_000, half_up(Fraction(line[fate] * 1_000_000, line["revenue"])))


def agreed(
    term: tuple[Decimal | None, Decimal | None], base: int, weights: Sequence[int], number: int
) -> int | None:
    rate, fixed = term
    if rate is None and fixed is None:
        return None
    by_rate = half_up(Fraction(base) * Fraction(rate or 0))
    # Fixed amounts are in yuan: an order in another currency bears none.
    return by_rate + (spread(cents(fixed), weights)[number] if weights else 0)
