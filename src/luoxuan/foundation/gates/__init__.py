"""Approvals: a subject asks, checks run, a person decides (5.4)."""
