"""The lake: written by one, read by many, undone exactly."""
