"""The second opinion: one book, order by order and line by line, slow and obvious."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from luoxuan.analysis.reconciliation import ReconciliationQuestion
from tests.warehouse.rows import Row

CENT = Decimal("0.01")
Told = tuple[str, str, Decimal]
RECEIPTS = {"goods", "subsidy", "freight_income"}
FEES = {"commission", "platform_fee", "payment_fee", "influencer", "ad", "freight", "tax"}
ALONE = {
    "freight_insurance": "freight_insurance",
    "compensation": "compensation",
    "unknown": "unknown_fee",
}


class Reference:
    """What the books of one account should be said to say."""

    def __init__(
        self, question: ReconciliationQuestion, tables: Mapping[str, Sequence[Row]]
    ) -> None:
        self.q = question
        self.cut = min(question.last, question.as_of)
        self.orders = {
            row["order_id"]: row for row in tables["orders"] if row["created_on"] <= question.as_of
        }
        self.refunds = [r for r in tables.get("refunds", ()) if r["refunded_on"] <= question.as_of]
        every = with_cases(tables)
        self.lines = [r for r in every if r["occurred_on"] <= question.as_of]
        self.rates = {row["fee_type"]: row["rate"] for row in tables.get("fee_terms", ())}
        known = [r["occurred_on"] for r in self.lines]
        self.known = min(max(known, default=question.as_of), question.as_of)
        ours = [r for r in self.lines if r["order_id"] in self.orders]
        self.has_book = bool(ours) and max(known) >= question.first
        self.blamed: dict[tuple[str, str], str] = {}
        self.dear: set[tuple[str, str]] = set()

    def told(self) -> Counter[Told]:
        """Kind, order and amount of every difference."""
        return Counter(self.of_orders() + self.of_lines())

    def of_orders(self) -> list[Told]:
        """What does not agree with an order."""
        found: list[Told] = []
        if self.has_book:
            for order in self.orders.values():
                found += self._of_order(order)
                for fee_type in self.rates:
                    found += self._of_fee(order, fee_type)
        return found

    def of_lines(self) -> list[Told]:
        """Movements that are a difference of their own; ask for the orders first."""
        return [
            (self.mark(line), line["order_id"] or "", line["amount"])
            for line in self.lines
            if self._is_now(line["occurred_on"]) and self._is_alone(line)
        ]

    def totals(self) -> dict[str, Decimal]:
        """Matched, explained and unexplained movements of the period."""
        found = dict.fromkeys(("matched", "explained", "unexplained"), Decimal(0))
        for line in self.lines:
            if self._is_now(line["occurred_on"]):
                mark = self.mark(line)
                known = {"fee", "freight_insurance", "compensation", "timing"}
                name = (
                    "matched"
                    if mark == "order"
                    else "explained"
                    if mark in known
                    else "unexplained"
                )
                found[name] += line["amount"]
        return found

    def mark(self, line: Row) -> str:
        """What a line is: by its order, then by itself."""
        fee_type, number = line["fee_type"], line["order_id"]
        if (line["flow_no"], line["component"]) in self.blamed:
            return self.blamed[line["flow_no"], line["component"]]
        if (number, fee_type) in self.dear:
            return "fee_rate_differs"
        if fee_type in ALONE:
            return ALONE[fee_type]
        if fee_type in FEES and (number is None or number in self.orders):
            return "fee"
        if number not in self.orders:
            return "unmatched_out" if line["amount"] < 0 else "unmatched_in"
        return "order"

    def held_back(self, _order_id: str, _got: Decimal, _gross: Decimal) -> Decimal:
        """What another book says was kept of it: here there is none."""
        return Decimal(0)

    def agrees_elsewhere(self, _facts: dict[str, Any]) -> bool:
        """Whether another book explains it: here there is none."""
        return False

    def _is_alone(self, line: Row) -> bool:
        is_blamed = (line["flow_no"], line["component"]) in self.blamed
        return not is_blamed and self.mark(line) not in {"order", "fee", "fee_rate_differs"}

    def _is_now(self, day: date | None) -> bool:
        return day is not None and self.q.first <= day <= self.cut

    def _of_order(self, order: Row) -> list[Told]:
        mine = [line for line in self.lines if line["order_id"] == order["order_id"]]
        receipts = [line for line in mine if line["fee_type"] in RECEIPTS]
        returns = [line for line in mine if line["fee_type"] == "refund"]
        facts = self.facts(order)
        if not facts["is_asked"]:
            return []
        kind = self._kind(facts)
        if kind and self.agrees_elsewhere(facts):
            return []
        kind, blamed = self._second_look(kind, facts, receipts, returns)
        for line in blamed:
            self.blamed[line["flow_no"], line["component"]] = str(kind)
        moved = max((line["occurred_on"] for line in receipts + returns), default=None)
        on = {"refund_not_deducted": facts["late"]}.get(
            str(kind), moved or facts["due"] or order["paid_on"]
        )
        if kind == "missing_settlement":
            on = facts["due"]
        is_told = kind == "not_due" or (
            self._is_now(on) and (kind == "refund_not_deducted" or facts["counts"])
        )
        return [(kind, order["order_id"], facts["off"])] if kind and is_told else []

    def facts(self, order: Row) -> dict[str, Any]:
        """What an order should bring and brought."""
        mine = [line for line in self.lines if line["order_id"] == order["order_id"]]
        receipts = [line for line in mine if line["fee_type"] in RECEIPTS]
        returns = [line for line in mine if line["fee_type"] == "refund"]
        is_unpaid = order["order_status"] in {"cancelled", "pending_payment"}
        gross = Decimal(0) if is_unpaid else order["buyer_paid_amount"]
        back = [r for r in self.refunds if r["order_id"] == order["order_id"]]
        is_closed = order["order_status"] == "closed"
        told = sum((r["amount"] for r in back), Decimal(0)) if back else gross * is_closed
        refunded = min(told, gross)
        done = order["completed_at"]
        due = (done + timedelta(hours=8)).date() + timedelta(1) if done else None
        came = max((line["occurred_on"] for line in receipts), default=None)
        dates = [came, *(r["refunded_on"] for r in back)]
        late = max(d for d in dates if d) + timedelta(7) if came else None
        now = any(self._is_now(line["occurred_on"]) for line in mine)
        got = sum((line["amount"] for line in receipts), Decimal(0))
        got += self.held_back(order["order_id"], got, gross)
        returned = -sum((line["amount"] for line in returns), Decimal(0))
        since = min((line["occurred_on"] for line in self.lines), default=date.max).replace(day=1)
        is_since = due is not None and bool(due >= since)
        waits = is_since and bool(due and due > self.cut) and order["paid_on"] <= self.cut
        falls = self._is_now(due) and (is_since or bool(mine))
        late_now = refunded > 0 and self._is_now(late)
        late_now = late_now or bool(self.rates and came and self._is_now(came + timedelta(31)))
        return {
            "is_untold": not back and order.get("after_sale_status") == "done",
            "order_id": order["order_id"], "is_closed": is_closed, "is_unpaid": is_unpaid, "net": gross - refunded, "refunded": refunded, "due": due, "late": late,
            "got": got, "returned": returned, "off": got - returned - (gross - refunded),
            "counts": now or self._is_now(due),
            "is_asked": now or falls or waits or late_now,
        }  # fmt: skip

    def _kind(self, f: dict[str, Any]) -> str | None:
        off, tol = f["off"], self.q.tolerance.amount
        if abs(off) <= tol:
            return None
        if off > 0:
            if f["is_unpaid"]:
                return "timing"
            if off <= f["refunded"] - f["returned"] + tol and f["refunded"] > f["returned"]:
                return "timing" if f["late"] > min(self.known, self.cut) else "refund_not_deducted"
            return "over_paid"
        if f["is_closed"] and f["got"] == f["returned"] == 0:
            return None
        if f["is_untold"] and -off <= f["returned"] + tol:
            return None
        usual = f["returned"] <= f["refunded"]
        if usual and (f["due"] is None or f["is_unpaid"]):
            return None
        if usual and f["due"] > self.cut:
            return "not_due"
        if f["got"] == 0 and f["net"] > tol:
            return "timing" if f["due"] and f["due"] > self.known else "missing_settlement"
        if f["returned"] > f["refunded"] + tol and -off <= f["returned"] - f["refunded"] + tol:
            return "unmatched_out"
        if f["refunded"] > 0 and f["returned"] > 0 and -off <= f["returned"] + tol:
            return "refund_deducted_twice"
        return "short_paid"

    def _second_look(
        self, kind: str | None, f: dict[str, Any], receipts: list[Row], returns: list[Row]
    ) -> tuple[str | None, list[Row]]:
        """Which movements are too many."""
        surplus, twins = self._twins(f["off"], receipts, returns)
        is_receipt = bool(twins) and twins[0]["amount"] > 0
        left = f["refunded"] - f["returned"]
        if is_receipt and (
            kind == "over_paid" or (kind == "refund_not_deducted" and f["off"] < left - CENT)
        ):
            return "duplicated", twins[:surplus]
        if (
            twins
            and not is_receipt
            and kind in {"short_paid", "unmatched_out", "refund_deducted_twice"}
        ):
            return "refund_deducted_twice", twins[:surplus]
        if kind == "over_paid":
            return kind, newest(receipts)[:1]
        if kind in {"unmatched_out", "refund_deducted_twice"}:
            return kind, newest(returns)[:1]
        if kind == "timing" and f["is_unpaid"]:
            return kind, receipts
        return kind, []

    def _twins(
        self, off: Decimal, receipts: list[Row], returns: list[Row]
    ) -> tuple[int, list[Row]]:
        found = []
        groups: dict[tuple[str, Decimal], list[Row]] = {}
        for line in receipts + returns:
            groups.setdefault((line["fee_type"], line["amount"]), []).append(line)
        for (fee_type, amount), lines in groups.items():
            times = int((off / amount).to_integral_value("ROUND_HALF_UP"))
            if 1 <= times < len(lines) and abs(off - amount * times) <= self.q.tolerance.amount:
                found.append((times, fee_type, amount, newest(lines)))
        found.sort(key=lambda group: group[:3])
        return (found[0][0], found[0][3]) if found else (0, [])

    def _of_fee(self, order: Row, fee_type: str) -> list[Told]:
        commission = [row for row in self.lines if row["fee_type"] == fee_type]
        book = [row for row in commission if row["order_id"] in self.orders]
        mine = [row for row in self.lines if row["order_id"] == order["order_id"]]
        receipts = [row for row in mine if row["fee_type"] in RECEIPTS]
        charged = [row for row in mine if row["fee_type"] == fee_type]
        f = self.facts(order)
        paid = sum((row["amount"] for row in charged), Decimal(0))
        if not book or not f["is_asked"] or not (f["got"] or paid):
            return []
        if fee_type == "influencer" and not paid:
            return []
        bases = [f["got"], f["net"] + f["refunded"], f["net"], f["got"] - f["returned"]]
        agreed = [-(base * self.rates[fee_type]).quantize(Decimal("0.0001")) for base in bases]
        nearest = min(agreed, key=lambda fee: abs(paid - fee))
        if abs(paid - nearest) <= self.q.tolerance.amount:
            return []
        came = max((row["occurred_on"] for row in receipts), default=None)
        is_early = not paid and came and came + timedelta(31) > min(self.known, self.cut)
        on = (
            came
            if is_early
            else came + timedelta(31)
            if not paid and came
            else charged[-1]["occurred_on"]
        )
        if paid:
            on = max(row["occurred_on"] for row in charged)
        if not self._is_now(on):
            return []
        if not is_early:
            self.dear.add((order["order_id"], fee_type))
        return [("timing" if is_early else "fee_rate_differs", order["order_id"], paid - nearest)]


def newest(lines: list[Row]) -> list[Row]:
    """The latest first."""
    key = lambda line: (line["occurred_at"], line["flow_no"], line["component"])  # noqa: E731
    return sorted(lines, key=key, reverse=True)


def with_cases(tables: Mapping[str, Sequence[Row]]) -> list[Row]:
    """Lines that name a case alone get the order the case is known to belong to."""
    known = {row["refund_id"]: row["order_id"] for row in tables.get("refunds", ())}
    return [
        line if line["order_id"] else line | {"order_id": known.get(line.get("refund_id"))}
        for line in tables["settlement_lines"]
    ]
