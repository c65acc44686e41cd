"""Analyses against slow references and planted problems."""
