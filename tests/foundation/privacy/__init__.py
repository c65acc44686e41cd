"""Tests of keys and seals."""
