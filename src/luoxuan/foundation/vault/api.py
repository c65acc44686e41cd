"""The interface to vault."""

from ninja import Router

router = Router(tags=["vault"])
