"""What a source is asked."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from luoxuan.metrics.period import Period

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand


@dataclass(frozen=True)
class Asked:
    """A brand's period."""

    brand: "Brand"
    kind: str
    period: Period
