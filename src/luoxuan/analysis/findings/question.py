"""Problems the data show by themselves: the question (9.4)."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class FindingsQuestion:
    """Which shops, seen on which day: everything still true on that day is found."""

    shops: tuple[str, ...]
    day: date
    currency: str = "CNY"
    names: tuple[tuple[str, str], ...] = ()
    """Key and name of the shops, for the sentences; a shop without is called by its key."""

    def name(self, shop: str) -> str:
        """How people call the shop."""
        return dict(self.names).get(shop, shop)
