"""Opening a year's budget and keeping its lines while it is a draft (11.10, 6.3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.trail import services as trail
from luoxuan.plan.budgets.models import Budget, BudgetLine, BudgetMonth
from luoxuan.plan.budgets.services.errors import BudgetError
from luoxuan.plan.budgets.split import CENT, MONTHS
from luoxuan.plan.strategy import selectors as strategy

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand, User

YEARS = range(2000, 2101)


@dataclass(frozen=True)
class LineDraft:
    """What a line is about; `months`: twelve amounts, None leaves them as they are."""

    name: str
    cost_kind: str = "advertising"
    objective_id: int | None = None
    channel: str = ""
    shop_key: str = ""
    campaign_id: str = ""
    control: str = "stop"
    owner: "User | None" = None
    roi_floor: Decimal | None = None
    note: str = ""
    months: Sequence[Decimal] | None = None


PLACE = ("cost_kind", "channel", "shop_key", "campaign_id", "control")
"""What decides whose money it is: fixed once the budget is in force."""


@transaction.atomic
def budget_open(*, brand: "Brand", year: int, actor: "User", at: datetime) -> Budget:
    """The year's budget; a new draft where there is none."""
    if year not in YEARS:
        raise BudgetError(_("Give the year as 2026."))
    budget, is_new = Budget.objects.get_or_create(
        brand=brand, year=year, defaults={"created_at": at}
    )
    if is_new:
        trailed(budget, actor, "budget.opened", at, year=year)
    return budget


@transaction.atomic
def line_save(
    *, budget: Budget, draft: LineDraft, line: BudgetLine | None, actor: "User", at: datetime
) -> BudgetLine:
    """Keep a line. Once the budget is in force its amounts and its place move through changes only."""
    kept = budget_locked(budget)
    _sane(kept, draft)
    line = line or BudgetLine(budget=kept, brand=kept.brand)
    if line.pk and kept.is_in_force:
        _place_kept(line, draft)
    for name in ("name", "objective_id", "owner", "roi_floor", "note", *PLACE):
        setattr(line, name, getattr(draft, name))
    try:
        with transaction.atomic():
            line.save()
    except IntegrityError:
        raise BudgetError(
            _("There is a line of this name, or one for the ads of this place, already.")
        ) from None
    _months_keep(kept, line, draft.months)
    trailed(kept, actor, "budget_line.saved", at, year=kept.year, name=line.name,
            line=line.pk, objective=line.objective_id or "")  # fmt: skip
    return line


@transaction.atomic
def months_set(
    *, budget: Budget, amounts: Mapping[int, Mapping[int, Decimal]], actor: "User", at: datetime
) -> None:
    """Amounts of a draft, by line and month."""
    kept = budget_locked(budget)
    _is_draft(kept)
    if kept.is_in_force:
        raise BudgetError(_("The budget is in force: ask for a change of its amounts."))
    lines = {line.pk: line for line in kept.lines.all()}
    for line_id, months in amounts.items():
        if line_id not in lines:
            raise BudgetError(_("There is no such line in the budget."))
        for month, amount in months.items():
            if not 1 <= month <= MONTHS or amount < 0:
                raise BudgetError(_("A planned amount is zero or more, in a month from 1 to 12."))
            BudgetMonth.objects.filter(line=line_id, month=month).update(planned=money(amount))
    trailed(kept, actor, "budget_line.saved", at, year=kept.year, lines=len(amounts))


@transaction.atomic
def line_remove(*, line: BudgetLine, actor: "User", at: datetime) -> None:
    """Remove a line of a draft."""
    budget = budget_locked(line.budget)
    if budget.is_in_force:
        raise BudgetError(_("The budget is in force: set the line's months to zero in a change."))
    _is_draft(budget)
    trailed(budget, actor, "budget_line.removed", at, year=budget.year, name=line.name)
    line.delete()


def budget_locked(budget: Budget) -> Budget:
    """The budget, locked until the transaction ends."""
    return Budget.objects.select_for_update().get(pk=budget.pk)


def money(amount: Decimal) -> Decimal:
    """The amount in cents. Raises BudgetError for parts of a cent and for what no column holds."""
    if not amount.is_finite() or abs(amount) >= Decimal(10) ** 15:
        raise BudgetError(_("The amount is too large."))
    if amount != amount.quantize(CENT):
        raise BudgetError(_("The amount has parts of a cent."))
    return amount.quantize(CENT)


def trailed(
    budget: Budget, actor: "User | None", verb: str, at: datetime, **detail: object
) -> None:
    """One entry on the budget."""
    trail.trail_record(
        brand=budget.brand, actor=actor, verb=verb, subject_type="budget",
        subject_id=str(budget.pk), detail=detail, at=at,
    )  # fmt: skip


def _months_keep(budget: Budget, line: BudgetLine, months: Sequence[Decimal] | None) -> None:
    """A draft's amounts; a line that is new in a budget in force begins with nothing."""
    if months is not None:
        _is_draft(budget)
        if budget.is_in_force:
            raise BudgetError(_("The budget is in force: ask for a change of its amounts."))
    known = {one.month for one in line.months.all()}
    if months is None and known:
        return
    amounts = [Decimal(0)] * MONTHS if months is None else list(months)
    for month, amount in enumerate(amounts, 1):
        BudgetMonth.objects.update_or_create(
            line=line, month=month, defaults={"planned": money(amount)}
        )


def _is_draft(budget: Budget) -> None:
    if budget.state == Budget.State.WAITING:
        raise BudgetError(_("The budget waits for approval: withdraw that first."))


def _place_kept(line: BudgetLine, draft: LineDraft) -> None:
    moved = [name for name in PLACE if getattr(line, name) != getattr(draft, name)]
    if moved:
        raise BudgetError(
            _(
                "The budget is in force: kind, place and control of a line stay as they were approved."
            )
        )


def _sane(budget: Budget, draft: LineDraft) -> None:
    brand = budget.brand
    if not draft.name.strip():
        raise BudgetError(_("A line needs a name."))
    if draft.shop_key and people.shop_by_key(brand=brand, key=draft.shop_key) is None:
        raise BudgetError(_("There is no shop %(key)s in the register.") % {"key": draft.shop_key})
    if draft.channel and draft.shop_key:
        raise BudgetError(_("Name a platform or a shop, not both: a shop has its platform."))
    if draft.objective_id and strategy.objective_of(brand, draft.objective_id) is None:
        raise BudgetError(_("There is no such objective."))
    if draft.owner and not people.role_in(brand=brand, user=draft.owner):
        raise BudgetError(_("%(who)s is no member of the brand.") % {"who": draft.owner})
    if draft.months is not None and len(draft.months) != MONTHS:
        raise BudgetError(_("Give twelve amounts, one per month."))
    if draft.months and any(one < 0 for one in draft.months):
        raise BudgetError(_("A planned amount is zero or more."))
