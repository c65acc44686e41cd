"""The contracts of all tables of business facts, as data (9.2)."""

from collections.abc import Iterator

from luoxuan.warehouse.contracts.model import Contract, Rule
from luoxuan.warehouse.contracts.promises import OWN
from luoxuan.warehouse.tables import TABLES

CONTRACTS: dict[str, Contract] = {
    contract.table: contract
    for contract in (
        Contract(
            "orders",
            ("order_status", "created_at", "created_on", "buyer_paid_amount", "currency"),
            3,
        ),
        Contract("order_lines", ("order_id", "quantity", "created_on", "title", "currency"), 3),
        Contract("refunds", ("order_id", "status", "amount", "applied_on", "currency"), 7),
        Contract("products", ("title",)),
        Contract("skus", ("product_id", "title")),
        Contract("traffic_daily", ("period_start", "time_semantics", "visitors"), 3),
        Contract("ad_spend_daily", ("period_start", "spend", "currency"), 3, "ad_platform"),
        Contract("live_sessions", ("started_on", "currency"), 14),
        Contract(
            "settlement_lines", ("fee_type", "amount", "occurred_on", "currency"), 35, "provider"
        ),
        Contract("payments", ("kind", "amount", "occurred_on", "currency"), 35, "provider"),
        Contract("costs", ("unit_cost", "currency")),
        Contract("bundles", ("pieces",)),
        Contract("fee_terms", ()),
        Contract("stock_snapshots", ("available", "snapshot_at"), 3, "source"),
        Contract("shipments", ("status", "shipped_on"), 7, "source"),
        Contract("service_daily", ("received",), 7),
        Contract("service_sessions", ("started_at", "first_response_s"), 7),
    )
}


def _filled() -> Iterator[Rule]:
    for table, contract in CONTRACTS.items():
        for name in contract.needed:
            yield Rule(
                key=f"{table}.{name}.filled",
                table=table,
                dimension="completeness",
                zh=f"{name} 已填写",
                en=f"{name} is filled",
                bad=f't."{name}" IS NULL',
                mend_zh="导出文件时勾选这一列，或检查该列的表头。",
                mend_en="Choose this column when you export, or look at its heading.",
            )


def _known_words() -> Iterator[Rule]:
    """A word no vocabulary knows stands as `unknown`: counted as not accurate until somebody says what it means."""
    for table in CONTRACTS:
        for name in ("order_status", "status", "fee_type"):
            if any(column.name == name for column in TABLES[table].own):
                yield Rule(
                    key=f"{table}.{name}.known",
                    table=table,
                    dimension="accuracy",
                    zh=f"{name} 的文字都认识",
                    en=f"Every word of {name} is known",
                    bad=f"t.\"{name}\" = 'unknown'",
                    applies=f't."{name}" IS NOT NULL',
                    mend_zh="到导入报告查看不认识的文字。",
                    mend_en="The import report lists the words.",
                )


RULES: dict[str, Rule] = {rule.key: rule for rule in (*_filled(), *_known_words(), *OWN)}


def rules_of(table: str) -> tuple[Rule, ...]:
    """The rules of one table, in the order of the dimensions' list."""
    return tuple(rule for rule in RULES.values() if rule.table == table)
