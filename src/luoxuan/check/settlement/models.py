"""Bills matched to orders and money, differences, month close (11.12)."""
