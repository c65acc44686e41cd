"""A fictional brand whose export files show what the product finds; runs without a database."""
