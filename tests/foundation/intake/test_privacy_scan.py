"""No cell of a person reaches the store, the database or the logs, whatever is imported (9.3)."""

import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from django.db import connection

from luoxuan.foundation.intake import places
from luoxuan.foundation.people.models import Brand
from tests.foundation.intake.conftest import Importing
from tests.foundation.intake.sample_cells import (
    MOBILE,
    SENTINEL,
    TOKENS,
    distinctive,
    is_personal,
    sample_rows,
    with_sentinels,
)

pytestmark = pytest.mark.django_db(transaction=True)
PLAIN = {"nan", "null", "none", "无", "--", "是", "否"}


def cells_of(root: Path, manifest: list[dict[str, Any]]) -> tuple[set[str], set[str]]:
    """Cells of personal columns, and cells of all others."""
    personal: set[str] = set()
    elsewhere: set[str] = set(PLAIN)
    for entry in manifest:
        for row in sample_rows(root, entry):
            for header, cell in row.items():
                (personal if is_personal(header) else elsewhere).add(cell)
    return personal, elsewhere


def personal_values(root: Path, manifest: list[dict[str, Any]]) -> set[str]:
    """What stands in personal columns of the samples and nowhere else in them."""
    found = distinctive(*cells_of(root, manifest))
    return {value for value in found if value.lower() not in PLAIN}


def stored_texts(brand: Brand) -> Iterator[tuple[str, str]]:
    """Every value of every Parquet file, and every other byte of the lake, as texts."""
    root = places.brand_root(brand)
    for path in sorted(root.rglob("*")):
        if path.suffix == ".parquet":
            for column in pq.read_table(path, partitioning=None).itercolumns():
                yield str(path), "\n".join(str(v) for v in column.to_pylist() if v is not None)
        elif path.is_file() and places.originals_root(brand) not in path.parents:
            yield str(path), path.read_bytes().decode("utf-8", errors="replace")
        yield "names", path.name


def database_texts() -> Iterator[tuple[str, str]]:
    """Every value of every table."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                yield table, "\n".join(_decoded(value) for value in row if value is not None)


def _decoded(value: object) -> str:
    text = str(value)
    try:
        # JSON columns escape Chinese: read them as they are meant.
        return f"{text}\n{json.loads(text)}"
    except ValueError:
        return text


def found_in(texts: list[tuple[str, str]], values: set[str]) -> list[tuple[str, str]]:
    """Where which value stands."""
    whole = "\n".join(text for _place, text in texts)
    hits = [value for value in values if value in whole]
    return [(value, next(p for p, text in texts if value in text)) for value in sorted(hits)]


def patterns_in(texts: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """What looks like a mobile number or a platform's cipher."""
    return [
        (place, match.group())
        for place, text in texts
        for pattern in (MOBILE, *TOKENS)
        for match in pattern.finditer(text)
    ]


@pytest.mark.slow
def test_nothing_personal_is_stored_or_logged(
    bring: Importing, brand: Brand, samples: Path, caplog: pytest.LogCaptureFixture
) -> None:
    manifest = json.loads((samples / "manifest.json").read_text(encoding="utf-8"))
    values = personal_values(samples, manifest)
    assert len(values) > 200, "The samples hold people; the scanner must know them."
    caplog.set_level(logging.DEBUG)
    paths = sorted({samples / entry["path"] for entry in manifest})
    specials = sorted(p for p in (samples / "special").iterdir() if p.suffix != ".json")
    reports = bring(*paths, *specials)
    assert sum(report.status == "imported" for report in reports) > 50
    texts = [*stored_texts(brand), *database_texts(), ("logs", caplog.text)]
    assert found_in(texts, values) == []
    # An id of a product may have eleven digits too.
    ids = " ".join(cells_of(samples, manifest)[1])
    assert [hit for hit in patterns_in(texts) if hit[1] not in ids] == []


@pytest.mark.slow
def test_a_mark_put_into_every_personal_cell_is_nowhere(
    bring: Importing, brand: Brand, samples: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    manifest = json.loads((samples / "manifest.json").read_text(encoding="utf-8"))
    marked, paths = 0, []
    for entry in manifest:
        if entry["container"] == "csv":
            paths.append(tmp_path / Path(entry["path"]).name)
            marked += with_sentinels(samples, entry, paths[-1])
    caplog.set_level(logging.DEBUG)
    reports = bring(*paths)
    assert marked > 500
    assert sum(report.status == "imported" for report in reports) > 20
    texts = [*stored_texts(brand), *database_texts(), ("logs", caplog.text)]
    texts.append(("reports", "\n".join(str(report.to_json()) for report in reports)))
    assert found_in(texts, {SENTINEL}) == []


def test_the_scanner_sees_what_it_looks_for(samples: Path) -> None:
    manifest = json.loads((samples / "manifest.json").read_text(encoding="utf-8"))
    one = sorted(personal_values(samples, manifest))[0]
    assert found_in([("orders", f"a {one} b")], {one}) == [(one, "orders")]
    planted = [("a", "13812345678"), ("b", "##kYz1/AbC=##"), ("c", "$$9fQ1x$$")]
    assert [place for place, _hit in patterns_in(planted)] == ["a", "b", "c"]
