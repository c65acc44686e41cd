"""The layouts we ship."""
