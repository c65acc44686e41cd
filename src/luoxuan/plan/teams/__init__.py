"""Posts, core roles, RACI, the team plan (6.1)."""
