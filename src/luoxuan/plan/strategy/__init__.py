"""Objectives, SWOT, market and rival notes (5.1, 6.2, 12.7)."""
