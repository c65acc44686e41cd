"""Data contracts, scores and their trend (9.2)."""
