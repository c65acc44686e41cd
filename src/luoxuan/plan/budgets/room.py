"""How much of a line is planned, promised and gone in each month, and how much room is left (11.10).

Ad spend of the data eats what was promised for ads, it does not come on top: a month of a line has used
its own costs plus the greater of ad spend and ad promises. Ad spend that ran before a promise was made
(`before`) is not covered by it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

ZERO = Decimal(0)


@dataclass(frozen=True)
class MonthRoom:
    """One month of one line, in money."""

    month: int
    planned: Decimal = ZERO
    exceptions: Decimal = ZERO
    """Approved."""
    reserved: Decimal = ZERO
    settled: Decimal = ZERO
    """Costs that settled a commitment."""
    costs: Decimal = ZERO
    """Other own costs."""
    ads: Decimal = ZERO
    """Ad spend of the data."""
    before: Decimal = ZERO
    """Ad spend that ran outside of promises when the last one was made."""

    @property
    def ceiling(self) -> Decimal:
        """What may be used."""
        return self.planned + self.exceptions

    @property
    def actual(self) -> Decimal:
        """What is gone."""
        return self.costs + max(self.ads, self._outside + self.settled)

    @property
    def used(self) -> Decimal:
        """What is gone or promised."""
        return self.costs + max(self.ads, self._outside + self.settled + self.reserved)

    @property
    def committed(self) -> Decimal:
        """What is promised and not gone yet."""
        return self.used - self.actual

    @property
    def left(self) -> Decimal:
        """What is neither; below zero where the month is overspent."""
        return self.ceiling - self.used

    @property
    def unpromised(self) -> Decimal:
        """Ad spend outside of promises, as the next promise has to remember it."""
        return max(self._outside, self.ads - self.settled - self.reserved)

    @property
    def _outside(self) -> Decimal:
        # A corrected report may say less than was remembered.
        return min(self.before, self.ads)


@dataclass(frozen=True)
class Room:
    """The twelve months of a line."""

    months: tuple[MonthRoom, ...] = field(default_factory=tuple)

    def month(self, number: int) -> MonthRoom:
        """One month."""
        return self.months[number - 1]

    @property
    def planned(self) -> Decimal:
        """Of the year."""
        return sum((one.planned for one in self.months), ZERO)

    @property
    def exceptions(self) -> Decimal:
        """Approved, of the year."""
        return sum((one.exceptions for one in self.months), ZERO)

    @property
    def committed(self) -> Decimal:
        """Promised and not gone, of the year."""
        return sum((one.committed for one in self.months), ZERO)

    @property
    def actual(self) -> Decimal:
        """Gone, of the year."""
        return sum((one.actual for one in self.months), ZERO)

    @property
    def used(self) -> Decimal:
        """Gone or promised, of the year."""
        return sum((one.used for one in self.months), ZERO)

    @property
    def left(self) -> Decimal:
        """Of the year."""
        return self.planned + self.exceptions - self.used

    def free(self, month: int) -> Decimal:
        """What may still be promised in a month: within the month's ceiling and the year's, never below zero."""
        return max(ZERO, min(self.month(month).left, self.left))

    def with_ads(self, ads: Mapping[int, Decimal]) -> "Room":
        """The same with other ad spend of the data."""
        return Room(tuple(replace(one, ads=ads.get(one.month, ZERO)) for one in self.months))
