"""Tests of what must not be possible."""
