"""The trail: append-only, hash-chained, personal data in it can be shredded (5.4, 9.3)."""
