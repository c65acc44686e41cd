"""Conformity over the interface."""

from ninja import Router

router = Router(tags=["conformity"])
