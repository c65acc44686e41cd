"""Signals: what is pushed to people, where to, and whether it arrived (9.4, 9.15)."""
