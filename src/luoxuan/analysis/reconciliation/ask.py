"""Asking how orders, bills and money stand to one another (11.12)."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from luoxuan.analysis.reconciliation.answer import (
    AccountStanding,
    BalanceBreak,
    CauseTotal,
    Difference,
    Due,
    Evidence,
    ReconciliationAnswer,
    ShopStanding,
)
from luoxuan.analysis.reconciliation.query import (
    balances,
    causes,
    fees,
    lines,
    orders,
    standing,
    transfers,
    verdicts,
)
from luoxuan.analysis.reconciliation.query import differences as told
from luoxuan.analysis.reconciliation.query import evidence as shown
from luoxuan.analysis.reconciliation.query.bench import Bench
from luoxuan.analysis.reconciliation.question import (
    AGES,
    DIFFERENCE_KINDS,
    ReconciliationQuestion,
)
from luoxuan.warehouse.engine import Session

Row = dict[str, Any]
SHARE = Decimal("0.000001")


def ask(question: ReconciliationQuestion, session: Session) -> ReconciliationAnswer:
    """Where every movement and every order of the period stands."""
    bench = _bench(question, session)
    accounts = _accounts(bench)
    counted = [row for row in accounts if row.currency == question.currency]
    turnover = sum((row.turnover for row in counted), Decimal(0))
    unexplained = sum((row.turnover_unexplained for row in counted), Decimal(0))
    return ReconciliationAnswer(
        question,
        accounts,
        _shops(bench),
        _causes(bench),
        sum((row.matched for row in counted), Decimal(0)),
        sum((row.explained for row in counted), Decimal(0)),
        sum((row.unexplained for row in counted), Decimal(0)),
        sum((row.total for row in counted), Decimal(0)),
        _share(turnover - unexplained, turnover),
        tuple(Due(**row) for row in standing.dues(bench)),
        tuple(sorted({row.currency for row in accounts} - {question.currency})),
    )


def differences(question: ReconciliationQuestion, session: Session) -> Iterator[list[Difference]]:
    """Every difference, in batches, ordered by key."""
    bench = _bench(question, session)
    for batch in told.batches(bench):
        yield [
            Difference(**row | {"flow_nos": tuple(row["flow_nos"] or ())})
            for row in batch.to_pylist()
        ]


def evidence(about: Difference | str, session: Session) -> Evidence:
    """The rows behind a difference, or of an order."""
    order_id = about if isinstance(about, str) else about.order_id
    found: dict[str, tuple[Row, ...]] = {}
    if order_id:
        for field, table in (
            ("orders", "orders"),
            ("lines", "order_lines"),
            ("refunds", "refunds"),
            ("payments", "payments"),
        ):
            found[field] = tuple(shown.of_order(session, table, order_id))
    for ledger in ("statement", "platform_account", "money_account"):
        rows = shown.of_order(session, "settlement_lines", order_id, ledger) if order_id else []
        if isinstance(about, Difference) and about.flow_nos:
            more = shown.of_flows(session, about.flow_nos, ledger)
            rows += [row for row in more if row not in rows]
        found[ledger] = tuple(rows)
    return Evidence(**found)


def _bench(question: ReconciliationQuestion, session: Session) -> Bench:
    bench = Bench(question, session)
    if not bench.is_built:
        bench.begin()
        for step in (orders, lines, verdicts, causes, fees, transfers, balances, told):
            step.make(bench)
        bench.built()
    return bench


def _accounts(bench: Bench) -> tuple[AccountStanding, ...]:
    breaks: dict[int, list[BalanceBreak]] = defaultdict(list)
    for row in balances.rows(bench):
        breaks[row.pop("acct")].append(BalanceBreak(**row))
    return tuple(
        AccountStanding(
            **row
            | {
                "shop_keys": tuple(row["shop_keys"] or ()),
                "movements": row["total"],
                "breaks": tuple(breaks[row.pop("acct")]),
            }
        )
        for row in standing.accounts(bench)
    )


def _shops(bench: Bench) -> tuple[ShopStanding, ...]:
    """Every shop with orders; one without any book is compared with nothing and says so."""
    found = {(row["platform"], row["shop_key"]): row for row in standing.shops(bench)}
    none = dict.fromkeys(("receivable", "received", "not_due", "overdue"), Decimal(0))
    shops = []
    for row in standing.books(bench):
        place = row["platform"], row["shop_key"]
        known = found.get(place, none | {"orders": 0, "orders_matched": 0})
        share = _share(Decimal(known["orders_matched"]), Decimal(known["orders"]))
        told = known | {"platform": place[0], "shop_key": place[1]}
        shops.append(ShopStanding(**told, matched_share=share, books=tuple(row["ledgers"])))
    return tuple(shops)


def _causes(bench: Bench) -> tuple[CauseTotal, ...]:
    """In the order of the kinds; a kind without a difference is left out."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in standing.causes(bench):
        rows[row["kind"]].append(row)
    return tuple(
        CauseTotal(
            kind,
            sum(row["count"] for row in rows[kind]),
            sum((row["amount"] for row in rows[kind]), Decimal(0)),
            dict.fromkeys(AGES, Decimal(0)) | {row["age"]: row["amount"] for row in rows[kind]},
        )
        for kind in DIFFERENCE_KINDS
        if kind in rows
    )


def _share(part: Decimal, whole: Decimal) -> Decimal | None:
    return (part / whole).quantize(SHARE) if whole else None
