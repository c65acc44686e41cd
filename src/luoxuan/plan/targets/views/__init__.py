"""The pages of the targets."""
