"""Reading a snapshot, and nothing but it."""
