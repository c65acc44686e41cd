"""Money in whole cents, and amounts of an order spread over its lines so that they add up (6.6)."""


def cents(amount: str) -> str:
    """The amount in whole cents, half a cent up."""
    return f"CAST(round({amount} * 100) AS BIGINT)"


def money(cents_of: str) -> str:
    """Cents as money."""
    return f"CAST(CAST({cents_of} AS DECIMAL(16, 0)) * 0.01 AS DECIMAL(18, 4))"


def upto(total: str, weight: str, whole: str) -> str:
    """What of a total is due to so much of the whole weight.

    Amounts are whole numbers far below 2^53: their product and its rounded quotient are exact in a double.
    """
    return f"CAST(round(CAST({total} AS DOUBLE) * ({weight}) / {whole}) AS BIGINT)"


def spread(
    total: str, weight: str = "weight", to: str = "weight_upto", whole: str = "weight_all"
) -> str:
    """A line's part: what is due up to and with it, less what was due before it; the parts add up to the total."""
    return f"({upto(total, to, whole)} - {upto(total, f'{to} - {weight}', whole)})"


def share(cents_of: str, millionths: str) -> str:
    """A share, given in millionths, of an amount in cents, half a cent up."""
    return f"CAST(round(CAST({cents_of} AS DOUBLE) * ({millionths}) / 1000000) AS BIGINT)"
