"""Suggestions and innovation projects (5.5, 12.5)."""
