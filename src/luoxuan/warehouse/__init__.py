"""Evidence: the canonical tables, how they are written and how they are read (9.1, 9.2)."""
