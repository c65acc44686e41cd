"""The interface to profit, costs and agreed fees (6.6)."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query, Router, Schema, Status
from ninja.errors import HttpError

from luoxuan.check.profit import asking, selectors, services
from luoxuan.check.profit.asking import ProfitAsked
from luoxuan.foundation.people.access import Scope, scope_from
from luoxuan.warehouse.sources.templates import OwnTable

router = Router(tags=["profit"])


class AskIn(Schema):
    """Days of payment (the month of the newest day unless given), what to cut by, basis, shops; lists repeat."""

    first: date | None = None
    last: date | None = None
    by: list[str] = []
    basis: str = "best"
    ad_rule: str = "sales"
    shop: list[str] = []
    as_of: datetime | None = None


class RowsIn(Schema):
    """Rows of one table by its fields, every value as text."""

    rows: list[dict[str, str]]


class KeptOut(Schema):
    """What was written: the import that can be undone."""

    import_id: str | None
    rows: int


@router.get("/", response=dict[str, Any], summary="The bridge from list value to operating profit")
def profit(request: HttpRequest, brand: Path[str], ask: Query[AskIn]) -> Any:  # noqa: ARG001
    """In total and by member; amounts are decimal texts. 422 for a question that makes no sense."""
    scope = scope_from(request, "profit.read")
    return _answered(
        lambda: asking.profit_answer(brand=scope.brand, asked=_asked(scope, ask)).to_json()
    )


@router.get("/losses", response=list[dict[str, Any]], summary="What loses money, and why")
def losses(request: HttpRequest, brand: Path[str], ask: Query[AskIn]) -> Any:  # noqa: ARG001
    """The most expensive first."""
    scope = scope_from(request, "profit.read")
    return _answered(
        lambda: [
            one.to_json()
            for one in asking.losses_answer(brand=scope.brand, asked=_asked(scope, ask))
        ]
    )


@router.get(
    "/floors", response=list[dict[str, Any]], summary="Price floors and break-even ROI by SKU"
)
def floors(request: HttpRequest, brand: Path[str], ask: Query[AskIn]) -> Any:  # noqa: ARG001
    """By shop and SKU."""
    scope = scope_from(request, "profit.read")
    return _answered(
        lambda: [
            one.to_json()
            for one in asking.floors_answer(brand=scope.brand, asked=_asked(scope, ask))
        ]
    )


@router.get(
    "/tables", response=dict[str, list[dict[str, Any]]], summary="Costs, bundles, agreed fees"
)
def tables(request: HttpRequest, brand: Path[str]) -> Any:  # noqa: ARG001
    """All rows; and what was sold in the last 90 days without a cost."""
    scope = scope_from(request, "profit.read")
    today = asking.today_of(scope.brand, timezone.now())
    kept = selectors.kept_tables(scope.brand, today=today)
    return {
        name: [_plain(vars(one)) for one in getattr(kept, name)]
        for name in ("costs", "bundles", "terms", "uncosted")
    }


@router.post("/tables/{own_table}", response={201: KeptOut}, summary="Keep costs, bundles or fees")
def keep(request: HttpRequest, brand: Path[str], own_table: Path[OwnTable], body: RowsIn) -> Any:  # noqa: ARG001
    """`own_table`: costs, bundles or fee_terms. 422 where a row cannot be read: then nothing is written."""
    scope = scope_from(request, "costs.write")
    try:
        report = services.rows_keep(
            brand=scope.brand, table=own_table, rows=body.rows, actor=scope.user, at=timezone.now()
        )
    except services.CostError as error:
        raise HttpError(422, str(error)) from None
    return Status(201, {"import_id": report.import_id, "rows": report.rows_kept})


def _answered(make: Any) -> Any:
    try:
        return make()
    except asking.ProfitAskError as error:
        raise HttpError(422, str(error)) from None


def _asked(scope: Scope, ask: AskIn) -> ProfitAsked:
    seen = None if scope.shop_keys is None else frozenset(scope.shop_keys)
    if ask.shop:
        seen = frozenset(ask.shop) if seen is None else seen & frozenset(ask.shop)
    usual = asking.usual_period(brand=scope.brand, at=timezone.now())
    first, last = ask.first or usual[0], ask.last or usual[1]
    return ProfitAsked(first, last, tuple(ask.by), ask.basis, ask.ad_rule, seen, ask.as_of)


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: None if value is None else str(value) for name, value in row.items()}
