"""Small made-up orders and books, and the lake they are put into."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from luoxuan.analysis.reconciliation import (
    Difference,
    ReconciliationAnswer,
    ReconciliationQuestion,
    ask,
    differences,
)
from luoxuan.warehouse import engine, lake
from luoxuan.warehouse.engine import Session
from luoxuan.warehouse.lake import Snapshot
from tests.metrics.tiny import TinySession
from tests.warehouse.rows import Row, incoming, row

SEPTEMBER = ReconciliationQuestion(date(2026, 9, 1), date(2026, 9, 30), date(2026, 9, 30))
Tables = dict[str, list[Row]]
FIFTH = date(2026, 9, 5)


def day(number: int, month: int = 9) -> date:
    """A day of the year of these tests."""
    return date(2026, month, number)


def moment(when: date, clock: time = time(12)) -> datetime:
    """An instant of the day in Shanghai."""
    return datetime.combine(when, clock, UTC) - timedelta(hours=8)


def order(order_id: str, amount: str, done: date | None = FIFTH, /, **given: Any) -> Row:
    """An order of the made-up shop, paid on the first and complete on the fifth of September."""
    paid = given.pop("paid", day(1))
    usual = {
        "platform": "taobao",
        "shop_key": "demo",
        "order_id": order_id,
        "order_status": "completed" if done else "shipped",
        "payment_status": "paid",
        "buyer_paid_amount": Decimal(amount),
        "created_on": paid,
        "paid_on": paid,
        "completed_at": moment(done) if done else None,
        "currency": "CNY",
    }
    return row("orders", "o", **(usual | given))


def entry(flow_no: str, amount: str, order_id: str | None = None, /, **given: Any) -> Row:
    """A movement of the made-up Alipay account on the sixth of September; the sign says receipt or refund."""
    on = given.pop("on", day(6))
    value = Decimal(amount)
    usual = {
        "platform": "alipay",
        "shop_key": "",
        "provider": "alipay",
        "account": "0156",
        "ledger": "money_account",
        "flow_no": flow_no,
        "component": "",
        "fee_type": "goods" if value > 0 else "refund",
        "amount": value,
        "order_id": order_id,
        "occurred_at": moment(on, given.pop("clock", time(12))),
        "occurred_on": on,
        "currency": "CNY",
    }
    return row("settlement_lines", "m", **(usual | given))


def bill(flow_no: str, amount: str, order_id: str | None = None, /, **given: Any) -> Row:
    """A component of a bill of the made-up shop."""
    usual = {
        "platform": "taobao",
        "shop_key": "demo",
        "provider": "taobao",
        "account": "",
        "ledger": "statement",
        "component": given.get("fee_type", "goods"),
    }
    return entry(flow_no, amount, order_id, **(usual | given))


def refund(order_id: str, amount: str, on: date, /, **given: Any) -> Row:
    """Money that went back to a buyer."""
    usual = {
        "platform": "taobao",
        "shop_key": "demo",
        "refund_id": f"r-{order_id}-{amount}-{on}",
        "order_id": order_id,
        "status": "refunded",
        "type": "refund_only",
        "amount": Decimal(amount),
        "applied_on": on,
        "refunded_on": on,
        "currency": "CNY",
    }
    return row("refunds", "r", **(usual | given))


def term(fee_type: str, rate: str | None, /, **given: Any) -> Row:
    """What was agreed with the platform."""
    usual = {
        "platform": "taobao",
        "shop_key": "",
        "fee_type": fee_type,
        "category": "",
        "valid_from": date(2026, 1, 1),
        "rate": None if rate is None else Decimal(rate),
    }
    return row("fee_terms", "t", **(usual | given))


@contextmanager
def lake_of(*imports: Mapping[str, Sequence[Row]]) -> Iterator[Session]:
    """A session over a lake that holds what each import brings, one after the other."""
    with TemporaryDirectory() as folder:
        snapshot = Snapshot(Path(folder), {})
        for number, tables in enumerate(imports):
            named = {"import_id": f"i{number}"}
            filled = {name: [row | named for row in rows] for name, rows in tables.items() if rows}
            with lake.write_lock(snapshot.root):
                brought = [incoming(f"i{number}", filled)]
                snapshot = lake.commit_imports(snapshot.root, snapshot, brought).snapshot
        with engine.open(snapshot) as session:
            yield session


def reconciled(
    question: ReconciliationQuestion = SEPTEMBER, /, **tables: Sequence[Row]
) -> tuple[ReconciliationAnswer, list[Difference]]:
    """The answer and every difference."""
    with lake_of(tables) as session:
        return ask(question, session), listed(question, session)


def asked(
    question: ReconciliationQuestion = SEPTEMBER, /, **tables: Sequence[Row]
) -> tuple[ReconciliationAnswer, list[Difference]]:
    """The answer and every difference, over tables in memory."""
    session: Any = TinySession(**tables)
    answer = ask(question, session)
    return answer, [one for batch in differences(question, session) for one in batch]


def listed(question: ReconciliationQuestion, session: Session) -> list[Difference]:
    """Every difference."""
    return [found for batch in differences(question, session) for found in batch]


def kinds(found: Sequence[Difference]) -> list[tuple[str, str, Decimal]]:
    """Kind, order and amount, sorted."""
    return sorted((d.kind, d.order_id, d.amount) for d in found)
