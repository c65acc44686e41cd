"""One queue of work for every person and role (7.6)."""
