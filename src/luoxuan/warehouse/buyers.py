"""What the warehouse knows of one buyer, found by the pseudonymous key (9.3)."""

from typing import Any

from luoxuan.warehouse.engine import Session

_ORDERS = (
    "SELECT order_id, platform, shop_key, created_at, paid_at, order_status, buyer_paid_amount, currency, province, city"
    " FROM orders WHERE customer_key = ? ORDER BY created_at, order_id"
)
_LINES = (
    "SELECT order_id, line_id, title, spec, quantity, paid_amount"
    " FROM order_lines WHERE order_id IN (SELECT order_id FROM orders WHERE customer_key = ?) ORDER BY order_id, line_id"
)

_OTHERS = (
    "SELECT DISTINCT import_id FROM orders WHERE identity_quality IS DISTINCT FROM 'phone_key'"
)


def orders_of(session: Session, customer_key: str) -> list[dict[str, Any]]:
    """The buyer's orders, oldest first."""
    return list(session.fetch(_ORDERS, [customer_key]).to_pylist())


def lines_of(session: Session, customer_key: str) -> list[dict[str, Any]]:
    """What was bought in them."""
    return list(session.fetch(_LINES, [customer_key]).to_pylist())


def imports_of_other_keys(session: Session) -> set[str]:
    """Imports with buyers who are not known by their phone."""
    return set(session.fetch(_OTHERS)["import_id"].to_pylist())
