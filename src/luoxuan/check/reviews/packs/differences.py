"""What the data say differently since a review was held (12.1)."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from luoxuan.check.reviews.packs import standings
from luoxuan.foundation.intake import selectors as intake
from luoxuan.metrics import METRICS, MetricQuestion, Period, measure
from luoxuan.metrics.question import plain
from luoxuan.metrics.scope import Session
from luoxuan.warehouse.engine import open_session

if TYPE_CHECKING:
    from luoxuan.check.reviews.models import Review


def differences(*, review: "Review", at: datetime) -> tuple[int, list[dict[str, Any]]]:
    """The version of the data now, and each figure of the pack that differs."""
    last = intake.catalogue_last(review.brand, as_of=at)
    version = last.seq if last else 0
    if version == review.data_version:
        return version, []
    with open_session(intake.snapshot(review.brand, as_of=at)) as session:
        return version, [*_of_targets(review, session), *_of_moved(review, session)]


def _of_targets(review: "Review", session: Session) -> list[dict[str, Any]]:
    """Nodes of the pack that still are in the tree and whose actual differs."""
    period = Period(review.first, review.last)
    now = {
        str(row.node.pk): row for row in standings.standings_of(review.brand, period, session).rows
    }
    found = []
    for row in review.pack.get("standings", []):
        standing = now.get(row["node"]["id"])
        actual = plain(standing.actual) if standing else None
        if standing is not None and actual != row["actual"]:
            found.append(
                {
                    "title": row["node"]["title"],
                    "unit": row["node"]["unit"],
                    "shop_key": row["shop_key"],
                    "was": row["actual"],
                    "is": actual,
                }
            )
    return found


def _of_moved(review: "Review", session: Session) -> list[dict[str, Any]]:
    """The figures every pack has."""
    rows = review.pack.get("moved", [])
    shops = tuple(review.pack.get("shops", []))
    if not rows or not shops:
        return []
    question = MetricQuestion(
        tuple(row["metric"] for row in rows), Period(review.first, review.last), shops=shops,
        currency=review.brand.currency,
    )  # fmt: skip
    answer = measure(question, session)
    found = []
    for row in rows:
        value = answer.figure(row["metric"]).value
        if plain(value) != row["whole"]:
            name = METRICS[row["metric"]].name
            found.append(
                {
                    "title": name.zh,
                    "title_en": name.en,
                    "unit": row["unit"],
                    "shop_key": "",
                    "was": row["whole"],
                    "is": plain(value),
                }
            )
    return found
