"""Reviews of month, quarter, year, prepared by the system (12.1-12.3)."""
