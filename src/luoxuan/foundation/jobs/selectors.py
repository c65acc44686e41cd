"""Which jobs there are."""

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from luoxuan.foundation.jobs.models import Job

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand


def jobs_of(*, brand: "Brand", state: str = "") -> QuerySet[Job]:
    """The brand's jobs, newest first."""
    found = Job.objects.filter(brand=brand).select_related("requested_by")
    return found.filter(state=state) if state else found


def job_of(*, brand: "Brand", job_id: str) -> Job | None:
    """One job of the brand, None where it has no such job."""
    return jobs_of(brand=brand).filter(pk=job_id).first()


def job_by_id(job_id: str) -> Job | None:
    """Any job, for the worker and its commands."""
    return Job.objects.filter(pk=job_id).first()
