"""The year the demo brand has lived: planned, worked, reviewed and improved through the services a person uses."""

from luoxuan.cli.demo_year.play import play

__all__ = ["play"]
