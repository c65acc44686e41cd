"""What a figure will come to: the question (6.7)."""

from dataclasses import dataclass

from luoxuan.metrics.period import Period


@dataclass(frozen=True)
class OutlookQuestion:
    """A metric of some shops, the days to learn from, and the days to look at; they may overlap."""

    metric: str
    history: Period
    horizon: Period
    shops: tuple[str, ...] = ()
    currency: str = "CNY"
