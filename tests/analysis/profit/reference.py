"""The second opinion: every step of every line, one by one, in Decimal and fractions."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from luoxuan.analysis.profit.bridge import FEES
from tests.analysis.profit.arithmetic import (
    Row,
    cents,
    day_of,
    half_up,
    is_paid,
    part,
    price,
    share_of_money,
    spread,
)
from tests.analysis.profit.arithmetic import (
    agreed as agreed_of,
)
from tests.analysis.profit.arithmetic import (
    fate as fate_of,
)
from tests.analysis.profit.arithmetic import (
    whole as whole_order,
)

Rows = Sequence[Row]
LEDGERS = ("statement", "platform_account", "money_account")
SALES_FEES = ("commission", "platform_fee")
TERM = {"influencer_fee": "influencer"}


class World:
    """Tables by name; `lines()` tells every line of profit."""

    def __init__(self, **tables: Rows) -> None:
        self.tables = tables

    def rows(self, table: str) -> Rows:
        return self.tables.get(table, ())

    def lines(self) -> dict[tuple[str, str], dict[str, Any]]:
        """By shop and line."""
        found = {}
        for order in self.rows("orders"):
            if is_paid(order) and not order.get("is_test"):
                for line in self._order(order):
                    found[line["shop_key"], line["line_id"]] = line
        return found

    def _order(self, order: Row) -> list[dict[str, Any]]:
        mine = [
            row
            for row in self.rows("order_lines")
            if (row["shop_key"], row["order_id"]) == (order["shop_key"], order["order_id"])
        ]
        mine = sorted(mine, key=lambda row: row["line_id"].encode())
        lines = [self._revenue(order, row) for row in mine] or [whole_order(order)]
        price(order, lines)
        weights = [line["revenue"] for line in lines]
        if sum(weights) <= 0:
            weights = [1] * len(lines)
        for line, due in zip(
            lines, spread(cents(order.get("shipping_amount")), weights), strict=True
        ):
            line["freight_charged"] = due
        self._refund(order, lines, weights)
        for number, line in enumerate(lines):
            self._costs(order, line, weights, number)
        return lines

    def _revenue(self, order: Row, row: Row) -> dict[str, Any]:
        is_gift = bool(row.get("is_gift"))
        listed = row.get("goods_amount")
        paid = row.get("paid_amount")
        return {
            "row": row,
            "shop_key": order["shop_key"],
            "line_id": row["line_id"],
            "day": day_of(order),
            "sku": row.get("merchant_sku") or row.get("sku_id") or None,
            "product_id": row.get("product_id"),
            "influencer_id": row.get("influencer_id") or order.get("influencer_id"),
            "units": row.get("quantity") or 0,
            "is_gift": is_gift,
            "listed": None if listed is None else cents(listed),
            "paid": cents(paid) if paid is not None or is_gift else None,
            "platform_part": cents(row.get("platform_discount")),
            "merchant_part": cents(row.get("merchant_discount")),
        }

    def _refund(self, order: Row, lines: list[dict[str, Any]], weights: list[int]) -> None:
        for line in lines:
            line |= {"unshipped": 0, "returned": 0, "kept": 0, "only_money": 0}
            line |= {"unshipped_units": 0, "returned_units": 0}
        rest = dict.fromkeys(("unshipped", "returned", "kept", "only_money"), 0)
        for case in self.rows("refunds"):
            same = (case["shop_key"], case["order_id"]) == (order["shop_key"], order["order_id"])
            moves = case["status"] == "refunded" and case["type"] not in {
                "exchange",
                "reship",
                "repair",
            }
            if not same or not moves or case["currency"] != order["currency"]:
                continue
            fate = fate_of(case)
            named = [one for one in lines if one["line_id"] == case.get("line_id")]
            if not named:
                rest[fate] += cents(case["amount"])
            for line in named:
                line[fate] += cents(case["amount"])
                if fate in {"unshipped", "returned"}:
                    line[f"{fate}_units"] += case.get("quantity") or 0
        for fate, amount in rest.items():
            for line, due in zip(lines, spread(amount, weights), strict=True):
                line[fate] += due

    def book(self, sku: str | None, day: date) -> dict[str, Any]:
        """Newest bundle of the day, each part at its newest cost."""
        heads = [
            b for b in self.rows("bundles") if b["bundle_sku"] == sku and b["valid_from"] <= day
        ]
        newest = max((b["valid_from"] for b in heads), default=None)
        parts = [(b["part_sku"], b["pieces"]) for b in heads if b["valid_from"] == newest] or [
            (sku, 1)
        ]
        rows = [(self.newest_cost(part, day) or {}, pieces) for part, pieces in parts]
        currencies = {row["currency"] for row, _ in rows if row}
        found: dict[str, Any] = {"currency": currencies.pop() if len(currencies) == 1 else None}
        found["tax_rate"] = max(
            (r["tax_rate"] for r, _ in rows if r.get("tax_rate") is not None), default=None
        )
        for name in ("packaging_cost", "freight_cost"):
            told = [pieces * row[name] for row, pieces in rows if row.get(name) is not None]
            found[name] = sum(told) if told else None
        costs = [row.get("unit_cost") for row, _ in rows]
        known = None not in costs
        found["unit_cost"] = (
            sum(c * n for c, (_, n) in zip(costs, rows, strict=True)) if known else None
        )
        return found

    def newest_cost(self, sku: str | None, day: date) -> Row | None:
        known = [
            c for c in self.rows("costs") if c["merchant_sku"] == sku and c["valid_from"] <= day
        ]
        return max(known, key=lambda c: c["valid_from"], default=None)

    def term(self, line: Row, fee: str) -> tuple[Decimal | None, Decimal | None]:
        """Rate and fixed amount of the most specific row in force."""
        known = [
            t
            for t in self.rows("fee_terms")
            if t["fee_type"] == fee
            and t["shop_key"] in {"", line["shop_key"]}
            and t["category"] in {"", line["product_id"]}
            and t["valid_from"] <= line["day"]
            and (t.get("valid_to") is None or line["day"] <= t["valid_to"])
        ]
        best = max(
            known, key=lambda t: (t["shop_key"], t["category"], t["valid_from"]), default=None
        )
        return (None, None) if best is None else (best.get("rate"), best.get("per_order"))

    def billed(self, order: Row) -> tuple[dict[str, int | None], date | None]:
        """Each fee from the first book that has it; the day the goods' money was first booked."""
        mine = [
            s
            for s in self.rows("settlement_lines")
            if s["order_id"] == order["order_id"]
            and s["shop_key"] in {"", order["shop_key"]}
            and s["currency"] == order["currency"]
            and s.get("state") != "pending"
        ]
        has_statement = any(s["ledger"] == "statement" for s in mine)
        fees: dict[str, int | None] = {}
        for fee in (
            *SALES_FEES,
            "influencer",
            "payment_fee",
            "freight",
            "freight_insurance",
            "tax",
        ):
            group = SALES_FEES if fee in SALES_FEES else (fee,)
            in_every = fee in {*SALES_FEES, "influencer", "payment_fee"}
            fees[fee] = 0 if has_statement and in_every else None
            for ledger in LEDGERS:
                if any(s["ledger"] == ledger and s["fee_type"] in group for s in mine):
                    rows = [s for s in mine if s["ledger"] == ledger and s["fee_type"] == fee]
                    fees[fee] = sum(cents(s["amount"]) for s in rows)
                    break
        for ledger in LEDGERS:
            days = [
                s["occurred_on"]
                for s in mine
                if s["ledger"] == ledger and s["fee_type"] in {"goods", "subsidy"}
            ]
            if days:
                return fees, min(days)
        return fees, min(
            (s["occurred_on"] for s in mine if s["ledger"] == "statement"), default=None
        )

    def _costs(self, order: Row, line: dict[str, Any], weights: list[int], number: int) -> None:
        refunded = sum(line[fate] for fate in ("unshipped", "returned", "kept", "only_money"))
        net = line["revenue"] + line["freight_charged"] - refunded
        base = max(net, 0)
        left = part(line, "unshipped")
        back = part(line, "returned")
        goes_out = 1_000_000 - left
        out = max(goes_out - back, 0)
        book = self.book(line["sku"], line["day"])
        own = book if book["currency"] == order["currency"] else None
        unit = own["unit_cost"] if own else None
        line["cost_known"] = unit is not None
        line["net_revenue"], line["refunds"] = net, -refunded
        in_yuan = order["currency"] == "CNY"

        def agreed(fee: str) -> int | None:
            return agreed_of(self.term(line, fee), base, weights if in_yuan else (), number)

        estimates = {fee: agreed(TERM.get(fee, fee)) or 0 for fee in FEES}
        if line["influencer_id"] is None:
            estimates["influencer_fee"] = 0
        per_piece = own["freight_cost"] if own else None
        freight = agreed("freight") if per_piece is None else cents(per_piece * line["units"])
        estimates["freight"] = half_up(Fraction((freight or 0) * goes_out, 1_000_000))
        rate = self.term(line, "tax")[0] if book["tax_rate"] is None else book["tax_rate"]
        estimates["tax"] = half_up(Fraction(base) * Fraction(rate or 0))
        billed, settled_on = self.billed(order)
        line["settled_on"] = settled_on
        for fee in FEES:
            told = billed[TERM.get(fee, fee)]
            actual = None if told is None or settled_on is None else spread(told, weights)[number]
            line[f"estimated_{fee}"], line[f"actual_{fee}"] = -estimates[fee], actual
            line[fee] = -estimates[fee] if actual is None else actual
        packed = own["packaging_cost"] if own else None
        packaging = agreed("packaging") if packed is None else cents(packed * line["units"])
        line["packaging"] = -half_up(Fraction((packaging or 0) * goes_out, 1_000_000))
        self._left_over(line, unit, out, max(out - share_of_money(line, "kept"), 0))

    def _left_over(self, line: dict[str, Any], unit: Decimal | None, out: int, sold: int) -> None:
        line["goods_cost"] = line["samples_gifts"] = line["refund_loss"] = line["contribution"] = (
            None
        )
        if unit is None:
            return
        cost = cents(unit * line["units"])
        cost_sold = half_up(Fraction(cost * sold, 1_000_000))
        lost = half_up(Fraction(cost * out, 1_000_000)) - cost_sold
        is_given = line["is_gift"] or line["revenue"] <= 0
        line["goods_cost"], line["samples_gifts"] = (0, -cost_sold) if is_given else (-cost_sold, 0)
        line["refund_loss"] = -lost
        keys = (*FEES, "packaging", "goods_cost", "samples_gifts", "refund_loss")
        line["contribution"] = line["net_revenue"] + sum(line[key] for key in keys)
