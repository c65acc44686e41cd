"""The proof that no raw personal value lies outside the vault: every file and every row is read (9.3)."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

from luoxuan.warehouse.personal import find, mask_value
from luoxuan.warehouse.personal.stores import Text, folder_texts, is_sealed

ALLOWED = frozenset({"people_user.email"})
"""A colleague's own address, by which alerts are sent."""
PIECE = 5_000
_NAMED_IDS = ("_id", "_ids", "_key", "_no", "_sha256", "external_no", "merchant_sku", "import_id", "hash", "digest")  # fmt: skip
"""Long digits there are numbers of goods, orders and files; one in ten passes Luhn by chance."""
_IN_IDS = frozenset({"id_card", "email", "address"})


@dataclass(frozen=True)
class Hit:
    """One find, masked: the report of a scan must not leak what it found."""

    place: str
    kind: str
    masked: str


@dataclass(frozen=True)
class Scanned:
    """What was read, and what was found in it."""

    texts: int
    letters: int
    hits: tuple[Hit, ...]


def scan(texts: Iterable[Text]) -> Scanned:
    """Look through the texts with every recogniser."""
    count = letters = 0
    hits: dict[Hit, None] = {}
    for place, text in texts:
        count, letters = count + 1, letters + len(text)
        for found in find(text):
            if _counts(place, found.kind):
                hits.setdefault(Hit(place, found.kind, mask_value(found.kind, found.value)))
    return Scanned(count, letters, tuple(hits))


def _counts(place: str, kind: str) -> bool:
    if place in ALLOWED:
        return False
    return not place.endswith(_NAMED_IDS) or kind in _IN_IDS


def home_texts(home: Path, brand: str = "") -> Iterator[Text]:
    """Every file of the installation, or of one brand; keys are secrets and no texts."""
    root = home / "brands" / brand if brand else home
    for place, text in folder_texts(root):
        if not place.removeprefix("name of ").startswith("keys"):
            yield place, text


def unsealed_originals(home: Path) -> list[Path]:
    """Originals that lie there in plain: there must be none."""
    found = home.glob("brands/*/originals/*")
    return [path for path in found if path.is_file() and not is_sealed(path)]


def database_texts() -> Iterator[Text]:
    """Every value of every table that is a text; JSON is read as it is meant."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            names = [column[0] for column in cursor.description or ()]
            while rows := cursor.fetchmany(PIECE):
                for name, values in zip(names, zip(*rows, strict=True), strict=True):
                    texts = [_meant(value) for value in values if isinstance(value, str)]
                    if texts:
                        yield f"{table}.{name}", "\n".join(texts)


def _meant(value: str) -> str:
    if value[:1] in ("{", "["):
        try:
            return json.dumps(json.loads(value), ensure_ascii=False)
        except ValueError:
            return value
    return value
