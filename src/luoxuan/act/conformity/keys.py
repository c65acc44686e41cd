"""Names other records are found by."""


def gap_key(edition: str, requirement_id: str) -> str:
    """Of the task that closes a gap: one at a time."""
    return f"conformity:{edition}:{requirement_id}"


def gap_id(edition: str, requirement_id: str) -> str:
    """Of the gap as the source of a task or finding."""
    return f"{edition}:{requirement_id}"
