"""What the engine is told before it reads a file (9.1)."""

from dataclasses import dataclass
from datetime import datetime

from luoxuan.warehouse.sources.layout import Layout


@dataclass(frozen=True)
class ShopRef:
    """One shop of the brand's register, or one to be added to it."""

    key: str
    platform: str
    name: str
    zone: str = "Asia/Shanghai"
    currency: str = "CNY"
    platform_shop_id: str = ""


@dataclass(frozen=True)
class ReadContext:
    """The brand, its shops and layouts, the import's id and moment, and the key of its pseudonyms.

    `shop` is the shop a person named; None lets the engine find it.
    """

    brand: str
    import_id: str
    imported_at: datetime
    pseudonym_key: bytes
    shops: tuple[ShopRef, ...]
    shop: ShopRef | None
    layouts: tuple[Layout, ...]
