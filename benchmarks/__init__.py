"""Side by side with peers, one script per claim."""
