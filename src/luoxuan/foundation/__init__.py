"""What every phase stands on: people, trail, privacy, jobs, signals, intake."""
