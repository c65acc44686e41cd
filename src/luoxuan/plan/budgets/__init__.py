"""Budget lines, commitments, actuals, hard stops (11.10)."""
