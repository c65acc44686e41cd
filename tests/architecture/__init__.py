"""Every architectural sentence has a machine, and every machine a test that breaks it."""
