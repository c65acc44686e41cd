"""Shell, components, home page."""
