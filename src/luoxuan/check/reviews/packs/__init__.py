"""The pack of a review: targets against actuals, why, what was learned, what is proposed (12.1-12.3)."""

from luoxuan.check.reviews.packs.build import Pack, Progress, build, silent
from luoxuan.check.reviews.packs.differences import differences

__all__ = ["Pack", "Progress", "build", "differences", "silent"]
