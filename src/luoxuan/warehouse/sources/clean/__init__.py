"""Cells made clean, rows told apart, keys made single: SQL generated from the layout (9.1)."""
