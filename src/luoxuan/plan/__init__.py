"""Plan: strategy, targets, calendar, budgets (6, 11.10)."""
