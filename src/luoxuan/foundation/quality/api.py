"""The interface to data quality (9.2)."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Path, Router, Schema

from luoxuan.foundation.people.access import scope_from
from luoxuan.foundation.quality import selectors, words
from luoxuan.warehouse.contracts import DIMENSIONS

router = Router(tags=["quality"])


class ScoreOut(Schema):
    """One table: shares of promises kept, as decimal texts; null where nothing could be asked."""

    table: str
    rows: int
    accuracy: str | None
    completeness: str | None
    consistency: str | None
    uniqueness: str | None
    timeliness: str | None


class PromiseOut(Schema):
    """One promise: how often it was asked and broken."""

    rule: str
    text: str
    dimension: str
    checked: int
    bad: int


class QualityOut(Schema):
    """The newest look at the tables."""

    at: datetime | None
    tables: list[ScoreOut]


@router.get("/", response=QualityOut, summary="How good each table is")
def scores(request: HttpRequest, brand: Path[str]) -> Any:  # noqa: ARG001
    """The scores of the newest look; empty before the first."""
    run = selectors.run_last(scope_from(request, "quality.read").brand)
    found = selectors.scores_of(run) if run else []
    tables = [
        {"table": one.table, "rows": one.rows}
        | {name: _text(getattr(one, name)) for name in DIMENSIONS}
        for one in found
    ]
    return {"at": run.at if run else None, "tables": tables}


@router.get("/tables/{table}", response=list[PromiseOut], summary="The promises of one table")
def promises(request: HttpRequest, brand: Path[str], table: Path[str]) -> Any:  # noqa: ARG001
    """The most broken first. 404 where the table was not looked at."""
    run = selectors.run_last(scope_from(request, "quality.read").brand)
    counts = selectors.counts_of(run, table) if run else []
    if not counts:
        raise Http404
    return [
        {
            "rule": one.rule, "text": words.rule_word(one.rule), "dimension": one.dimension,
            "checked": one.checked, "bad": one.bad,
        }
        for one in counts
    ]  # fmt: skip


def _text(share: Any) -> str | None:
    return None if share is None else format(share, "f")
