"""What is asked. Orders, bills and money matched; every difference by its cause (11.12)."""
