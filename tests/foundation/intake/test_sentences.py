"""What the engine says in Chinese, a page can say in English."""

import inspect
import re

import pytest

from luoxuan.foundation.intake.sentences import in_english
from luoxuan.warehouse.sources import messages

HAN = re.compile(r"[一-龥]")
SENTENCES = [
    function
    for name, function in inspect.getmembers(messages, inspect.isfunction)
    if name != "detail" and not name.startswith("_")
]


def filled(function: object) -> str:
    """The sentence with something in each hole."""
    holes = inspect.signature(function).parameters.values()
    given = [["Alpha", "Beta"] if "list" in str(hole.annotation) else "Gamma" for hole in holes]
    return function(*given)


@pytest.mark.parametrize("function", SENTENCES, ids=lambda function: function.__name__)
def test_every_sentence_of_the_engine_has_its_english(function: object) -> None:
    said = in_english(filled(function)).replace("、", ", ")
    assert HAN.search(said) is None
    for hole in inspect.signature(function).parameters.values():
        assert ("Alpha" if "list" in str(hole.annotation) else "Gamma") in said


@pytest.mark.parametrize("reason", sorted(messages.DETAILS))
def test_every_reason_for_quarantine_has_its_english(reason: str) -> None:
    assert HAN.search(in_english(messages.DETAILS[reason])) is None


def test_sentences_side_by_side_are_all_said() -> None:
    both = messages.header_only("X") + messages.totals_differ(["Y"])
    assert in_english(both) == (
        "This is X: a header and no rows. The file's own totals differ from the sum of its rows: Y."
    )


def test_a_check_of_totals_stays_as_it_is() -> None:
    assert in_english("file says 3, rows add up to 2") == "file says 3, rows add up to 2"
