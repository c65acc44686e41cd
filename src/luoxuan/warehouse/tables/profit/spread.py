"""Money in whole cents, and amounts of an order spread over its lines so that they add up (6.6)."""


def cents(amount: str) -> str:
    """The amount in whole cents."""
    return f"CAST(round({amount} * 100) AS BIGINT)"


def money(cents_of: str) -> str:
    """Cents as money."""
    return f"CAST(CAST({cents_of} AS DECIMAL(16, 0)) * 0.01 AS DECIMAL(18, 4))"


def spread(
    total: str, weight: str = "weight", upto: str = "weight_upto", whole: str = "weight_all"
) -> str:
    """A line's part: what is due up to and with it, less what was due up to it, each rounded.

    The parts add up to the total whatever the weights are. Amounts are whole numbers far below 2^53: their product and
    its rounded quotient are exact in a double.
    """
    share = f"round(CAST({total} AS DOUBLE) * ({{}}) / {whole})"
    before = share.format(f"{upto} - {weight}")
    return f"CAST({share.format(upto)} - {before} AS BIGINT)"


def share(cents_of: str, millionths: str) -> str:
    """A share, given in millionths, of an amount in cents, half a cent up."""
    return f"CAST(round(({cents_of}) * ({millionths}) / 1000000) AS BIGINT)"
