"""The interface to quality."""

from ninja import Router

router = Router(tags=["quality"])
