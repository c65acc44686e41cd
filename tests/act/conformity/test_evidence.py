"""Evidence is computed of records: nothing is typed, everything is honest about what is not there."""

import re
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from luoxuan.act.conformity import services
from luoxuan.act.conformity.evidence import EVIDENCE
from luoxuan.act.conformity.evidence.model import Evidence, EvidenceContext
from luoxuan.act.conformity.evidence.registry import evidence
from luoxuan.act.conformity.measuring import standard_measured
from luoxuan.foundation.gates import services as gates
from luoxuan.foundation.people import services as people
from luoxuan.foundation.people.models import Brand, Shop, User
from luoxuan.standard import Said, edition, requirements
from tests.act.conformity.conftest import AT
from tests.people_there import member_there
from tests.shared_material import shared


def measured(brand: Brand, **more: Any) -> dict[str, dict[str, Any]]:
    """Every result by its id."""
    results = standard_measured(brand=brand, edition=edition(), exempt={}, at=AT, **more)
    return {row["id"]: row for row in results}


def test_a_requirement_has_evidence_or_says_it_is_not_in_this_version() -> None:
    here = {key for key, row in requirements().items() if row.is_here}
    assert here == set(EVIDENCE)


def test_every_id_of_the_list_has_a_result(brand: Brand) -> None:
    listed = (shared("standard") / "requirements.md").read_text(encoding="utf-8")
    ids = re.findall(r"^\| (\d+\.\d+) \|", listed, flags=re.MULTILINE)
    assert list(measured(brand)) == ids


@pytest.mark.django_db
def test_a_brand_without_anything_lives_next_to_nothing_and_nothing_fails(bare: Brand) -> None:
    found = measured(bare)
    for key, row in found.items():
        assert "Could not be computed" not in row["sentence"]["en"], key
        assert row["sentence"]["zh"], key
    assert {key for key, row in found.items() if row["state"] == "lived"} == {"13.1"}
    assert found["8.1"]["sentence"]["en"] == "Not available in this version."


def test_what_is_not_in_this_version_counts_as_not_lived(brand: Brand) -> None:
    absent = [row for row in measured(brand).values() if row["state"] == "not_available"]
    assert len(absent) == len(requirements()) - len(EVIDENCE)
    assert {row["value"] for row in absent} == {None}


def test_every_figure_leads_to_its_records(brand: Brand) -> None:
    for key, row in measured(brand).items():
        assert row["state"] == "not_available" or row["evidence_url"], key


@pytest.mark.clause("6.1")
def test_a_role_that_is_given_moves_the_figure(brand: Brand) -> None:
    before = measured(brand)["6.1"]
    assert Decimal(before["value"]) == 0
    member_there(brand, "data_analyst")
    after = measured(brand)["6.1"]
    assert Decimal(after["value"]) == Decimal("0.1667")
    assert sum(row["is_met"] for row in after["rows"]) == 1


@pytest.mark.clause("7.1")
def test_revenue_counts_once_the_shop_says_its_kind_of_channel(brand: Brand) -> None:
    assert Decimal(measured(brand)["7.1"]["value"]) == 0
    Shop.objects.filter(brand=brand).update(channel_type="general")
    assert measured(brand)["7.1"]["state"] == "lived"


@pytest.mark.clause("9.4")
def test_data_grow_old(brand: Brand) -> None:
    assert measured(brand)["9.4"]["state"] == "lived"
    later = standard_measured(brand=brand, edition=edition(), exempt={}, at=AT + timedelta(days=30))
    stale = {row["id"]: row for row in later}
    assert (stale["9.4"]["value"], stale["9.4"]["state"]) == ("31", "not")
    assert stale["9.1"]["state"] == "not"


@pytest.mark.clause("3.1")
def test_a_review_of_a_citation_moves_the_figure(brand: Brand, owner: User) -> None:
    before = Decimal(measured(brand)["3.1"]["value"])
    draft = services.CitationDraft(
        "gbt_39654", "2020", True, "官方标准库", AT.date() + timedelta(days=90)
    )
    services.citation_review(brand=brand, draft=draft, actor=owner, at=AT)
    after = measured(brand)["3.1"]
    assert Decimal(after["value"]) > before
    overdue = standard_measured(
        brand=brand, edition=edition(), exempt={}, at=AT + timedelta(days=91)
    )
    assert Decimal(overdue[0]["value"]) == before


@pytest.mark.clause("9.3")
def test_a_phone_number_in_the_lake_is_found(brand: Brand, monkeypatch: Any) -> None:
    from luoxuan.warehouse import scans

    clean = measured(brand)["9.3"]
    assert (clean["value"], clean["state"]) == ("1", "lived")
    # The file's name stands for any text that should not be there.
    monkeypatch.setitem(scans.PERSONAL, "phone", "ExportOrderList")
    found = measured(brand)["9.3"]
    assert Decimal(found["value"]) < 1
    assert [row["label"]["zh"] for row in found["rows"] if not row["is_met"]] == [
        "source_files.name",
        "source_files.report",
    ]


@pytest.mark.clause("5.4")
def test_an_approval_shows_in_the_figure(brand: Brand, owner: User) -> None:
    assert measured(brand)["5.4"]["state"] == "no_data"
    manager = member_there(brand, "operations_manager")
    draft = services.ExemptionDraft("8.1", "本品牌不做内容营销", AT.date() + timedelta(days=90))
    services.exemption_ask(brand=brand, draft=draft, actor=manager, at=AT)
    from luoxuan.foundation.gates import selectors

    gate = selectors.gates_of(brand).get()
    gates.gate_decide(gate=gate, decision="approved", reason="", actor=owner, at=AT)
    assert measured(brand)["5.4"]["value"] == "1"


def test_one_function_that_fails_leaves_the_others_standing(
    brand: Brand, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_context: EvidenceContext) -> Evidence:
        raise ZeroDivisionError

    monkeypatch.setitem(EVIDENCE, "5.3", broken)
    found = measured(brand)
    assert found["5.3"]["state"] == "no_data"
    assert "ZeroDivisionError" in found["5.3"]["sentence"]["zh"]
    assert found["9.1"]["state"] == "lived"


def test_a_requirement_has_one_function() -> None:
    with pytest.raises(ValueError, match="two evidence functions"):
        evidence("5.3")(lambda _context: Evidence(None, Said("", "")))


def test_a_lapsed_shop_is_not_waited_for(brand: Brand) -> None:
    people.shop_register(brand=brand, key="closed", platform="jd", name="演示停业店")
    assert measured(brand)["9.1"]["state"] == "partly"
    Shop.objects.filter(brand=brand, key="closed").update(is_live=False)
    assert measured(brand)["9.1"]["state"] == "lived"
