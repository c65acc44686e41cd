"""Which shop a file belongs to: said by a person, by the file, or the only one there is (7.1)."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from luoxuan.warehouse.sources import messages
from luoxuan.warehouse.sources.context import ReadContext, ShopRef
from luoxuan.warehouse.sources.detect import Bound
from luoxuan.warehouse.sources.header import compared
from luoxuan.warehouse.sources.refusal import RefusedError

DEFAULT_ZONE = "Asia/Shanghai"
DEFAULT_CURRENCY = "CNY"


@dataclass(frozen=True)
class ChosenShop:
    """The shop of a file, and whether it is new to the register; a brand-wide file has one without a key."""

    shop: ShopRef
    is_new: bool = False


def shop_of(bound: Bound, context: ReadContext, named: Sequence[str]) -> ChosenShop:
    """Choose by the rule of the house; `named` are the file's own shop names. Raises RefusedError."""
    platform = bound.layout.shop_platform or bound.layout.platform
    if bound.layout.brand_wide:
        return ChosenShop(_new_shop(bound, "", platform, ""))
    if context.shop is not None:
        return ChosenShop(context.shop)
    shops = [shop for shop in context.shops if shop.platform == platform]
    name = next(iter(named), "")
    if name and (found := _named_shop(shops, name)):
        return ChosenShop(found)
    if not shops:
        return ChosenShop(_new_shop(bound, platform, platform, name), is_new=True)
    if len(shops) == 1 and not (name and shops[0].name):
        return ChosenShop(shops[0])
    if name:
        # The file names a shop nobody knows: one of its own, never somebody else's figures.
        return ChosenShop(_new_shop(bound, _key_of(platform, name), platform, name), is_new=True)
    raise RefusedError(messages.unknown_shop([shop.name or shop.key for shop in shops]))


def _named_shop(shops: Sequence[ShopRef], name: str) -> ShopRef | None:
    wanted = compared(name)
    for shop in shops:
        if wanted in (compared(shop.name), compared(shop.platform_shop_id), compared(shop.key)):
            return shop
    return None


def _key_of(platform: str, name: str) -> str:
    """The same name makes the same key, whichever file of a batch is read first."""
    return f"{platform}-{hashlib.sha256(compared(name).encode()).hexdigest()[:6]}"


def _new_shop(bound: Bound, key: str, platform: str, name: str) -> ShopRef:
    layout = bound.layout
    return ShopRef(
        key=key,
        platform=platform,
        name=name,
        zone=layout.zone or DEFAULT_ZONE,
        currency=layout.currency or DEFAULT_CURRENCY,
    )
