"""What the pages of settlement show."""
