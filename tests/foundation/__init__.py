"""Tests of the foundation apps."""
