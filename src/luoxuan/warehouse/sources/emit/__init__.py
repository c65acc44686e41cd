"""Canonical rows out of clean ones: SQL generated from what the layout says of each table (9.1)."""
