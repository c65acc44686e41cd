"""Which function does which kind of work; an app's `jobs.py` registers its own."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol


class JobCancelled(Exception):  # noqa: N818  # no error: somebody asked for it
    """Raised inside a handler at its next sign of progress after a person cancelled the job."""


class JobContext(Protocol):
    """What a handler gets besides its payload."""

    job_id: str

    def progress(self, done: int, total: int, note: str = "") -> None:
        """Say how far the work is. Raises JobCancelled where a person cancelled it."""


Handler = Callable[..., None]


@dataclass(frozen=True)
class Work:
    """One kind of work: its handler, how often it is tried, and when it runs by itself (cron, local time)."""

    kind: str
    handler: Handler
    most_attempts: int
    cron: str


@dataclass
class Registry:
    """All kinds of work this process knows."""

    works: dict[str, Work] = field(default_factory=dict)

    def add(self, work: Work) -> None:
        """Register; a kind has one handler."""
        known = self.works.get(work.kind)
        if known is not None and known.handler is not work.handler:
            raise ValueError(f"{work.kind} is registered twice.")
        self.works[work.kind] = work


REGISTRY = Registry()


def job(kind: str, *, most_attempts: int = 3, cron: str = "") -> Callable[[Handler], Handler]:
    """Register the function as the handler of `kind`: `handler(context, **payload)`. It must be safe to run twice."""

    def register(handler: Handler) -> Handler:
        REGISTRY.add(Work(kind, handler, most_attempts, cron))
        return handler

    return register


def work_of(kind: str) -> Work | None:
    """The work of that kind, None where no app registered it."""
    return REGISTRY.works.get(kind)


def scheduled_works() -> list[Work]:
    """What runs by itself."""
    return [work for work in REGISTRY.works.values() if work.cron]


Payload = dict[str, Any]
