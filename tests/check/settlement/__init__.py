"""Settlement: runs, differences, month close."""
