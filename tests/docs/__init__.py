"""The documentation cannot rot."""
