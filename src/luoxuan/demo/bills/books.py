"""All books of a story: each platform's entries with what is planted, withdrawals, and the Alipay account behind them."""

from collections.abc import Iterable
from functools import cached_property

from luoxuan.demo.bills.entry import WITHDRAWAL, Entry
from luoxuan.demo.bills.ledger import entries, in_order
from luoxuan.demo.bills.planting import Planted, Planting
from luoxuan.demo.bills.terms import TERMS
from luoxuan.demo.drafts import Period
from luoxuan.demo.story import Story
from luoxuan.demo.window import DAY, Window

MONTHS = 4
"""Months that have bills, the running one among them."""
KEPT = 100_000
"""Fen a shop leaves on its platform when it draws the rest."""
OPENING = {"xiaohongshu": 200_000, "wechat_shop": 500_000, "douyin": 300_000, "pdd": 300_000}


def bill_months(window: Window) -> list[Period]:
    """The months that have bills, the running one last."""
    return window.months()[-MONTHS:]


class Books:
    """What every platform booked in the months that have bills."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.months = bill_months(story.window)
        self.first = self.months[0][0] * DAY

    @cached_property
    def planting(self) -> Planting:
        """The planted differences, laid into the true entries."""
        true = {
            shop: [entry for entry in entries(self.story, shop) if entry.moment >= self.first]
            for shop in TERMS
        }
        return Planting(self.story.window, self.months, true)

    @property
    def planted(self) -> tuple[Planted, ...]:
        """What is wrong on purpose in the platforms' books."""
        return self.planting.planted

    @cached_property
    def merged(self) -> tuple[Entry, ...]:
        """Withdrawals of two days that reach Alipay as one."""
        shop, days = self.planting.merged
        return tuple(
            entry
            for entry in self.by_shop[shop]
            if entry.kind == WITHDRAWAL and entry.moment // DAY in days
        )

    @cached_property
    def by_shop(self) -> dict[str, list[Entry]]:
        """The entries of each shop, withdrawals among them, oldest first."""
        return {
            shop: self._drawn(shop, found) if TERMS[shop].withdraws else found
            for shop, found in self.planting.entries.items()
        }

    def of(self, shop: str, period: Period) -> list[Entry]:
        """A shop's entries of some days."""
        return [e for e in self.by_shop[shop] if period[0] <= e.moment // DAY <= period[1]]

    def balance(self, shop: str, moment: int) -> int:
        """The shop's balance before the first entry at or after a moment."""
        before: Iterable[Entry] = (e for e in self.by_shop[shop] if e.moment < moment)
        return OPENING.get(shop, 0) + sum(entry.total for entry in before)

    def _drawn(self, shop: str, found: list[Entry]) -> list[Entry]:
        """Every Monday at ten, what is there beyond the rest that stays; whole yuan."""
        window, balance, rest = self.story.window, OPENING[shop], list(found)
        drawn: list[Entry] = []
        for day in range(self.months[0][0], window.length):
            for moment in self.planting.drawings(shop, day):
                while rest and rest[0].moment < moment:
                    balance += rest.pop(0).total
                amount = (balance - KEPT) // 100 * 100
                if amount > 0:
                    balance -= amount
                    drawn.append(Entry(moment, WITHDRAWAL, 9_000_000 + day, other=-amount))
        return in_order([*found, *drawn])
