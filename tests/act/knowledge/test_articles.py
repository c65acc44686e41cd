"""Articles: versions stay, readers give receipts, stale ones open one task."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from luoxuan.act.knowledge import selectors, services
from luoxuan.act.knowledge.models import Article, ArticleVersion
from luoxuan.foundation.people.models import Brand
from luoxuan.foundation.tasks.models import Task
from luoxuan.foundation.tasks.services import TaskDraft, task_open
from luoxuan.foundation.trail.models import TrailEntry
from tests.people_there import AT, PASSWORD, brand_there, member_there

pytestmark = pytest.mark.django_db
QUIZ = (services.Question("退款多久内审核？", ("一小时", "一天"), 0),)


def draft(**more: object) -> services.ArticleDraft:
    """An SOP that campaign operators must read."""
    said = {
        "kind": "sop", "title": "退款处理流程", "body": "一小时内审核。",
        "review_on": AT.date() + timedelta(days=30), "readers": ("campaign_operator",),
        "quiz": QUIZ, "links": (("page", "calendar:calendar"),),
    } | more  # fmt: skip
    return services.ArticleDraft(**said)  # type: ignore[arg-type]


@pytest.fixture
def brand() -> Brand:
    return brand_there()


def written(brand: Brand, **more: object) -> Article:
    return services.article_save(brand=brand, draft=draft(**more), actor=None, at=AT)


def test_a_changed_text_is_a_new_version_and_the_old_one_stays(brand: Brand) -> None:
    article = written(brand)
    services.article_save(brand=brand, draft=draft(), article=article, actor=None, at=AT)
    assert article.versions.count() == 1
    services.article_save(
        brand=brand, draft=draft(body="半小时内审核。"), article=article, actor=None, at=AT
    )
    assert [v.body for v in article.versions.all()] == ["半小时内审核。", "一小时内审核。"]
    assert [a.pk for a in selectors.search(brand, "半小时", with_drafts=True)] == [article.pk]


def test_publishing_asks_every_reader_once_and_the_receipt_settles_it(brand: Brand) -> None:
    reader = member_there(brand, "campaign_operator")
    owner = member_there(brand)
    article = written(brand)
    services.article_publish(article=article, actor=owner, at=AT)
    services.article_publish(article=article, actor=owner, at=AT)
    (task,) = Task.objects.filter(brand=brand)
    assert task.owner == reader
    version = selectors.version_of(article)
    assert version is not None
    assert not services.reading_record(version=version, user=reader, answers=[1], at=AT).has_passed
    task.refresh_from_db()
    assert task.state == "open"
    assert services.reading_record(version=version, user=reader, answers=[0], at=AT).has_passed
    again = services.reading_record(version=version, user=reader, answers=[1], at=AT)
    assert again.has_passed
    task.refresh_from_db()
    assert task.state == "done"
    assert selectors.reading_share(brand) == (1, 1)


def test_a_stale_article_opens_one_task_until_it_is_reviewed(brand: Brand) -> None:
    owner = member_there(brand)
    article = written(brand, readers=())
    services.article_publish(article=article, actor=owner, at=AT)
    late = AT + timedelta(days=40)
    assert services.articles_due(brand=brand, at=late) == 1
    services.articles_due(brand=brand, at=late + timedelta(days=1))
    (task,) = Task.objects.filter(brand=brand)
    next_time = late.date() + timedelta(days=90)
    services.article_review(article=article, review_on=next_time, actor=owner, at=late)
    task.refresh_from_db()
    assert task.state == "done"
    assert services.articles_due(brand=brand, at=late) == 0


def test_a_refused_article_writes_nothing(brand: Brand) -> None:
    for bad in ({"kind": "poem"}, {"body": " "}, {"readers": ("nobody",)}):
        with pytest.raises(services.KnowledgeError):
            written(brand, **bad)
    assert not Article.objects.exists()
    assert not TrailEntry.objects.filter(subject_type="article").exists()


def test_two_versions_never_share_a_number(brand: Brand) -> None:
    article = written(brand)
    with pytest.raises(IntegrityError), transaction.atomic():
        ArticleVersion.objects.create(article=article, number=1, body="x", at=AT)


def test_the_page_shows_text_and_no_html_of_its_writer(brand: Brand) -> None:
    owner = member_there(brand)
    article = written(brand, body="## 步骤\n\n<script>alert(1)</script> [x](javascript:alert(1))")
    services.article_publish(article=article, actor=owner, at=AT)
    client = Client()
    assert client.login(username=owner.username, password=PASSWORD)
    page = client.get(f"/b/{brand.key}/act/knowledge/{article.slug}/").text
    assert "<h2>步骤</h2>" in page
    assert "<script>alert" not in page
    assert 'href="javascript' not in page


def test_a_draft_is_hidden_from_those_who_only_read(brand: Brand) -> None:
    article = written(brand)
    client = Client()
    finance = member_there(brand, "finance")
    assert client.login(username=finance.username, password=PASSWORD)
    assert client.get(f"/b/{brand.key}/act/knowledge/{article.slug}/").status_code == 404
    assert article.title not in client.get(f"/b/{brand.key}/act/knowledge/").text


def test_an_article_is_written_on_the_page_with_quiz_and_place(brand: Brand) -> None:
    client = Client()
    manager = member_there(brand, "operations_manager")
    assert client.login(username=manager.username, password=PASSWORD)
    said = {
        "kind": "sop", "title": "双11 值班", "body": "轮班表。", "review_on": "2027-01-01",
        "quiz": "谁值班？\n* 所有人\n- 没有人", "places": f"/b/{brand.key}/plan/calendar/",
    }  # fmt: skip
    answer = client.post(f"/b/{brand.key}/act/knowledge/new", said)
    assert answer.status_code == 302, answer.text
    (article,) = Article.objects.all()
    assert article.versions.get().quiz[0]["right"] == 0
    client.post(f"/b/{brand.key}/act/knowledge/{article.slug}/state", {"to": "published"})
    found = selectors.articles_for(brand, subject_id="calendar:calendar")
    assert [each.title for each in found] == ["双11 值班"]
    page = client.get(f"/b/{brand.key}/plan/calendar/").text
    assert "双11 值班" in page
    refused = client.post(f"/b/{brand.key}/act/knowledge/new", said | {"quiz": "谁？\n- 我"})
    assert refused.status_code == 422


def test_an_article_shows_on_the_tasks_of_its_kind(brand: Brand) -> None:
    client = Client()
    manager = member_there(brand, "operations_manager")
    assert client.login(username=manager.username, password=PASSWORD)
    said = {
        "kind": "sop", "title": "预警处理", "body": "先核对。", "review_on": "2027-01-01",
        "task_kinds": ["alert"],
    }  # fmt: skip
    assert client.post(f"/b/{brand.key}/act/knowledge/new", said).status_code == 302
    (article,) = Article.objects.all()
    services.article_publish(article=article, actor=manager, at=AT)
    for kind, shown in (("alert", True), ("manual", False)):
        task = task_open(
            brand=brand, draft=TaskDraft(kind=kind, title="x", owner=manager), actor=None, at=AT
        )
        assert ("预警处理" in client.get(f"/b/{brand.key}/tasks/{task.pk}/").text) is shown
    page = client.get(f"/b/{brand.key}/act/knowledge/{article.slug}/edit").text
    assert 'value="alert" checked' in re.sub(r'id="[^"]+" ', "", page)
