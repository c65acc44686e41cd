"""Privacy: the keys of a brand, what is sealed with them, and how it is forgotten (9.3)."""
