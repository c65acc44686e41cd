"""What a contract is made of (9.2: 准确性、完整性、一致性、唯一性、及时性)."""

from dataclasses import dataclass
from typing import Literal, get_args

Dimension = Literal["accuracy", "completeness", "consistency", "uniqueness", "timeliness"]
DIMENSIONS: tuple[Dimension, ...] = get_args(Dimension)


@dataclass(frozen=True)
class Rule:
    """One promise of a table. A row that `applies` and is `bad` breaks it.

    Both are SQL over the table under the alias `t`; `$today` is the day of the check in Shanghai.
    """

    key: str
    table: str
    dimension: Dimension
    zh: str
    en: str
    bad: str
    applies: str = "TRUE"
    reads: tuple[str, ...] = ()
    """Other tables it looks at; where the brand has none of their rows the rule says nothing."""
    mend_zh: str = ""
    mend_en: str = ""
    """How to set it right."""


@dataclass(frozen=True)
class Contract:
    """The promises of one table: columns that are always filled, days it may be late, rules of its own."""

    table: str
    needed: tuple[str, ...]
    """Columns without which a row is of no use."""
    days_late: int | None = None
    """Days after which its newest row is late; None: it is brought when something changes."""
    group: str = "shop_key"
    """Each of them has to be in time by itself."""
