"""Runs, notes, exemptions, signatures and packs: kept as they were, hashed, trailed."""

import hashlib
import io
import json
import zipfile
from datetime import timedelta
from typing import Any

import pytest

from luoxuan.act.conformity import selectors, services
from luoxuan.act.conformity.errors import ConformityError
from luoxuan.act.conformity.models import AssessmentNote, ConformityRun, Exemption, FinalError
from luoxuan.foundation.gates import selectors as gate_selectors
from luoxuan.foundation.gates import services as gates
from luoxuan.foundation.people.models import Brand, Shop, User
from luoxuan.foundation.tasks import selectors as tasks
from luoxuan.foundation.trail import selectors as trail
from luoxuan.foundation.trail.selectors import TrailQuestion
from tests.act.conformity.conftest import AT
from tests.people_there import brand_there, member_there

REASON = "本品牌只卖货，不做内容营销"
SOON = AT.date() + timedelta(days=90)


@pytest.fixture
def run(brand: Brand, owner: User) -> ConformityRun:
    """A run the owner asked for."""
    return services.run_make(brand=brand, actor=owner, at=AT)


def trailed(brand: Brand, verb: str) -> list[dict[str, Any]]:
    """Details of the entries with that verb, newest first."""
    return [e.detail for e in trail.trail_entries(brand=brand, question=TrailQuestion(verb=verb))]


def test_a_run_is_kept_with_its_hash_in_the_trail(run: ConformityRun) -> None:
    found = selectors.run_latest(run.brand, "2025")
    assert found is not None
    assert services.run_is_whole(found)
    assert found.data_version == 1
    assert trailed(run.brand, "conformity.measured")[0]["sha256"] == run.digest


def test_a_run_cannot_be_changed_or_removed(run: ConformityRun) -> None:
    run.score += 1
    with pytest.raises(FinalError):
        run.save()
    with pytest.raises(FinalError):
        run.delete()


def test_a_run_changed_behind_our_back_is_seen_and_not_signed(
    run: ConformityRun, owner: User
) -> None:
    changed = [row | {"state": "lived"} for row in run.results]
    ConformityRun.objects.filter(pk=run.pk).update(results=changed)
    found = ConformityRun.objects.get(pk=run.pk)
    assert not services.run_is_whole(found)
    with pytest.raises(ConformityError):
        services.assessment_sign(run=found, statement="x", actor=owner, at=AT)
    with pytest.raises(ConformityError):
        services.pack_make(run=found, language="en", actor=owner, at=AT)
    assert not trailed(run.brand, "conformity.signed")


def test_the_night_measures_every_brand_once(brand: Brand) -> None:
    brand_there("lingyige")
    assert services.runs_make(at=AT) == 2
    assert services.runs_make(at=AT + timedelta(hours=1)) == 0
    assert services.runs_make(at=AT + timedelta(days=1)) == 2


def test_the_history_of_a_requirement_shows_what_changed(run: ConformityRun, owner: User) -> None:
    Shop.objects.filter(brand=run.brand).update(channel_type="general")
    services.run_make(brand=run.brand, actor=owner, at=AT + timedelta(days=1))
    moments = selectors.history_of(run.brand, "2025", "7.1")
    assert [moment.state for moment in moments] == ["not", "lived"]


def test_a_gap_becomes_one_task_that_closes_when_the_clause_is_lived(
    run: ConformityRun, owner: User
) -> None:
    ask: dict[str, Any] = {"run": run, "requirement_id": "7.1", "url": "/x", "actor": owner}
    task = services.gap_to_task(**ask, at=AT)
    assert services.gap_to_task(**ask, at=AT).pk == task.pk
    assert task.title.startswith("7.1")
    Shop.objects.filter(brand=run.brand).update(channel_type="general")
    services.run_make(brand=run.brand, actor=None, at=AT + timedelta(days=1))
    assert tasks.task_by_key(run.brand, "conformity:2025:7.1") is None
    (closed,) = tasks.tasks_by_source(run.brand, "requirement", "2025:7.1")
    assert closed.state == "done"


def test_a_gap_becomes_a_finding_of_the_improvements(run: ConformityRun, owner: User) -> None:
    finding = services.gap_to_finding(run=run, requirement_id="6.1", url="/x", actor=owner, at=AT)
    assert (finding.source, finding.source_id) == ("conformity", "2025:6.1")


def test_what_is_lived_or_not_in_this_version_is_no_gap(run: ConformityRun, owner: User) -> None:
    for requirement_id in ("9.1", "8.1"):
        with pytest.raises(ConformityError):
            services.gap_to_task(run=run, requirement_id=requirement_id, url="", actor=owner, at=AT)


def test_the_owner_signs_an_exemption_and_it_leaves_the_score(
    run: ConformityRun, owner: User
) -> None:
    draft = services.ExemptionDraft("8.1", REASON, SOON)
    services.exemption_grant(brand=run.brand, draft=draft, actor=owner, at=AT)
    exempt = services.run_make(brand=run.brand, actor=owner, at=AT)
    result = selectors.result_of(exempt, "8.1")
    assert result is not None
    assert result["state"] == "not_applicable"
    assert REASON in result["exemption"]["zh"]
    assert exempt.scores["8"]["weight"] == run.scores["8"]["weight"] - 1
    later = services.run_make(brand=run.brand, actor=owner, at=AT + timedelta(days=91))
    again = selectors.result_of(later, "8.1")
    assert again is not None
    assert again["state"] == "not_available"


def test_nobody_else_signs_alone_but_may_ask(run: ConformityRun, owner: User) -> None:
    manager = member_there(run.brand, "operations_manager")
    draft = services.ExemptionDraft("8.1", REASON, SOON)
    with pytest.raises(ConformityError):
        services.exemption_grant(brand=run.brand, draft=draft, actor=manager, at=AT)
    assert not Exemption.objects.exists()
    services.exemption_ask(brand=run.brand, draft=draft, actor=manager, at=AT)
    assert not selectors.exemptions_in_force(run.brand, "2025", AT.date())
    gate = gate_selectors.gates_of(run.brand).get()
    gates.gate_decide(gate=gate, decision="approved", reason="", actor=owner, at=AT)
    (made,) = selectors.exemptions_of(run.brand, "8.1")
    assert (made.state, made.signed_by) == ("granted", owner)
    services.exemption_end(exemption=made, actor=owner, at=AT)
    assert not selectors.exemptions_in_force(run.brand, "2025", AT.date())


def test_a_refused_exemption_changes_nothing(run: ConformityRun, owner: User) -> None:
    manager = member_there(run.brand, "operations_manager")
    draft = services.ExemptionDraft("8.1", REASON, SOON)
    services.exemption_ask(brand=run.brand, draft=draft, actor=manager, at=AT)
    gate = gate_selectors.gates_of(run.brand).get()
    gates.gate_decide(gate=gate, decision="refused", reason="不同意", actor=owner, at=AT)
    (made,) = selectors.exemptions_of(run.brand, "8.1")
    assert made.state == "refused"
    assert not selectors.exemptions_in_force(run.brand, "2025", AT.date())


@pytest.mark.parametrize(
    "draft",
    [
        services.ExemptionDraft("8.1", "不", SOON),
        services.ExemptionDraft("8.1", REASON, AT.date()),
        services.ExemptionDraft("8.1", REASON, AT.date() + timedelta(days=400)),
        services.ExemptionDraft("99.1", REASON, SOON),
    ],
)
def test_an_exemption_needs_a_reason_and_an_end(
    brand: Brand, owner: User, draft: services.ExemptionDraft
) -> None:
    with pytest.raises(ConformityError):
        services.exemption_grant(brand=brand, draft=draft, actor=owner, at=AT)
    assert not Exemption.objects.exists()
    assert not trailed(brand, "conformity.exempted")


def test_a_note_stays_as_it_was_written(brand: Brand, owner: User) -> None:
    note = services.note_add(brand=brand, requirement_id="6.1", text="已招聘", author=owner, at=AT)
    note.text = "x"
    with pytest.raises(FinalError):
        note.save()
    with pytest.raises(ConformityError):
        services.note_add(brand=brand, requirement_id="6.1", text="  ", author=owner, at=AT)
    assert AssessmentNote.objects.count() == 1


def test_a_signature_binds_the_hash_of_the_run(run: ConformityRun, owner: User) -> None:
    signed = services.assessment_sign(run=run, statement="属实", actor=owner, at=AT)
    assert (signed.digest, signed.role) == (run.digest, "owner")
    with pytest.raises(FinalError):
        signed.save()


def test_the_pack_holds_the_paper_and_the_figures_and_its_hash_is_in_the_trail(
    run: ConformityRun, owner: User
) -> None:
    services.assessment_sign(run=run, statement="属实", actor=owner, at=AT)
    pack = services.pack_make(run=run, language="zh-hans", actor=owner, at=AT)
    body = bytes(pack.body)
    assert hashlib.sha256(body).hexdigest() == pack.sha256
    assert trailed(run.brand, "conformity.packed")[0]["sha256"] == pack.sha256
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        figures = json.loads(archive.read("results.json"))
        assert archive.read("report.pdf").startswith(b"%PDF")
        sums = archive.read("SHA256SUMS").decode()
        assert hashlib.sha256(archive.read("results.json")).hexdigest() in sums
    assert figures["sha256"] == run.digest
    assert figures["results"] == run.results


@pytest.mark.parametrize(
    "draft",
    [
        services.CitationDraft("nothing", "2020", True, "x", SOON),
        services.CitationDraft("gbt_35273", "", True, "x", SOON),
        services.CitationDraft("gbt_35273", "2020", True, " ", SOON),
        services.CitationDraft("gbt_35273", "2020", True, "x", AT.date()),
    ],
)
def test_a_review_of_a_citation_says_what_where_and_until_when(
    brand: Brand, owner: User, draft: services.CitationDraft
) -> None:
    with pytest.raises(ConformityError):
        services.citation_review(brand=brand, draft=draft, actor=owner, at=AT)
    assert not selectors.citation_reviews_of(brand, draft.citation)
