"""The pages of the reviews and what can be done on them."""
