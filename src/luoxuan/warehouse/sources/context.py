"""What the engine must be told before it reads a file (9.1)."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

import pyarrow as pa

from luoxuan.warehouse.sources.corrections import Corrections
from luoxuan.warehouse.sources.layout import Layout


@dataclass(frozen=True)
class ShopRef:
    """A shop of the brand's register, or one to be put into it."""

    key: str
    platform: str
    name: str
    zone: str
    currency: str
    platform_shop_id: str = ""


class Collector(Protocol):
    """Takes what a file says of persons; the values never go anywhere else (9.3)."""

    token_key: bytes

    def take(self, batch: pa.RecordBatch) -> None:
        """Rows of token, kind (phone, name, address) and value."""


@dataclass(frozen=True)
class ReadContext:
    """Whose file it is, when it comes in, and what is known of shops and reports."""

    brand: str
    import_id: str
    imported_at: datetime
    pseudonym_key: bytes = field(repr=False)
    shops: tuple[ShopRef, ...]
    """The register."""
    shop: ShopRef | None
    """The shop a person named; None: found out from the file."""
    layouts: tuple[Layout, ...]
    """The brand's own first, then the built-in ones."""
    corrections: Corrections = field(default_factory=dict)
    """Cells a person set right since the file came."""
    persons: Collector | None = field(default=None, repr=False)
    """Takes phone, name and address where the brand keeps them; None: they go nowhere."""
