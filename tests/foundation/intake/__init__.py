"""Files in: services, doors, undo, crashes, privacy."""
