"""How well targets are founded: evidence for the standard (6.4, 6.7)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from luoxuan.plan.targets.models import TargetValue
from luoxuan.plan.targets.selectors.trees import trees_of

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand


@dataclass(frozen=True)
class BasisShare:
    """Targets of a year, and those that say what they rest on."""

    targets: int
    with_basis: int

    @property
    def share(self) -> Decimal | None:
        """0 to 1; None where there is no target."""
        return Decimal(self.with_basis) / self.targets if self.targets else None


def basis_share(brand: "Brand", year: int) -> BasisShare:
    """Over the approved tree; nodes that are mere formulas have no target of their own."""
    rows = TargetValue.objects.filter(
        node__tree__brand=brand, node__tree__year=year, node__tree__state="approved"
    )
    bases = list(rows.values_list("basis", flat=True))
    return BasisShare(len(bases), sum(bool(basis.get("kind")) for basis in bases))


def month_is_planned(brand: "Brand", month: date) -> bool:
    """Whether the month's targets were approved before the month began, in any version."""
    return trees_of(brand, month.year).filter(approved_at__date__lt=month).exists()
