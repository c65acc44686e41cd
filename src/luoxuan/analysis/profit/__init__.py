"""What is left of a sale after every cost (6.6)."""
