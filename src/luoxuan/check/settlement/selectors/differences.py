"""Differences: lists by what was asked, sums by cause and age."""

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Case, Count, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Abs

from luoxuan.check.settlement.models import DifferenceRecord

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand, User

State = DifferenceRecord.State
LIVE = (State.OPEN, State.EXPLAINED, State.CLAIMED)
ZERO = Decimal(0)
PLACES = Decimal("0.0001")
AGES: dict[str, tuple[int, int]] = {
    "0-7": (-100_000, 7), "8-30": (8, 30), "31-60": (31, 60), "60+": (61, 100_000),
}  # fmt: skip
SORTS = {
    "amount": "size", "age": "age_days", "kind": "kind", "day": "occurred_on", "state": "state",
    "shop": "shop_key",
}  # fmt: skip


@dataclass(frozen=True)
class DifferenceQuestion:
    """Which differences, and in which order; empty: all."""

    month: str = ""
    kind: str = ""
    shop: str = ""
    account: str = ""
    """provider|account."""
    age: str = ""
    state: str = ""
    """A state; `live`: not settled and not written off; `waiting`: a write-off waits."""
    owner: str = ""
    """A person's id; `none`: nobody's."""
    text: str = ""
    """An order or a flow number's beginning."""
    sort: str = "-amount"


@dataclass(frozen=True)
class AgeCell:
    """Money and number of differences of one kind and age."""

    kind: str
    age: str
    count: int
    amount: Decimal


def differences_of(brand: "Brand", asked: DifferenceQuestion) -> QuerySet[DifferenceRecord]:
    """The differences asked for, in order."""
    found = DifferenceRecord.objects.filter(brand=brand).select_related("owner")
    for name, value in (("month", asked.month), ("kind", asked.kind), ("shop_key", asked.shop)):
        if value:
            found = found.filter(**{name: value})
    if asked.account:
        provider, _bar, account = asked.account.partition("|")
        found = found.filter(provider=provider, account=account)
    if asked.age in AGES:
        found = found.filter(age_days__range=AGES[asked.age])
    if asked.text:
        found = found.filter(Q(order_id__startswith=asked.text) | Q(flow_nos__icontains=asked.text))
    found = _stated(found, asked.state)
    if asked.owner == "none":
        found = found.filter(owner__isnull=True)
    elif asked.owner.isdigit():
        found = found.filter(owner_id=int(asked.owner))
    return _sorted(found, asked.sort)


def difference_of(brand: "Brand", difference_id: int) -> DifferenceRecord | None:
    """One difference of the brand."""
    found = DifferenceRecord.objects.filter(brand=brand, pk=difference_id)
    return found.select_related("brand", "owner").first()


def ages_open(brand: "Brand", month: str) -> list[AgeCell]:
    """Unexplained money by cause and age, without signs."""
    age = Case(
        *(When(age_days__lte=last, then=Value(key)) for key, (_first, last) in AGES.items()),
        default=Value("60+"),
    )
    rows = (
        _counted(brand, month)
        .filter(state=State.OPEN)
        .annotate(age=age)
        .values("kind", "age")
        .annotate(count=Count("pk"), size=Sum(Abs("amount")))
        .order_by("kind", "age")
    )
    return [AgeCell(row["kind"], row["age"], row["count"], _exact(row["size"])) for row in rows]


def states_of(brand: "Brand", month: str) -> dict[str, tuple[int, Decimal]]:
    """How many differences in each state, and how much without signs."""
    rows = (
        _counted(brand, month)
        .values("state")
        .annotate(count=Count("pk"), size=Sum(Abs("amount")))
        .order_by("state")
    )
    return {row["state"]: (row["count"], _exact(row["size"])) for row in rows}


def open_amount(brand: "Brand", month: str) -> Decimal:
    """Unexplained money of the month, without signs."""
    return _amount(brand, month, State.OPEN)


def claimed_amount(brand: "Brand", month: str) -> Decimal:
    """Money claimed at platforms, without signs."""
    return _amount(brand, month, State.CLAIMED)


def write_offs_waiting(brand: "Brand", month: str) -> int:
    """Write-offs whose approval is still to come."""
    waits = DifferenceRecord.objects.filter(brand=brand, month=month, gate_id__isnull=False)
    return waits.count()


def overdue_differences(brand: "Brand", days: int) -> QuerySet[DifferenceRecord]:
    """Open or claimed and older than so many days, the largest first."""
    found = DifferenceRecord.objects.filter(
        brand=brand, state__in=[State.OPEN, State.CLAIMED], age_days__gt=days
    )
    return found.annotate(size=Abs("amount")).order_by("-size", "key")


def owners_of(brand: "Brand", month: str) -> "list[tuple[int, str]]":
    """Who owns differences of the month."""
    rows = DifferenceRecord.objects.filter(brand=brand, month=month, owner__isnull=False)
    seen: dict[int, User] = {row.owner_id: row.owner for row in rows.select_related("owner")}  # type: ignore[misc]
    return sorted(((key, str(user)) for key, user in seen.items()), key=lambda one: one[1])


def _counted(brand: "Brand", month: str) -> QuerySet[DifferenceRecord]:
    """Differences in the brand's currency: amounts of others are listed, never added."""
    return DifferenceRecord.objects.filter(brand=brand, month=month, currency=brand.currency)


def _amount(brand: "Brand", month: str, state: str) -> Decimal:
    found = _counted(brand, month).filter(state=state)
    total: Decimal | None = found.aggregate(size=Sum(Abs("amount")))["size"]
    return _exact(total)


def _exact(total: Decimal | None) -> Decimal:
    """A sum of the database, in the places money has: SQLite adds in binary."""
    return (total or ZERO).quantize(PLACES)


def _stated(found: QuerySet[DifferenceRecord], state: str) -> QuerySet[DifferenceRecord]:
    if state == "live":
        return found.filter(state__in=LIVE)
    if state == "waiting":
        return found.filter(gate_id__isnull=False)
    return found.filter(state=state) if state else found


def _sorted(found: QuerySet[DifferenceRecord], sort: str) -> QuerySet[DifferenceRecord]:
    name = sort.lstrip("-")
    column = SORTS.get(name, "size")
    sign = "-" if sort.startswith("-") or name not in SORTS else ""
    return found.annotate(size=Abs("amount")).order_by(f"{sign}{column}", "key")
