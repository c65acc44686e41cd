"""Making brands and keeping their register of shops (7.1)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from luoxuan.foundation.people import selectors
from luoxuan.foundation.people.events import PeopleChanged, tell
from luoxuan.foundation.people.models import Brand, Shop, User
from luoxuan.foundation.people.services.errors import PeopleError, cleaned


@dataclass(frozen=True)
class BrandPlan:
    """What a person says of a brand."""

    name: str
    zone: str = "Asia/Shanghai"
    currency: str = "CNY"


@dataclass(frozen=True)
class ShopPlan:
    """What a person says of a shop."""

    key: str
    platform: str
    name: str
    zone: str = "Asia/Shanghai"
    currency: str = "CNY"
    platform_shop_id: str = ""
    channel_type: str = ""
    opened_on: date | None = None
    is_live: bool = True


@transaction.atomic
def brand_create(
    *, key: str, name: str = "", zone: str = "Asia/Shanghai", currency: str = "CNY", at: datetime
) -> Brand:
    """A new brand. Raises PeopleError where the key is taken or malformed."""
    brand = Brand(key=key, name=name or key, zone=zone, currency=currency, created_at=at)
    cleaned(brand)
    brand.save(force_insert=True)
    tell(PeopleChanged(brand, None, "brand.created", "brand", key, at))
    return brand


@transaction.atomic
def brand_change(*, brand: Brand, plan: BrandPlan, actor: User, at: datetime) -> Brand:
    """Change name, time zone or currency; the key stays, since files and addresses carry it."""
    brand.name, brand.zone, brand.currency = plan.name, plan.zone, plan.currency
    cleaned(brand)
    brand.save(update_fields=["name", "zone", "currency"])
    detail = {"name": plan.name, "zone": plan.zone, "currency": plan.currency}
    tell(PeopleChanged(brand, actor, "brand.changed", "brand", brand.key, at, detail))
    return brand


@transaction.atomic
def shop_register(
    *,
    brand: Brand,
    key: str,
    platform: str,
    name: str,
    zone: str = "Asia/Shanghai",
    currency: str = "CNY",
    platform_shop_id: str = "",
    channel_type: str = "",
) -> Shop:
    """Put a shop a file speaks of into the register, or name what is there anew; the platform stays (7.1).

    Its caller writes the trail, which then says which file brought the shop.
    """
    shop = _shop(brand, key, platform)
    shop.name, shop.zone, shop.currency = name, zone, currency
    shop.platform_shop_id = platform_shop_id or shop.platform_shop_id
    shop.channel_type = channel_type or shop.channel_type
    cleaned(shop)
    shop.save()
    return shop


@transaction.atomic
def shop_save(*, brand: Brand, plan: ShopPlan, actor: User | None, at: datetime) -> Shop:
    """Store what a person said of a shop: new under a new key, changed under a known one (7.1)."""
    shop = _shop(brand, plan.key, plan.platform)
    verb = "shop.registered" if shop.pk is None else "shop.changed"
    for name in (
        "name",
        "zone",
        "currency",
        "platform_shop_id",
        "channel_type",
        "opened_on",
        "is_live",
    ):
        setattr(shop, name, getattr(plan, name))
    cleaned(shop)
    shop.save()
    detail = {"platform": plan.platform, "name": plan.name, "is_live": plan.is_live}
    tell(PeopleChanged(brand, actor, verb, "shop", plan.key, at, detail))
    return shop


def _shop(brand: Brand, key: str, platform: str) -> Shop:
    shop = selectors.shop_by_key(brand=brand, key=key) or Shop(
        brand=brand, key=key, platform=platform
    )
    if shop.platform != platform:
        raise PeopleError(_("The shop %(key)s is on another platform.") % {"key": key})
    return shop
