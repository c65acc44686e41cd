"""Which differences are too small to be anybody's work: the most exact rule holds (11.12)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

CENT = Decimal("0.01")


@dataclass(frozen=True)
class Rule:
    """Within the amount, or within the rate of what was expected."""

    amount: Decimal = CENT
    rate: Decimal = Decimal(0)

    def covers(self, amount: Decimal, expected: Decimal | None) -> bool:
        """Whether a difference of that amount is within it."""
        return abs(amount) <= max(self.amount, self.rate * abs(expected or Decimal(0)))


@dataclass(frozen=True)
class Rules:
    """A brand's rules by kind and platform; empty text stands for any."""

    known: Mapping[tuple[str, str], Rule]

    def rule(self, kind: str, platform: str) -> Rule:
        """Kind and platform go before kind, kind before platform, platform before everything."""
        for place in ((kind, platform), (kind, ""), ("", platform), ("", "")):
            if place in self.known:
                return self.known[place]
        return Rule()

    def covers(self, kind: str, platform: str, amounts: tuple[Decimal, Decimal | None]) -> bool:
        """Whether a difference (amount, expected) is within the rule for it."""
        return self.rule(kind, platform).covers(*amounts)

    @property
    def general(self) -> Rule:
        """What holds where nothing more exact is said."""
        return self.known.get(("", ""), Rule())


def rules_made(rows: Iterable[tuple[str, str, Decimal, Decimal]]) -> Rules:
    """From kind, platform, amount, rate."""
    return Rules({(kind, platform): Rule(amount, rate) for kind, platform, amount, rate in rows})
