"""People: brands, shops, users, roles, tokens; the one place that decides who may do what (6.1, 7.1)."""
