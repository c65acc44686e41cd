"""What each member of a dimension came to in a period (9.4)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal

from luoxuan.analysis.drivers.question import DriversQuestion
from luoxuan.metrics.model import Dimension
from luoxuan.metrics.registry import METRICS
from luoxuan.metrics.scope import Scope, Session
from luoxuan.metrics.tally import tally
from luoxuan.warehouse.engine import ibis_tables

Members = tuple[str, ...]
OF_A_SHOP: tuple[Dimension, ...] = ("product", "campaign")
"""Ids of one shop: another shop may use the same one for something else."""


def amounts(
    question: DriversQuestion, session: Session
) -> tuple[dict[Members, Decimal], dict[Members, Decimal]]:
    """Amounts before and after in the brand's currency, by member (shop first where the id is the shop's)."""
    by: tuple[Dimension, ...] = (question.by,)
    if question.by in OF_A_SHOP:
        by = ("shop", question.by)
    return _counted(question, session, by)


def totals(question: DriversQuestion, session: Session) -> tuple[Decimal, Decimal]:
    """The whole amount before and after, counted without the dimension."""
    before, after = _counted(question, session, ("shop",))
    return sum(before.values(), Decimal(0)), sum(after.values(), Decimal(0))


def _counted(
    question: DriversQuestion, session: Session, by: tuple[Dimension, ...]
) -> tuple[dict[Members, Decimal], dict[Members, Decimal]]:
    formula = METRICS[question.metric].formula
    signs = dict(zip(formula.measures, (1, -1), strict=False))
    is_money = METRICS[question.metric].unit == "money"
    scope = Scope((question.before, question.period), question.shops)
    counted = tally(session, signs, scope, (*by, "period"))
    found: dict[str, dict[Members, Decimal]] = {
        "0": defaultdict(Decimal),
        "1": defaultdict(Decimal),
    }
    for (measure, members), by_currency in counted.amounts.items():
        for currency, value in by_currency.items():
            if value is not None and (currency == question.currency or not is_money):
                found[members[-1]][members[:-1]] += signs[measure] * Decimal(value)
    return dict(found["0"]), dict(found["1"])


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
