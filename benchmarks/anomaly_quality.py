"""How many planted anomalies are found, and how often it is a false alarm; writes the table of docs/methods/anomalies.md."""

import time
from dataclasses import dataclass, replace

import numpy as np

from benchmarks.anomaly_year import QUIET_START, KnownYear, demo_year, made_year
from luoxuan.analysis.anomalies import estimate
from luoxuan.analysis.anomalies.seasons import seasons

Days = np.ndarray[tuple[int, int], np.dtype[np.bool_]]
SCORE, SHARE = 3.7, 0.25
WATCHED = ("sales", "orders", "either")
GAP = 2
"""Days apart that still are one episode, as alerts are grouped."""


@dataclass(frozen=True)
class Quality:
    """What was right, by day and by episode."""

    days_planted: int
    days_found: int
    days_flagged: int
    days_flagged_right: int
    planted: int
    found: int
    flagged: int
    flagged_right: int
    series_days: int

    @property
    def precision(self) -> float:
        """Of the episodes flagged, how many are planted."""
        return self.flagged_right / self.flagged if self.flagged else 1.0

    @property
    def recall(self) -> float:
        """Of the planted episodes, how many were flagged on some day."""
        return self.found / self.planted if self.planted else 1.0

    @property
    def day_precision(self) -> float:
        """Of the days flagged, how many are planted."""
        return self.days_flagged_right / self.days_flagged if self.days_flagged else 1.0

    @property
    def day_recall(self) -> float:
        """Of the planted days, how many were flagged."""
        return self.days_found / self.days_planted if self.days_planted else 1.0


def flags(year: KnownYear, what: str, score: float = SCORE) -> tuple[Days, Days]:
    """Which days are out, and which could be judged: sales, orders, or either of the two."""
    found = np.zeros(year.orders.shape, dtype=bool)
    known = np.zeros(year.orders.shape, dtype=bool)
    for name, numbers in (("sales", year.money), ("orders", year.orders)):
        if what in {name, "either"}:
            judged = estimate.judge(numbers, None, seasons(year.days), counts=year.orders)
            found |= estimate.out(judged, score=score, share=SHARE, side="both")
            known |= ~np.isnan(judged.score)
    return found, known


def quality(year: KnownYear, what: str, score: float = SCORE) -> Quality:
    """Compare what is flagged with what is planted."""
    found, judgeable = flags(year, what, score)
    judgeable[:, :QUIET_START] = False
    if year.hidden is not None:
        judgeable &= ~year.hidden
    flagged = found & judgeable
    truth = np.zeros_like(flagged)
    for plant in year.plants:
        truth[plant.row, plant.first : plant.last + 1] = True
    hits = [
        plant for plant in year.plants if flagged[plant.row, plant.first : plant.last + 1].any()
    ]
    runs = list(_episodes(flagged))
    right = [run for run in runs if truth[run[0], run[1] : run[2] + 1].any()]
    return Quality(
        int(truth.sum()), int((truth & flagged).sum()), int(flagged.sum()),
        int((truth & flagged).sum()), len(year.plants), len(hits), len(runs), len(right),
        int((judgeable & ~truth).sum()),
    )  # fmt: skip


def _episodes(flagged: Days) -> list[tuple[int, int, int]]:
    runs: list[tuple[int, int, int]] = []
    for row, column in np.argwhere(flagged):
        if runs and runs[-1][0] == row and column - runs[-1][2] <= GAP:
            runs[-1] = (runs[-1][0], runs[-1][1], int(column))
        else:
            runs.append((int(row), int(column), int(column)))
    return runs


def part(year: KnownYear, low: float, high: float) -> KnownYear:
    """The shops of a size."""
    usual = np.median(year.orders, axis=1)
    rows = np.flatnonzero((usual >= low) & (usual < high))
    place = {int(row): n for n, row in enumerate(rows)}
    plants = tuple(replace(p, row=place[p.row]) for p in year.plants if p.row in place)
    return KnownYear(year.days, year.money[rows], year.orders[rows], plants)


def line(name: str, found: Quality) -> str:
    """A line of the table."""
    false = found.days_flagged - found.days_flagged_right
    per = f"{found.series_days / false:,.0f}" if false else f"none in {found.series_days:,}"
    if not found.planted:
        return f"| {name} | – | – | – | – | {per} |"
    return (
        f"| {name} | {found.precision:.2f} ({found.flagged_right} of {found.flagged}) "
        f"| {found.recall:.2f} ({found.found} of {found.planted}) "
        f"| {found.day_precision:.2f} | {found.day_recall:.2f} | {per} |"
    )


def main() -> None:
    """Print the table."""
    demo, planted = demo_year(), made_year(200, seed=7, planted=True)
    clean = made_year(200, seed=8, planted=False)
    print("## Anomalies: what is found\n")
    print(
        "| year | precision, episodes | recall, episodes | precision, days | recall, days | series-days per false alarm |"
    )
    print("|---|---|---|---|---|---|")
    sized = [
        (f"{words} orders a day", part(planted, low, high))
        for words, low, high in (
            ("1 to 10", 0, 10),
            ("10 to 100", 10, 100),
            ("100 to 2,000", 100, np.inf),
        )
    ]
    years = [
        ("demo brand", demo),
        ("200 generated shops", planted),
        *sized,
        ("200 clean shops", clean),
    ]
    for name, year in years:
        for what in WATCHED:
            print(line(f"{name}: {what}", quality(year, what)))
    started = time.perf_counter()
    flags(planted, "sales")
    print(f"\n200 series of 400 days in {time.perf_counter() - started:.2f} s.")


if __name__ == "__main__":
    main()
