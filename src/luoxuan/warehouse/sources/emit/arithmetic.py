"""Exact arithmetic on decimals that never overflows into an error: a row's sum must not stop a file (3.2)."""

from luoxuan.warehouse.sources.clean.macros import NUMBER


def product(one: str, other: str, *, is_whole: bool) -> str:
    """one * other. A whole factor needs no rescaling of wide decimals, which costs a hundred times as much."""
    if is_whole:
        return f"TRY_CAST(CAST({one} AS {NUMBER}) * CAST({other} AS BIGINT) AS {NUMBER})"
    wide = "DECIMAL(19,6)"
    return f"TRY_CAST(CAST({one} AS {wide}) * CAST({other} AS {wide}) AS {NUMBER})"


def quotient(above: str, below: str) -> str:
    """above / below, cut off far behind the fourth decimal; null where below is nought.

    The engine divides decimals as floats; whole numbers keep it exact. Small whole divisors, the usual case
    (a price per piece), fit into 64 bits.
    """
    is_small = f"{below} % 1 = 0 AND abs({below}) < 100000 AND abs({above}) < 9000000"
    quick = (
        f"CAST(CAST(CAST({above} AS {NUMBER}) * 1000000 AS BIGINT) * 100"
        f" // NULLIF(CAST({below} AS BIGINT), 0) AS DECIMAL(18,0)) * 0.00000001::DECIMAL(8,8)"
    )
    over = f"CAST(CAST({above} AS DECIMAL(26,6)) * 1000000 AS HUGEINT) * 100000000"
    under = f"NULLIF(CAST(CAST({below} AS DECIMAL(26,6)) * 1000000 AS HUGEINT), 0)"
    exact = f"TRY_CAST({over} // {under} AS DECIMAL(27,0)) * 0.00000001::DECIMAL(9,8)"
    return f"TRY_CAST(CASE WHEN {is_small} THEN {quick} ELSE {exact} END AS DECIMAL(18,8))"


def narrow(total: str) -> str:
    """A sum, whose decimal is wide, as one of the usual width: any further cast is then cheap."""
    return f"TRY_CAST({total} AS {NUMBER})"
