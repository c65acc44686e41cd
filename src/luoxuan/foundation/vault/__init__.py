"""Personal data, encrypted; masking, consent, rights of persons, retention (9.3)."""
