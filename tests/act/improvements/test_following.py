"""What an action comes from, and what it becomes (12.4, 12.6)."""

import pytest

from luoxuan.act.improvements import services
from luoxuan.act.improvements.models import Action, Finding
from luoxuan.act.knowledge import selectors as knowledge
from luoxuan.check.reviews import services as reviews
from luoxuan.foundation.people.models import Brand, User
from luoxuan.foundation.tasks import selectors as tasks
from tests.act.improvements.conftest import AT, CHECKED, START, draft_of
from tests.check.reviews.objects import review_there
from tests.metrics.tiny import TinySession

pytestmark = pytest.mark.django_db


@pytest.mark.clause("12.6")
def test_a_kept_action_becomes_the_draft_of_an_sop_once(
    done: Action, owner: User, session: TinySession
) -> None:
    services.action_measure(action=done, session=session, at=CHECKED)
    with pytest.raises(services.ImprovementError):
        services.action_standardise(action=done, actor=owner, at=CHECKED)
    services.action_close(action=done, decision="kept", actor=owner, at=CHECKED)
    first = services.action_standardise(action=done, actor=owner, at=CHECKED)
    again = services.action_standardise(action=done, actor=owner, at=CHECKED)
    assert first.article_slug == again.article_slug
    article = knowledge.article_of(done.brand, first.article_slug)
    assert article is not None
    assert (article.kind, article.title, article.source) == ("sop", done.title, f"action:{done.pk}")
    version = knowledge.version_of(article)
    assert version is not None
    assert "有效：" in version.body


@pytest.mark.clause("12.4")
def test_a_decision_of_a_review_becomes_a_finding_and_a_task_to_plan_it(
    brand: Brand, owner: User, operator: User
) -> None:
    review = review_there(brand)
    draft = reviews.DecisionDraft("重做首图", owner=operator, due_on=START, follow="action")
    decision = reviews.decision_add(review=review, draft=draft, actor=owner, at=AT)
    finding = Finding.objects.get()
    assert (finding.source, finding.owner, finding.title) == ("review", operator, "重做首图")
    assert decision.follow_id == str(finding.pk)
    (task,) = tasks.tasks_by_source(brand, "finding", str(finding.pk))
    assert task.owner == operator
    assert f"due_on={START}" in task.source_url
    services.action_plan(finding=finding, draft=draft_of(operator), actor=owner, at=AT)
    task.refresh_from_db()
    assert task.state == "done"
