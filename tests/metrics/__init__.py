"""Metrics against a slow obvious reference."""
