"""Act: improvements, knowledge, conformity (12)."""
