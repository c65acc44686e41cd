"""From a person's answers to a layout: which column is what, and what the rows mean (9.1)."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from pydantic import ValidationError

from luoxuan.foundation.intake.services.answers import MappingAnswers
from luoxuan.foundation.intake.services.errors import LayoutAnswerError
from luoxuan.foundation.intake.services.mapping_emits import BOOK, LINES, STATUS_WORDS, emits
from luoxuan.foundation.intake.targets import target_label
from luoxuan.warehouse.sources.layout import Layout
from luoxuan.warehouse.sources.layout_checks import faults
from luoxuan.warehouse.sources.library import shared_vocabularies
from luoxuan.warehouse.sources.targets import BRAND_WIDE

OWN = "own"


def layout_build(answers: MappingAnswers, *, version: int = 1) -> Layout:
    """The layout the answers describe. Raises LayoutAnswerError with sentences for the person."""
    problems = list(_problems(answers))
    if problems:
        raise LayoutAnswerError(" ".join(problems))
    try:
        layout = Layout.model_validate(_body(answers, version))
    except ValidationError as error:
        raise LayoutAnswerError(str(error)) from None
    if found := faults(layout, shared_vocabularies()):
        raise LayoutAnswerError(" ".join(found))
    return layout


def _problems(answers: MappingAnswers) -> Iterable[str]:
    targets = [column.target for column in answers.columns if column.target]
    if not targets:
        yield _("Map at least one column.")
    for target in sorted({t for t in targets if targets.count(t) > 1}):
        yield _("Two columns are mapped to %(target)s: keep one.") % {
            "target": target_label(target)
        }
    amounts = {f"{LINES}.{field}" for field in ("unit_price", "paid_amount", "goods_amount")}
    if answers.negative_refunds and not amounts.intersection(targets):
        yield _("Cancellations need a price per piece or an amount.")
    if not any(column.is_key for column in answers.columns) and not answers.fields_of(BOOK):
        yield _("Say which columns identify a row.")
    yield from _book_problems(answers)
    tables = {column.table for column in answers.columns if column.target}
    for table in sorted(tables):
        lacking = [field for field in NEEDED[table] if f"{table}.{field}" not in targets]
        if lacking:
            yield _("%(table)s needs: %(fields)s.") % {
                "table": target_label(table),
                "fields": "、".join(target_label(f"{table}.{field}") for field in lacking),
            }


NEEDED: dict[str, tuple[str, ...]] = {
    LINES: ("order_id", "created_at", "quantity"),
    "orders": ("order_id", "created_at"),
    "refunds": ("order_id", "amount"),
    "products": ("product_id",),
    "skus": ("sku_id",),
    "traffic_daily": ("period",),
    "ad_spend_daily": ("period", "spend"),
    BOOK: ("occurred_at",),
    "costs": ("merchant_sku", "unit_cost"),
    "service_sessions": ("session_id", "started_at"),
}


def _book_problems(answers: MappingAnswers) -> Iterable[str]:
    """A movement has an amount, in one column or in two; the brand's own files do not mix with a shop's."""
    book = answers.fields_of(BOOK)
    if book and not {"amount", "income", "outgo"}.intersection(book):
        yield _("A bank statement needs an amount, or money in and money out.")
    if "amount" in book and {"income", "outgo"}.intersection(book):
        yield _("Map the amount, or money in and money out, not both.")
    tables = {column.table for column in answers.columns if column.target}
    if tables & BRAND_WIDE and len(tables) > 1:
        yield _(
            "Map a bank statement or costs alone: they belong to the brand, other tables to a shop."
        )


def _body(answers: MappingAnswers, version: int) -> dict[str, Any]:
    keys = _keys(answers)
    is_brand_wide = any(column.table in BRAND_WIDE for column in answers.columns)
    mapped = [column.name for column in answers.columns if column.target]
    required = sorted({*keys, *mapped})
    is_period = any(column.field == "period" for column in answers.columns)
    return {
        "platform": OWN,
        "dataset": answers.dataset,
        "version": version,
        "title": answers.title,
        "brand_wide": is_brand_wide,
        "shop_platform": None if is_brand_wide else answers.shop_platform,
        "currency": answers.currency,
        "zone": answers.zone,
        "day_first": answers.day_first,
        "time_semantics": "daily_fact" if is_period else "event",
        "detect": {"must": [column.name for column in answers.columns]},
        "columns": [
            {"name": c.name, "kind": c.kind, "required": c.name in required}
            for c in answers.columns
        ],
        # Without a key no two rows are taken for one.
        "key": [] if answers.repeats_count else keys,
        "ordinal_key": True,
        "vocabularies": {STATUS_WORDS: status_words()},
        "emit": emits(answers),
    }


def _keys(answers: MappingAnswers) -> list[str]:
    """What tells two rows apart. Of movements without number and balance none: equal ones are two movements."""
    book = answers.fields_of(BOOK)
    if not book:
        return [column.name for column in answers.columns if column.is_key]
    if "flow_no" in book:
        return [book["flow_no"]]
    return [book["occurred_at"], book["balance_after"]] if "balance_after" in book else []


def status_words() -> dict[str, str]:
    """Order status texts on which all platforms that know them agree."""
    meanings: dict[str, set[str]] = {}
    for name, vocabulary in shared_vocabularies().items():
        if name.endswith("_order"):
            for text, meaning in vocabulary.items():
                meanings.setdefault(text, set()).add(meaning)
    return {text: next(iter(found)) for text, found in meanings.items() if len(found) == 1}
