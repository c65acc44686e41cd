"""Check: what the numbers say, and whether they say it on time (9.4, 12.1)."""
