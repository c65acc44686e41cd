"""The canonical tables and their page."""
