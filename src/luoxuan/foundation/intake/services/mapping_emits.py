"""What a mapped report writes: the fields a person chose, and what follows from them (9.1)."""

from typing import Any

from luoxuan.foundation.intake.services.answers import MappingAnswers
from luoxuan.warehouse.sources.library import shared_vocabularies

LINES = "order_lines"
BOOK = "settlement_lines"
STATUS_WORDS = "own_status"
Fields = dict[str, Any]
# What tells one ad row from another; empty where the file does not go so deep.
AD_KEYS = ("account_id", "campaign_id", "adgroup_id", "creative_id", "target_id")


def emits(answers: MappingAnswers) -> list[dict[str, Any]]:
    """One entry per table mapped, and the tables that follow from the lines."""
    found: list[dict[str, Any]] = []
    for table in dict.fromkeys(column.table for column in answers.columns if column.target):
        if table == LINES:
            found += _lines(answers)
        elif table == BOOK:
            found.append(_movements(answers))
        else:
            found.append({"table": table, "fields": _completed(answers, table)})
    return found


def _completed(answers: MappingAnswers, table: str) -> Fields:
    fields = _direct(answers, table)
    if table == "orders" and answers.paid_assumed:
        return _paid(fields)
    if table == "refunds":
        order = answers.fields_of(table)["order_id"]
        return {"refund_id": order, "status": {"const": "refunded"}} | fields
    if table == "traffic_daily":
        grain = "product" if "product_id" in fields else "shop"
        grain = "source" if "source_path" in fields else grain
        empty = {name: {"const": ""} for name in ("product_id", "source_path")}
        return empty | {"grain": {"const": grain}} | fields
    if table == "ad_spend_daily":
        return _ads(fields)
    if table == "costs":
        since = {"const": "2000-01-01"}
        begins = {"coalesce": [fields["valid_from"], since]} if "valid_from" in fields else since
        return fields | {"valid_from": begins, "currency": {"const": answers.currency}}
    return fields


def _direct(answers: MappingAnswers, table: str) -> Fields:
    """The chosen columns, each in the form its field wants."""
    fields: Fields = {}
    for field, column in answers.fields_of(table).items():
        if field == "customer_key":
            fields["customer_key"] = {"customer": column, "quality": "member_id"}
            if table != "service_sessions":
                fields["identity_quality"] = {"quality": column, "value": "member_id"}
        elif field == "agent_key":
            fields["agent_key"] = {"customer": column, "quality": "agent"}
        elif field == "order_status":
            fields["order_status"] = {"status": column, "vocabulary": STATUS_WORDS}
            fields["status_raw"] = column
        elif field == "status" and table == "refunds":
            fields["status"] = {"status": column, "vocabulary": "refund_status"}
            fields["status_raw"] = column
        elif field == "period":
            fields["period_start"] = {"period_start": column}
            fields["period_end"] = {"period_end": column}
        else:
            fields[field] = column
    return fields


def _paid(fields: Fields) -> Fields:
    assumed = {"order_status": {"const": "completed"}, "paid_at": fields["created_at"]}
    return assumed | fields


def _ads(fields: Fields) -> Fields:
    keys: Fields = {name: {"const": ""} for name in AD_KEYS}
    if "campaign_name" in fields:
        keys["campaign_id"] = fields["campaign_name"]
    keys |= {
        "ad_platform": {"const": "own"},
        "report_kind": {"const": "standard"},
        "attribution_window": {"const": "unknown"},
    }
    return keys | fields


def _lines(answers: MappingAnswers) -> list[dict[str, Any]]:
    fields = _line_fields(answers)
    pieces = fields["quantity"]
    if not answers.negative_refunds:
        return [{"table": LINES, "fields": fields}, _orders_of(fields)]
    sold, returned = {pieces: [">=0"]}, {pieces: ["<0"]}
    return [
        {"table": LINES, "fields": fields, "where": sold},
        _orders_of(fields) | {"where": sold},
        {"table": "refunds", "fields": _refund_of(fields), "where": returned},
    ]


def _line_fields(answers: MappingAnswers) -> Fields:
    """The line's fields; what a line costs follows from pieces and price where it is not said."""
    fields = _direct(answers, LINES)
    if "unit_price" in fields:
        amount = {"multiply": [fields["unit_price"], fields["quantity"]]}
        fields = {"goods_amount": amount, "paid_amount": amount} | fields
    return _paid(fields) if answers.paid_assumed else fields


def _refund_of(fields: Fields) -> Fields:
    """A line with negative pieces as the refund of what it takes back."""
    same = {
        name: fields[name] for name in ("order_id", "product_id", "merchant_sku") if name in fields
    }
    amount = fields.get("paid_amount", fields.get("goods_amount"))
    return same | {
        "status": {"const": "refunded"},
        "type": {"const": "return_refund"},
        "amount": {"negate": amount},
        "quantity": {"negate": fields["quantity"]},
        "applied_at": fields["created_at"],
        "refunded_at": fields["created_at"],
    }


ORDER_LEVEL = (
    "order_id", "created_at", "paid_at", "order_status", "status_raw", "customer_key",
    "identity_quality", "province", "city", "channel", "merchant_discount", "platform_discount",
)  # fmt: skip
SUMMED = {"units": "quantity", "goods_amount": "goods_amount", "buyer_paid_amount": "paid_amount"}


def _orders_of(fields: Fields) -> dict[str, Any]:
    """The orders the lines add up to; a real order report of the shop wins over them (rank 0)."""
    own = {name: fields[name] for name in ORDER_LEVEL if name in fields}
    sums = {name: fields[source] for name, source in SUMMED.items() if source in fields}
    totals = [*sums, *(n for n in ("merchant_discount", "platform_discount") if n in own)]
    return {
        "table": "orders",
        "rank": 0,
        "once_per": [fields["order_id"]],
        "totals": totals,
        "fields": own | sums,
    }


ACCOUNT = r"(?:账号|帐号|卡号|账户|[Aa]ccount)[^0-9*]{0,12}([0-9*][0-9* -]{2,28}[0-9])"
"""An account's number above the header or in the file's name."""


def _movements(answers: MappingAnswers) -> dict[str, Any]:
    """A bank statement of any form as movements of a money account; whoever stands on the other side is left out."""
    book = answers.fields_of(BOOK)
    amount = _amount_of(book)
    told = [book[name] for name in ("order_id", "fee_raw", "occurred_at") if name in book]
    balance = [book["balance_after"]] if "balance_after" in book else []
    accounts = [{"masked": book["account"]}] if "account" in book else []
    fields: Fields = {
        "provider": {"const": "bank"},
        "account": {
            "coalesce": [*accounts, {"masked": {"file_name": ACCOUNT}}, {"const": answers.dataset}]
        },
        "ledger": {"const": "money_account"},
        "flow_no": book.get("flow_no", {"numbered": [*told, amount, *balance]}),
        "component": {"const": ""},
        "fee_type": _purpose_of(book),
        "amount": amount,
    }
    plain = ("fee_raw", "order_id", "occurred_at", "balance_after")
    fields |= {name: book[name] for name in plain if name in book}
    # Lines of the statement that are no movement (opening balance) have no day or no amount.
    return {"table": BOOK, "fields": fields, "where": {book["occurred_at"]: []}}


def _amount_of(book: dict[str, str]) -> Any:
    if "direction" in book and "amount" in book:
        return {"signed": book["amount"], "by": book["direction"], "vocabulary": "direction"}
    if "amount" in book:
        return book["amount"]
    parts: list[Any] = [book["income"]] if "income" in book else []
    if "outgo" in book:
        parts.append({"negate": {"abs": book["outgo"]}})
    return {"sum": parts}


def _purpose_of(book: dict[str, str]) -> Any:
    """Only whole words of the vocabulary count. A bank's words are free text: what is not known is not listed."""
    if "fee_raw" not in book:
        return {"const": "unknown"}
    meanings: dict[str, list[str]] = {}
    for text, meaning in shared_vocabularies()["bank_words"].items():
        meanings.setdefault(meaning, []).append(text)
    known = [
        {"only": {"const": meaning}, "where": {book["fee_raw"]: texts}}
        for meaning, texts in meanings.items()
    ]
    return {"coalesce": [*known, {"const": "unknown"}]}
