"""Findings, root causes, actions and their measured effect (12.2, 12.4)."""
