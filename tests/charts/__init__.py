"""Numbers to chart specifications."""
