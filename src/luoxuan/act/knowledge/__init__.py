"""SOPs, cases, models, lessons (12.6)."""
