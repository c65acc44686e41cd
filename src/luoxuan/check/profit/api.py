"""The interface to profit."""

from ninja import Router

router = Router(tags=["profit"])
