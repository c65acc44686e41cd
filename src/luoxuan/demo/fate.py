"""What becomes of an order after it is paid: sent, received, sent back, as known at the window's end."""

import random

from luoxuan.demo.orders import Fate, Line, Refund
from luoxuan.demo.window import DAY, HOUR


def fate(
    rng: random.Random, paid: int, lines: tuple[Line, ...], refund_rate: float, end: int
) -> Fate:
    """Roll the dice for a paid order; what lies after `end` has not happened."""
    refund = _refund(rng, paid, lines, end) if rng.random() < refund_rate else None
    if refund and refund.kind == "unshipped":
        return Fate(None, None, "closed" if refund.refunded else "awaiting", refund)
    shipped = _known(paid + rng.randrange(4 * HOUR, 40 * HOUR), end)
    if shipped is None:
        return Fate(None, None, "awaiting", None)
    completed = _known(shipped + rng.randrange(3 * DAY, 9 * DAY), end)
    if refund and refund.kind == "return" and refund.refunded and len(lines) == 1:
        return Fate(shipped, completed, "closed", refund)
    return Fate(shipped, completed, "completed" if completed else "shipped", refund)


def _refund(rng: random.Random, paid: int, lines: tuple[Line, ...], end: int) -> Refund | None:
    """The refund asked for, None where the buyer has not asked yet."""
    kind = rng.choices(("unshipped", "partial", "return"), (25, 20, 55))[0]
    line = rng.randrange(len(lines))
    amount = lines[line].paid
    if kind == "unshipped":
        line, amount = 0, sum(each.paid for each in lines)
        applied = paid + rng.randrange(HOUR // 2, 5 * HOUR)
        refunded = applied + rng.randrange(HOUR, 20 * HOUR)
    else:
        applied = paid + 40 * HOUR + rng.randrange(DAY, 6 * DAY)
        refunded = applied + rng.randrange(DAY // 2, 4 * DAY)
    if kind == "partial":
        amount = min(rng.choice((500, 990, 1500)), amount // 2)
    if applied >= end:
        return None
    return Refund(rng.randrange(10**9), line, kind, amount, applied, _known(refunded, end))


def _known(moment: int, end: int) -> int | None:
    return moment if moment < end else None
