"""Files in: one reading engine, and layouts as data (9.1)."""
