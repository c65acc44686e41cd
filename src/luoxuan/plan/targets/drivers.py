"""Why a red node is red: what moved its figure against the same days of the month before (6.6, 9.4)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse

from luoxuan.analysis import drivers
from luoxuan.analysis.drivers import DriversAnswer, DriversQuestion
from luoxuan.metrics import METRICS, Period
from luoxuan.metrics.period import month_before, month_of
from luoxuan.plan.targets.kept import kept
from luoxuan.plan.targets.models import TargetNode
from luoxuan.plan.targets.prospects import Desk
from luoxuan.plan.targets.suggestions import asked_of

TOP = 3


@dataclass(frozen=True)
class Driver:
    """One line under a red node."""

    state: str
    label: str
    change: Decimal
    share: Decimal | None
    href: str


PREFERRED = ("shop", "product", "campaign", "source")


def drivers_of(node: TargetNode, through: date, desk: Desk) -> DriversAnswer | None:
    """The members that moved most; None where the figure has no parts that add up."""
    metric = METRICS.get(node.metric)
    if metric is None or metric.additivity != "additive":
        return None
    asked = asked_of(node, desk)
    wanted = PREFERRED[1:] if len(asked.shops) == 1 else PREFERRED
    by = next((one for one in wanted if one in metric.dimensions), None)
    if by is None or not asked.shops:
        return None
    question = DriversQuestion(
        metric.id, Period(month_of(through).first, through), _before(through), by,
        asked.shops, asked.currency, top=TOP,
    )  # fmt: skip
    answer = kept(
        desk.snapshot, question, DriversAnswer, lambda: drivers.ask(question, desk.session)
    )
    return answer if answer.contributions else None


def _before(through: date) -> Period:
    """The same days of the month before, as many as it has."""
    month = month_before(through)
    return Period(
        month.first, min(month.last, month.first.replace(day=min(through.day, len(month))))
    )


def links(answer: DriversAnswer, brand_key: str, names: dict[str, str]) -> list[Driver]:
    """Each member with its change and where its rows are."""
    question = answer.question
    base = reverse(
        "dashboards:figure",
        args=[brand_key, "monthly", f"{question.period.first:%Y-%m}", question.metric],
    )
    found = []
    for part in answer.contributions:
        shop = part.member if question.by == "shop" else part.shop
        shop = shop or (question.shops[0] if len(question.shops) == 1 else "")
        label = names.get(part.member, part.label) if question.by == "shop" else part.label
        found.append(
            Driver(
                part.state, label, part.change, part.share, f"{base}?of={shop}" if shop else base
            )
        )
    return found
