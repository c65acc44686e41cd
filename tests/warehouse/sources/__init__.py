"""Layouts and the engine that reads by them."""
