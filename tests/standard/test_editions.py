"""The edition is whole and quotes the text; a second one can live beside it and be compared (3.1, 13.1)."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from shutil import copytree

import pytest
import yaml

from luoxuan.standard import (
    EditionError,
    compare,
    edition,
    edition_of,
    edition_read,
    editions,
)
from luoxuan.standard import reading as reading_module
from tests.shared_material import shared

HOME = Path(str(reading_module.__file__)).parent / "editions" / "2025"


@pytest.mark.clause("13.1")
def test_every_clause_is_quoted_word_for_word() -> None:
    text = (shared("standard") / "T-GXDSL-265-2025.txt").read_text(encoding="utf-8")
    joined = text.replace("\n\n", "")
    for row in edition().requirements.values():
        assert row.clause in joined, row.id


def test_the_chapters_are_those_of_the_text() -> None:
    assert list(edition().chapters) == list(range(1, 14))
    text = (shared("standard") / "T-GXDSL-265-2025.txt").read_text(encoding="utf-8")
    for chapter in edition().chapters.values():
        assert f"、{chapter.title.zh}\n" in text


def test_every_requirement_can_be_measured_and_ranked() -> None:
    for row in edition().requirements.values():
        assert 1 <= row.weight <= 3
        assert 1 <= row.effort <= 3
        assert row.threshold >= 0
        assert row.unit != "share" or row.threshold <= 1
        assert all((row.product.zh, row.product.en, row.evidence.zh, row.evidence.en))


@pytest.mark.clause("13.1")
def test_the_next_review_is_three_years_after_publication_at_the_latest() -> None:
    assert edition().published_on == date(2025, 12, 11)
    assert edition().review_on == date(2028, 12, 11)


@pytest.mark.clause("3.1")
def test_every_document_of_chapter_three_is_in_the_register() -> None:
    text = (shared("standard") / "T-GXDSL-265-2025.txt").read_text(encoding="utf-8")
    chapter = text[text.index("下列文件对于本标准") : text.index("四、术语和定义\n\nGB/T 36311")]
    cited = {one.number: one for one in edition().citations.values() if one.chapter == 3}
    for number, year in re.findall(r"- (\S+/T \d+)-(\d{4})", chapter):
        assert cited[number].cited == year
    titles = {one.title for one in edition().citations.values()}
    assert set(re.findall(r"《(.+?)》", chapter)) <= titles


@pytest.mark.clause("3.1")
def test_cited_and_current_edition_are_two_things() -> None:
    personal = edition().citations["gbt_35273"]
    assert (personal.cited, personal.verified, personal.status) == ("2023", "2020", "year_doubtful")
    security = edition().citations["cybersecurity_law"]
    assert (security.cited, security.status) == ("2017", "lapsed")
    assert not edition().citations["sbt_11102"].stands_on(date(2026, 11, 1))


def test_a_document_stands_from_its_first_to_its_last_day() -> None:
    law = replace(edition().citations["ecommerce_law"], in_force_to=date(2027, 1, 1))
    assert law.in_force_from is not None
    assert not law.stands_on(date(2018, 12, 31))
    assert law.stands_on(law.in_force_from)
    assert law.stands_on(date(2027, 1, 1))
    assert not law.stands_on(date(2027, 1, 2))


@pytest.fixture
def second(tmp_path: Path) -> Path:
    """A fictitious later edition: one row less, one more, one changed."""
    folder = tmp_path / "2028"
    copytree(HOME, folder)
    head = yaml.safe_load((folder / "edition.yaml").read_text(encoding="utf-8"))
    head |= {"key": "2028", "number": "T/GXDSL 265-2028", "published_on": date(2028, 10, 1)}
    (folder / "edition.yaml").write_text(yaml.safe_dump(head, allow_unicode=True), encoding="utf-8")
    path = folder / "chapter_06.yaml"
    body = yaml.safe_load(path.read_text(encoding="utf-8"))
    body["requirements"][0]["threshold"] = "0.9"
    extra = body["requirements"].pop() | {"id": "6.8", "asks": "演示条款"}
    body["requirements"].append(extra)
    path.write_text(yaml.safe_dump(body, allow_unicode=True), encoding="utf-8")
    return folder


@pytest.mark.clause("13.1")
def test_a_second_edition_is_compared_row_by_row(second: Path) -> None:
    later = edition_read(second)
    found = compare(edition(), later)
    assert later.review_on == date(2031, 10, 1)
    assert [row.id for row in found.added] == ["6.8"]
    assert [row.id for row in found.removed] == ["6.7"]
    (change,) = found.changed
    assert (change.after.id, change.fields) == ("6.1", ("threshold",))
    assert (change.before.threshold, change.after.threshold) == (Decimal(1), Decimal("0.9"))


def test_an_edition_is_the_same_as_itself() -> None:
    assert compare(edition(), edition()).is_same


def test_an_edition_nobody_ships_is_refused_with_those_there_are() -> None:
    with pytest.raises(EditionError, match="There are: 2025"):
        edition_of("1999")
    assert list(editions()) == ["2025"]
