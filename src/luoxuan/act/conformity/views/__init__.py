"""The pages of conformity."""
