"""The interface to settlement."""

from ninja import Router

router = Router(tags=["settlement"])
