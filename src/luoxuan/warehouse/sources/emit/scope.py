"""What a field may refer to: columns, shop, file name, words for statuses (9.1)."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from luoxuan.warehouse.sources.clean.columns import Cells
from luoxuan.warehouse.sources.clean.keys import KEPT_ROWS
from luoxuan.warehouse.sources.context import ShopRef
from luoxuan.warehouse.sources.header import compared
from luoxuan.warehouse.sources.library import shared_vocabularies
from luoxuan.warehouse.sources.limits import STATUS_TEXTS

UNKNOWN = "unknown"


@dataclass(frozen=True)
class FileFacts:
    """What the name of a file and the lines above its header say."""

    name: str
    preamble: str

    def found(self, pattern: str) -> str | None:
        """First group of the pattern, in the lines above the header, else in the name."""
        for text in (self.preamble, self.name):
            if match := re.search(pattern, text):
                return match.group(1)
        return None

    def day(self, pattern: str, form: str) -> date | None:
        """A day found so."""
        text = self.found(pattern)
        try:
            return datetime.strptime(text, form).date() if text else None  # noqa: DTZ007 - a day
        except ValueError:
            return None


@dataclass
class Scope:
    """Everything the fields of one file need."""

    cells: Cells
    shop: ShopRef
    zone: str
    facts: FileFacts
    pseudonym_key: bytes = field(repr=False)
    shops: tuple[ShopRef, ...] = ()
    """The register."""
    as_of: datetime | None = None
    """How fresh the file is: what a report of a moment without a time column speaks of."""
    phone_identity: str = field(default="", repr=False)
    """The token of the buyer's phone in SQL, where the brand keeps persons."""
    texts: dict[str, list[str]] = field(default_factory=dict)
    """Different texts of each status column, the commonest first."""
    unknown: dict[str, None] = field(default_factory=dict)
    """Status texts without a meaning, in the order met."""

    def status_texts(self, session: Any, column: str) -> list[str]:
        """The different texts of a column among the kept rows."""
        if column not in self.texts:
            cell = self.cells.by_name[column]
            rows = session.execute(
                f"SELECT {cell.value}, count(*) FROM {KEPT_ROWS} WHERE {cell.value} IS NOT NULL"
                f" GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {STATUS_TEXTS}"
            ).fetchall()
            self.texts[column] = [text for text, _count in rows]
        return self.texts[column]

    def word(self, text: str, vocabulary: str) -> str:
        """The canonical word for a text; unknown ones are remembered for the report."""
        words = self.cells.layout.vocabularies.get(vocabulary) or shared_vocabularies()[vocabulary]
        word = looked_up(text, words)
        if word is None:
            self.unknown.setdefault(text)
            return UNKNOWN
        return word

    def shop_key(self, text: str) -> str:
        """The shop of the register that goes by this text; a text nobody knows is remembered for the report."""
        wanted = compared(text)
        for shop in self.shops:
            if wanted in (compared(shop.key), compared(shop.name), compared(shop.platform_shop_id)):
                return shop.key
        self.unknown.setdefault(text)
        return text


def looked_up(text: str, words: Mapping[str, str]) -> str | None:
    """By the text itself, else without regard to width and blanks.

    Books write a code before their words (0030002|技术服务费-基础技术服务费): the code alone, or the words alone, do too.
    """
    if text in words:
        return words[text]
    wide = unicodedata.normalize("NFKC", text)
    if wide in words:
        return words[wide]
    bare = re.sub(r"\s+", "", wide)
    parts = (bare, *bare.split("|")) if "|" in bare else (bare,)
    return next((words[part] for part in parts if part in words), None)
