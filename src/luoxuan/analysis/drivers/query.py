"""What each member of a dimension came to in a period (9.4)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal

from luoxuan.analysis.drivers.question import DriversQuestion
from luoxuan.metrics.model import Dimension
from luoxuan.metrics.period import Period
from luoxuan.metrics.registry import METRICS
from luoxuan.metrics.scope import Scope, Session
from luoxuan.metrics.tally import tally
from luoxuan.warehouse.engine import ibis_tables

Members = tuple[str, ...]
OF_A_SHOP: tuple[Dimension, ...] = ("product", "campaign")
"""Ids of one shop: another shop may use the same one for something else."""


def amounts(question: DriversQuestion, period: Period, session: Session) -> dict[Members, Decimal]:
    """Amounts in the brand's currency, by member (shop first where the id is the shop's)."""
    by: tuple[Dimension, ...] = (question.by,)
    if question.by in OF_A_SHOP:
        by = ("shop", question.by)
    return _counted(question, period, session, by)


def total(question: DriversQuestion, period: Period, session: Session) -> Decimal:
    """The whole amount, counted without the dimension."""
    found = _counted(question, period, session, ("shop",))
    return sum(found.values(), Decimal(0))


def _counted(
    question: DriversQuestion, period: Period, session: Session, by: tuple[Dimension, ...]
) -> dict[Members, Decimal]:
    formula = METRICS[question.metric].formula
    signs = dict(zip(formula.measures, (1, -1 if formula.how == "minus" else 1), strict=False))
    is_money = METRICS[question.metric].unit == "money"
    counted = tally(session, signs, Scope((period,), question.shops), by)
    found: dict[Members, Decimal] = defaultdict(Decimal)
    for (measure, members), by_currency in counted.amounts.items():
        for currency, value in by_currency.items():
            if value is not None and (currency == question.currency or not is_money):
                found[members] += signs[measure] * Decimal(value)
    return dict(found)


def titles(products: Iterable[Members], session: Session) -> Mapping[Members, str]:
    """The last known title of each product, by shop and product id."""
    asked = set(products)
    table = ibis_tables()["products"]
    rows = table.filter(table.product_id.isin(sorted({product for _shop, product in asked})))
    found = session.run(rows.select("shop_key", "product_id", "title")).to_pylist()
    return {
        (row["shop_key"], row["product_id"]): row["title"] or ""
        for row in found
        if (row["shop_key"], row["product_id"]) in asked
    }
