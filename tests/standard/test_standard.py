"""The standard as data says what the standard says (4.1)."""

import re

import pytest

from luoxuan.metrics import METRICS
from luoxuan.standard import requirements, terms
from luoxuan.standard.document import PAGE, page
from tests.shared_material import ROOT, shared


def test_the_terms_of_chapter_four_are_all_there_in_order() -> None:
    assert [term.number for term in terms().values()] == list(range(1, 11))
    assert terms()["clv"].definition.endswith("所有利润的净现值。")


@pytest.mark.clause("4.1")
def test_every_definition_is_quoted_word_for_word() -> None:
    text = (shared("standard") / "T-GXDSL-265-2025.txt").read_text(encoding="utf-8")
    for term in terms().values():
        assert f"{term.zh}\n\n{term.definition}\n" in text


def test_every_requirement_has_the_id_and_words_of_the_list() -> None:
    text = (shared("standard") / "requirements.md").read_text(encoding="utf-8")
    listed = dict(re.findall(r"^\| (\d+\.\d+) \| (.*?) \|", text, flags=re.MULTILINE))
    assert {key: row.asks for key, row in requirements().items()} == listed


def test_every_requirement_belongs_to_a_chapter() -> None:
    assert requirements()["6.6"].chapter == "组织与战略规划"
    assert requirements()["13.1"].chapter == "附则"


def test_every_clause_a_metric_answers_exists() -> None:
    named = {clause for metric in METRICS.values() for clause in metric.clauses}
    assert named <= set(requirements())


def test_the_glossary_is_current() -> None:
    assert (ROOT / PAGE).read_text(encoding="utf-8") == page()


def test_every_term_that_is_a_number_names_metrics_that_exist() -> None:
    named = {key for term in terms().values() for key in term.metrics}
    assert named
    assert named <= set(METRICS)
