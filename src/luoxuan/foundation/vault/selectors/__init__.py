"""What is known of persons: counts, masked values, tokens."""
