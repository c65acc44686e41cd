"""The demo brand: its files have the platforms' shapes, its problems are really there."""
