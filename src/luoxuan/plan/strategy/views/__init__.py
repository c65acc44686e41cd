"""The strategy's pages."""
