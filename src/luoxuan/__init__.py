"""Luoxuan: operations for merchants on many platforms (T/GXDSL 265-2025)."""
