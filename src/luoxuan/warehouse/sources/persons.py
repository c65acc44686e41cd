"""Phone, name and address of an order file for a brand that keeps them: which columns, what is taken (9.3).

Without a collector in the reading context nothing here runs, and personal cells stay where they were: nowhere.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from luoxuan.warehouse.sources.clean.columns import Cells
from luoxuan.warehouse.sources.clean.keys import KEPT_ROWS
from luoxuan.warehouse.sources.context import Collector
from luoxuan.warehouse.sources.detect import Bound
from luoxuan.warehouse.sources.emit.identity import is_masked, keyed_hash
from luoxuan.warehouse.sources.layout import Layout, SourceColumn
from luoxuan.warehouse.sources.limits import ROWS_PER_BATCH

_ORDERS = frozenset({"orders", "order_lines"})
_KINDS = ("phone", "name", "address")
_WORDS: dict[tuple[str, str], str] = {
    ("buyer", "phone"): "买家手机号 买家手机 买家电话 用户购买手机号 buyerphone",
    ("buyer", "name"): "买家姓名 buyer-name buyername",
    ("buyer", "address"): "买家地址",
    ("receiver", "phone"): "收货人手机 收货人手机号 收货人电话 收货电话 收货手机 收货人手机号/提货人手机号 收件人手机号 收件人手机"
    " 收件人电话 收件电话 联系手机 联系电话 客户电话 手机 手机号 phone phone# shippingphone billingphone ship-phone-number",
    ("receiver", "name"): "收货人 收货人姓名 收件人 收件人姓名 收货人/提货人 客户姓名 recipient recipient-name shippingname billingname",
    ("receiver", "address"): "收货地址 收货人地址 收件地址 收件人地址 详细地址 详细收货地址 详细收货地址/提货地址 客户地址"
    " detailaddress shippingaddress1 shippingstreet billingaddress1 ship-address-1",
}  # fmt: skip
_AREAS = (
    "省 省份 收货人省份 收件省份 shippingprovincename state",
    "市 城市 收货人城市 收件城市 shippingcity city",
    "区 区县 收货人地区 收货人区县 districts",
    "街道 镇 villages",
)
"""What stands before the street in an address given in pieces."""


@dataclass(frozen=True)
class Role:
    """One of the two an order speaks of, and the columns that tell of it."""

    phone: tuple[str, ...]
    name: tuple[str, ...]
    address: tuple[str, ...]
    areas: tuple[str, ...] = ()


def roles_of(bound: Bound) -> tuple[Role, ...]:
    """Buyer, then receiver; a role without a phone names nobody and is left out."""
    if not is_order_layout(bound.layout):
        return ()
    columns = [column for column in bound.columns.values() if column.name in bound.places]
    personal = [column for column in columns if column.kind == "personal"]
    roles: list[Role] = []
    for who in ("buyer", "receiver"):
        phone, name, address = (_named(personal, _WORDS[who, kind]) for kind in _KINDS)
        areas = tuple(n for words in _AREAS for n in _named(columns, words)[:1])
        if phone:
            roles.append(Role(phone, name, address, areas if who == "receiver" else ()))
    return tuple(roles)


def personal_names(roles: tuple[Role, ...]) -> frozenset[str]:
    """Columns that must be in the clean table besides those of the emits."""
    return frozenset(
        name for role in roles for name in (*role.phone, *role.name, *role.address, *role.areas)
    )


def phone_identity(cells: Cells, roles: tuple[Role, ...], key: bytes) -> str:
    """The token of the buyer, else of the receiver, in SQL; null where neither has a phone of one person."""
    return f"COALESCE({', '.join(_token(cells, role, key) for role in roles)}, NULL)"


def persons_take(session: Any, cells: Cells, roles: tuple[Role, ...], taker: Collector) -> None:
    """Hand every different value of every person to the collector."""
    for role in roles:
        for batch in _rows(session, cells, role, taker.token_key):
            taker.take(batch)


def _rows(session: Any, cells: Cells, role: Role, key: bytes) -> Iterator[pa.RecordBatch]:
    phone = _phone(cells, role)
    pairs = {"phone": phone, "name": _first(cells, role.name), "address": _address(cells, role)}
    picked = ", ".join(f"{sql} AS {kind}" for kind, sql in pairs.items() if sql)
    values = [
        f"SELECT DISTINCT token, '{kind}' AS kind, {kind} AS value FROM met WHERE {kind} IS NOT NULL"
        for kind, sql in pairs.items()
        if sql
    ]
    rows = f"SELECT {_token(cells, role, key)} AS token, {picked} FROM {KEPT_ROWS}"
    query = f"WITH met AS (SELECT * FROM ({rows}) WHERE token IS NOT NULL) {' UNION ALL '.join(values)} ORDER BY token, kind, value"
    cursor = session.cursor()
    try:
        yield from cursor.execute(query).to_arrow_reader(ROWS_PER_BATCH)
    finally:
        cursor.close()


def _token(cells: Cells, role: Role, key: bytes) -> str:
    phone = _phone(cells, role)
    digest = keyed_hash(f"'phone|' || {phone}", key)
    return f"CASE WHEN {phone} IS NULL THEN NULL ELSE {digest} END"


def _phone(cells: Cells, role: Role) -> str:
    return (
        f"COALESCE({', '.join(phone_sql(cells.by_name[name].value) for name in role.phone)}, NULL)"
    )


def phone_sql(value: str) -> str:
    """Eleven digits of a mainland mobile, + and digits of one abroad, else null: as `phone_bare` of the vault."""
    narrow = f"translate({value}, '０１２３４５６７８９＋－（）', '0123456789+-()')"
    bare = f"regexp_replace({narrow}, '[\\s\\-()./]+', '', 'g')"
    return (
        f"CASE WHEN regexp_full_match({bare}, '(\\+?86|0086)?1[3-9][0-9]{{9}}') THEN right({bare}, 11)"
        f" WHEN regexp_full_match({bare}, '\\+[1-9][0-9]{{6,14}}') THEN {bare} END"
    )


def _first(cells: Cells, names: tuple[str, ...]) -> str:
    """The first of the columns that is not empty and not masked."""
    shown = [_plain(cells.by_name[name].value) for name in names]
    return f"COALESCE({', '.join(shown)}, NULL)" if shown else ""


def _plain(value: str) -> str:
    return f"CASE WHEN {value} <> '' AND NOT {is_masked(value)} THEN {value} END"


def _address(cells: Cells, role: Role) -> str:
    street = _first(cells, role.address)
    if not street or not role.areas:
        return street
    pieces = ", ".join(cells.by_name[name].value for name in role.areas)
    first = cells.by_name[role.areas[0]].value
    return (
        f"CASE WHEN {first} IS NULL OR contains({street}, {first}) THEN {street}"
        f" ELSE concat_ws('', {pieces}, {street}) END"
    )


def _named(columns: list[SourceColumn], words: str) -> tuple[str, ...]:
    known = words.split()
    ranked = [
        (min(known.index(n) for n in names), column.name)
        for column in columns
        if (names := [n for n in map(_bare, (column.name, *column.aliases)) if n in known])
    ]
    return tuple(name for _rank, name in sorted(ranked))


def _bare(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split()).lower()


def is_order_layout(layout: Layout) -> bool:
    """Whether its rows are orders: only those have a buyer."""
    return any(emit.table in _ORDERS for emit in layout.emit)
