"""Annual, quarterly and monthly operating plans (6.3, 6.4)."""
