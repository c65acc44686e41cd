"""Jobs: background and scheduled work that survives a killed worker."""
