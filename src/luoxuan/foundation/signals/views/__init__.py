"""The pages of signals: pushes, monitors, alerts, a person's notices."""
