"""One cause of a miss or an excess (12.2)."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from luoxuan.metrics.question import plain


@dataclass(frozen=True)
class Cause:
    """One cause: a sentence, its amount and its share of the gap where that is known."""

    kind: str
    zh: str
    en: str
    amount: Decimal | None
    share: Decimal | None
    url: str = ""
    shop_key: str = ""

    def to_json(self) -> dict[str, Any]:
        """JSON values; numbers as decimal text."""
        return {
            "kind": self.kind,
            "text_zh": self.zh,
            "text_en": self.en,
            "amount": plain(self.amount),
            "share": plain(self.share),
            "url": self.url,
            "shop_key": self.shop_key,
        }
