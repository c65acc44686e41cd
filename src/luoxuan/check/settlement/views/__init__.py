"""The pages of settlement (11.12)."""
