"""Forms of signals: pushes, monitors, a person's channels."""
