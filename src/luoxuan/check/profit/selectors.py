"""Costs, bundles and agreed fees as they stand (6.6)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from luoxuan.foundation.intake import selectors as intake
from luoxuan.foundation.intake.kept import Keeper
from luoxuan.foundation.people.models import Brand
from luoxuan.warehouse import agreed, engine
from luoxuan.warehouse.agreed import BundleRow, CostRow, FeeTerm, Uncosted

RECENT = timedelta(days=90)
_keeper = Keeper("costs")


@dataclass(frozen=True)
class Kept:
    """What is kept of costs and fees, and which goods sold of late have no cost."""

    costs: tuple[CostRow, ...]
    bundles: tuple[BundleRow, ...]
    terms: tuple[FeeTerm, ...]
    uncosted: tuple[Uncosted, ...]


def kept_tables(
    brand: Brand, *, today: date, text: str = "", as_of: datetime | None = None
) -> Kept:
    """All three tables of the brand, narrowed by words in code or name where some are given."""
    snapshot = intake.snapshot(brand, as_of=as_of)

    def read() -> Kept:
        with engine.open_session(snapshot, many_questions=True) as session:
            return Kept(
                agreed.costs(session, text=text),
                agreed.bundles(session),
                agreed.fee_terms(session),
                agreed.uncosted(session, since=today - RECENT),
            )

    return _keeper.kept(snapshot, (today, text), Kept, read)
