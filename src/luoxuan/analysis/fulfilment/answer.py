"""What comes of it: one trouble of one subject, with its rows (11.8)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from luoxuan.analysis.fulfilment.question import Kind


@dataclass(frozen=True)
class Trouble:
    """Rows that belong together: of a shop and carrier, of a stock system, of a shop's customer service."""

    kind: Kind
    members: Mapping[str, str]
    value: Decimal
    """How many rows; of answers the seconds."""
    rows: tuple[Mapping[str, Any], ...]
    """The worst first."""
