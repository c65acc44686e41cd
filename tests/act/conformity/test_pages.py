"""The pages, the interface and the command; an auditor sees all of it and changes nothing."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from typer.testing import CliRunner

from luoxuan.act.conformity import services
from luoxuan.act.conformity.models import AssessmentNote, CitationReview, ConformityRun
from luoxuan.foundation.jobs import services as jobs
from luoxuan.foundation.people import services as people
from luoxuan.foundation.people.models import Brand, User
from luoxuan.foundation.trail import selectors as trail
from luoxuan.foundation.trail.selectors import TrailQuestion
from luoxuan.standard import edition
from tests.act.conformity.conftest import AT
from tests.people_there import member_there, shop_there

READ = (
    "overview", "citations", "citations_xlsx", "terms", "kpis", "editions", "runs",
)  # fmt: skip


@pytest.fixture
def run(brand: Brand, owner: User) -> ConformityRun:
    """A run."""
    return services.run_make(brand=brand, actor=owner, at=AT)


def at(name: str, **more: Any) -> str:
    """The address of a page."""
    return reverse(f"conformity:{name}", kwargs={"brand": "yanshi", **more})


def entries(brand: Brand) -> int:
    """How much the trail tells."""
    return trail.trail_entries(brand=brand, question=TrailQuestion()).count()


def test_before_the_first_run_the_page_says_what_to_do(reader: Client, bare: Brand) -> None:
    shown = reader.get(at("overview")).content.decode()
    assert "还没有测量过" in shown
    assert "现在测量" in shown


def test_the_overview_shows_thirteen_chapters_and_the_gaps(
    reader: Client, run: ConformityRun
) -> None:
    shown = reader.get(at("overview")).content.decode()
    for chapter in edition().chapters.values():
        assert chapter.title.zh in shown
    assert at("requirement", requirement_id="6.1") in shown
    assert "本版本不提供" in shown


def test_a_requirement_shows_clause_value_rows_and_history(
    reader: Client, run: ConformityRun
) -> None:
    shown = reader.get(at("requirement", requirement_id="9.1")).content.decode()
    assert edition().requirements["9.1"].clause in shown
    assert "100.0 %" in shown
    assert "演示旗舰店" in shown
    assert reader.get(at("requirement", requirement_id="99.9")).status_code == 404


def test_measuring_is_work_of_the_background(reader: Client, bare: Brand) -> None:
    reader.post(at("measure"))
    jobs.jobs_run_pending(at=timezone.now())
    assert ConformityRun.objects.filter(brand=bare, cause="asked").exists()


def test_a_gap_is_a_task_in_one_click(reader: Client, run: ConformityRun) -> None:
    answer = reader.post(at("task", requirement_id="7.1"))
    assert answer.status_code == 302
    assert "/tasks/" in answer["Location"]
    shown = reader.get(at("requirement", requirement_id="7.1")).content.decode()
    assert answer["Location"] in shown
    assert "/improvements/" in reader.post(at("finding", requirement_id="7.1"))["Location"]


def test_notes_exemptions_signatures_and_packs_through_the_pages(
    reader: Client, run: ConformityRun
) -> None:
    reader.post(at("note", requirement_id="6.1"), {"text": "已开始招聘"})
    reader.post(
        at("exempt", requirement_id="8.1"),
        {"reason": "本品牌不做内容营销", "expires_on": "2027-06-30"},
    )
    reader.post(at("sign", run_id=run.pk), {"statement": "以上属实"})
    reader.post(at("pack", run_id=run.pk))
    assert "已开始招聘" in reader.get(at("requirement", requirement_id="6.1")).content.decode()
    shown = reader.get(at("run", run_id=run.pk)).content.decode()
    assert "以上属实" in shown
    pack = run.packs.get()
    assert reader.get(at("pack_zip", pack_id=pack.pk)).content == bytes(pack.body)


def test_a_review_of_a_citation_through_the_page(reader: Client, brand: Brand) -> None:
    page = at("citation", citation="gbt_39654")
    sent = {"verified_edition": "2020", "is_in_force": "on", "source": "官方标准库"}
    assert reader.post(page, sent).status_code == 422
    assert not CitationReview.objects.exists()


def test_every_page_and_file_opens(reader: Client, run: ConformityRun) -> None:
    for name in READ:
        assert reader.get(at(name)).status_code == 200, name
    for name in ("run", "run_xlsx", "run_pdf"):
        assert reader.get(at(name, run_id=run.pk)).status_code == 200, name
    assert reader.get(at("citation", citation="sbt_11102")).status_code == 200


@pytest.mark.slow
def test_an_auditor_reads_everything_and_the_records_behind(
    client: Client, run: ConformityRun, owner: User
) -> None:
    pack = services.pack_make(run=run, language="zh-hans", actor=owner, at=AT)
    client.force_login(member_there(run.brand, "auditor"))
    for name in READ:
        assert client.get(at(name)).status_code == 200, name
    for name in ("run", "run_xlsx", "run_pdf"):
        assert client.get(at(name, run_id=run.pk)).status_code == 200, name
    assert client.get(at("pack_zip", pack_id=pack.pk)).status_code == 200
    for row in run.results:
        page = at("requirement", requirement_id=row["id"])
        assert client.get(page).status_code == 200, row["id"]
        links = {row["evidence_url"], *(one["url"] for one in row["rows"])} - {""}
        for link in links:
            assert client.get(link, follow=True).status_code == 200, (row["id"], link)


def test_an_auditor_changes_nothing(client: Client, run: ConformityRun) -> None:
    client.force_login(member_there(run.brand, "auditor"))
    before = entries(run.brand)
    writes = [
        at("measure"), at("note", requirement_id="6.1"), at("task", requirement_id="7.1"),
        at("finding", requirement_id="7.1"), at("exempt", requirement_id="8.1"),
        at("sign", run_id=run.pk), at("pack", run_id=run.pk),
        at("citation", citation="gbt_35273"),
    ]  # fmt: skip
    for page in writes:
        assert client.post(page, {"text": "x", "statement": "x"}).status_code == 403, page
    assert entries(run.brand) == before
    assert not AssessmentNote.objects.exists()
    shown = client.get(at("requirement", requirement_id="7.1")).content.decode()
    assert '<form method="post" action="/b/yanshi/act/conformity' not in shown


def test_who_sees_one_shop_sees_its_rows_alone_and_no_pack(
    client: Client, run: ConformityRun, owner: User
) -> None:
    other = shop_there(run.brand, "other")
    analyst = member_there(run.brand, "data_analyst")
    people.membership_set(brand=run.brand, user=analyst, role="data_analyst", shops=(other,))
    pack = services.pack_make(run=run, language="zh-hans", actor=owner, at=AT)
    client.force_login(analyst)
    shown = client.get(at("requirement", requirement_id="9.1")).content.decode()
    assert "演示旗舰店" not in shown
    assert client.get(at("pack_zip", pack_id=pack.pk)).status_code == 403


def test_the_interface_gives_the_same(reader: Client, run: ConformityRun) -> None:
    home = "/api/v1/b/yanshi/conformity"
    whole = reader.get(f"{home}/").json()
    assert whole["sha256"] == run.digest
    assert len(whole["requirements"]) == len(edition().requirements)
    one = reader.get(f"{home}/requirements/9.1").json()
    assert (one["state"], one["rows"][0]["label"]["zh"]) == ("lived", "演示旗舰店")
    assert reader.get(f"{home}/requirements/99.9").status_code == 404
    assert reader.get(f"{home}/runs/{run.pk}").json()["is_whole"] is True
    assert len(reader.get(f"{home}/citations").json()) == len(edition().citations)


def test_the_command_lists_every_requirement(brand: Brand) -> None:
    from luoxuan.cli.main import app

    answer = CliRunner().invoke(app, ["conformity", "--brand", "yanshi", "--json"])
    assert answer.exit_code == 0, answer.output
    rows = json.loads(answer.stdout)
    assert [row["id"] for row in rows] == list(edition().requirements)
    assert set(rows[0]) == {
        "id", "title", "state", "value", "threshold", "as_of", "evidence_url",
    }  # fmt: skip
    assert not ConformityRun.objects.exists()
    assert CliRunner().invoke(app, ["conformity", "--brand", "keine"]).exit_code == 2
