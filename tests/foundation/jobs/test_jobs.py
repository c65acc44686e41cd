"""A job's life: asked for, done once, tried again, cancelled, taken back from the dead."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from luoxuan.foundation.jobs import registry, selectors, services
from luoxuan.foundation.jobs.models import Job, Reason
from luoxuan.foundation.people.models import Brand
from luoxuan.foundation.trail import selectors as trail
from luoxuan.foundation.trail.selectors import TrailQuestion
from tests.people_there import AT, brand_there, person_there

Handler = Callable[..., None]


@pytest.fixture(autouse=True)
def own_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Kinds of work of one test only."""
    monkeypatch.setattr(registry.REGISTRY, "works", {})


@pytest.fixture
def brand(db: None) -> Brand:
    return brand_there()


def asked(brand: Brand | None, **more: Any) -> Job:
    """A job of the kind `demo`."""
    wishes = {"kind": "demo", "payload": {}, "requested_by": None, "at": AT} | more
    return services.job_enqueue(brand=brand, **wishes)


def again(job: Job) -> Job:
    """The job as it is stored now."""
    found = selectors.job_by_id(job.job_id)
    assert found is not None
    return found


def does(handler: Handler, **more: Any) -> None:
    """Register the handler as the work `demo`."""
    registry.job("demo", **more)(handler)


def test_a_job_is_done_once_with_its_payload(brand: Brand) -> None:
    seen: list[str] = []
    does(lambda _context, word: seen.append(word))
    job = asked(brand, payload={"word": "早"})
    assert services.jobs_run_pending(at=AT) == 1
    assert services.jobs_run_pending(at=AT) == 0
    assert (seen, again(job).state, again(job).attempts) == (["早"], "done", 1)


def test_progress_is_stored(brand: Brand) -> None:
    does(lambda context: context.progress(3, 4, "第三个文件"))
    job = asked(brand)
    services.jobs_run_pending(at=AT)
    stored = again(job)
    assert (stored.done, stored.total, stored.note, stored.share) == (3, 4, "第三个文件", 0.75)


def test_the_same_key_is_asked_for_once(brand: Brand) -> None:
    first, second = asked(brand, key="batch-1"), asked(brand, key="batch-1")
    assert first.job_id == second.job_id
    assert Job.objects.count() == 1


def test_a_failing_job_is_tried_again_later_each_time_and_then_given_up(brand: Brand) -> None:
    def fail(context: registry.JobContext) -> None:
        raise ValueError("cell 138****0000")

    does(fail, most_attempts=3)
    job = asked(brand)
    waits = []
    for _attempt in range(3):
        began = again(job).run_after
        services.jobs_run_pending(at=began)
        waits.append(again(job).run_after - began)
    stored = again(job)
    assert (stored.state, stored.attempts, stored.reason) == ("failed", 3, "ValueError")
    assert waits[1] > timedelta(seconds=30)
    assert stored.finished_at is not None


def test_the_log_has_the_place_of_an_error_but_not_its_message(
    brand: Brand, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(context: registry.JobContext) -> None:
        raise ValueError("演示买家一号")

    does(fail)
    asked(brand)
    services.jobs_run_pending(at=AT)
    assert "ValueError in fail:" in caplog.text
    assert "演示买家一号" not in caplog.text


def test_a_waiting_job_that_is_cancelled_never_runs(brand: Brand) -> None:
    seen: list[int] = []
    does(lambda _context: seen.append(1))
    job = asked(brand)
    assert services.job_cancel(job=job, actor=None, at=AT)
    services.jobs_run_pending(at=AT)
    assert (seen, again(job).state) == ([], "cancelled")


def test_a_running_job_stops_at_its_next_sign_of_progress(brand: Brand) -> None:
    steps: list[int] = []

    def handler(context: registry.JobContext) -> None:
        for step in range(5):
            context.progress(step, 5)
            steps.append(step)
            if step == 1:
                services.job_cancel(job=again(job), actor=None, at=AT)

    does(handler)
    job = asked(brand)
    services.jobs_run_pending(at=AT)
    assert (steps, again(job).state) == ([0, 1], "cancelled")


def test_a_failed_job_can_be_run_again_and_the_trail_says_who(brand: Brand) -> None:
    does(lambda _context: None, most_attempts=1)
    job = asked(brand, kind="unknown")
    services.jobs_run_pending(at=AT)
    assert (again(job).state, again(job).reason) == ("failed", Reason.NOBODY_DOES_IT)
    user = person_there()
    assert services.job_retry(job=job, actor=user, at=AT)
    assert again(job).state == "ready"
    entry = trail.trail_entries(brand=brand, question=TrailQuestion(verb="job.repeated")).get()
    assert (entry.actor, entry.subject_id) == (f"user:{user.pk}", job.job_id)


def test_a_done_job_can_neither_be_cancelled_nor_run_again(brand: Brand) -> None:
    does(lambda _context: None)
    job = asked(brand)
    services.jobs_run_pending(at=AT)
    assert not services.job_cancel(job=job, actor=None, at=AT)
    assert not services.job_retry(job=job, actor=None, at=AT)
    assert again(job).state == "done"


def test_the_job_of_a_silent_worker_is_given_back(brand: Brand) -> None:
    job = asked(brand)
    services.job_claim(worker="dead", at=AT)
    assert services.jobs_reap(at=AT + timedelta(seconds=59)) == 0
    assert services.jobs_reap(at=AT + timedelta(seconds=61)) == 1
    assert (again(job).state, again(job).worker) == ("ready", "")


def test_a_beating_worker_keeps_its_job(brand: Brand) -> None:
    job = asked(brand)
    services.job_claim(worker="alive", at=AT)
    later = AT + timedelta(seconds=50)
    assert services.job_beat(job_id=job.job_id, worker="alive", at=later)
    assert services.jobs_reap(at=AT + timedelta(seconds=100)) == 0


def test_a_job_whose_worker_died_each_time_has_failed(brand: Brand) -> None:
    job = asked(brand)
    at = AT
    for _attempt in range(3):
        services.job_claim(worker="dead", at=at)
        at += timedelta(seconds=61)
        services.jobs_reap(at=at)
    assert (again(job).state, again(job).reason) == ("failed", Reason.WORKER_DIED)


def test_who_was_taken_for_dead_cannot_end_the_job_of_another(brand: Brand) -> None:
    def slow(context: registry.JobContext) -> None:
        services.jobs_reap(at=AT + timedelta(seconds=61))
        services.job_claim(worker="second", at=AT + timedelta(seconds=62))

    does(slow)
    job = asked(brand)
    claimed = services.job_claim(worker="first", at=AT)
    assert claimed is not None
    assert services.job_run(job=claimed, worker="first", at=AT) == "running"
    assert (again(job).state, again(job).worker) == ("running", "second")


def test_a_job_cancelled_while_its_worker_died_does_not_come_back(brand: Brand) -> None:
    job = asked(brand)
    services.job_claim(worker="dead", at=AT)
    services.job_cancel(job=job, actor=None, at=AT)
    services.jobs_reap(at=AT + timedelta(seconds=61))
    assert again(job).state == "cancelled"


def test_a_due_moment_is_asked_for_once_whoever_asks(db: None) -> None:
    does(lambda _context: None, cron="30 8 * * *")
    assert services.jobs_schedule(at=AT) == 1
    assert services.jobs_schedule(at=AT + timedelta(minutes=1)) == 0
    assert services.jobs_schedule(at=AT + timedelta(days=1)) == 1
    # AT is ten in the morning in Shanghai: half past eight has come that day.
    keys = set(Job.objects.values_list("key", flat=True))
    assert keys == {"demo@2026-10-01T08:30", "demo@2026-10-02T08:30"}


def test_a_kind_has_one_handler(db: None) -> None:
    does(lambda _context: None)
    with pytest.raises(ValueError, match="registered twice"):
        does(lambda _context: None)
