"""What a brand decides about its imports: retention, inbox, a shop missed in the register."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from luoxuan.foundation.intake import selectors
from luoxuan.foundation.intake.models import ImportSettings, Original
from luoxuan.foundation.intake.services.errors import ShopUnknownError
from luoxuan.foundation.people import services as people
from luoxuan.foundation.people.access import Scope
from luoxuan.foundation.people.models import Brand, Shop, User
from luoxuan.foundation.trail.services import trail_record


@transaction.atomic
def settings_save(
    *, brand: Brand, retention_days: int, inbox_on: bool, actor: User | None, at: datetime
) -> ImportSettings:
    """Change the settings; a shorter retention also shortens what is already kept."""
    saved, _created = ImportSettings.objects.update_or_create(
        brand=brand, defaults={"retention_days": retention_days, "inbox_on": inbox_on}
    )
    for original in Original.objects.filter(brand=brand):
        latest = original.at + timedelta(days=retention_days)
        Original.objects.filter(pk=original.pk, keep_until__gt=latest).update(keep_until=latest)
    trail_record(
        brand=brand,
        actor=actor,
        verb="import_settings.saved",
        subject_type="import_settings",
        subject_id=brand.key,
        detail={"retention_days": retention_days, "inbox_on": inbox_on},
        at=at,
    )
    return saved


@transaction.atomic
def shop_create(
    *, brand: Brand, key: str, name: str, platform: str, actor: User | None, at: datetime
) -> Shop:
    """A shop for the register, in the brand's zone and currency. Raises ShopUnknownError for a bad or taken key."""
    if any(shop.key == key for shop in selectors.shops_of(brand)):
        raise ShopUnknownError(_("The key %(key)s is taken.") % {"key": key})
    try:
        shop = people.shop_register(
            brand=brand,
            key=key,
            platform=platform,
            name=name,
            zone=brand.zone,
            currency=brand.currency,
        )
    except people.PeopleError as error:
        raise ShopUnknownError(str(error)) from None
    trail_record(
        brand=brand,
        actor=actor,
        verb="shop.registered",
        subject_type="shop",
        subject_id=key,
        detail={"platform": platform},
        at=at,
    )
    return shop


def shop_allowed(scope: Scope, shop: str) -> bool:
    """Who is let in for some shops only says which one a file is of; "as the file says" could be any."""
    if not shop:
        return scope.shop_keys is None
    known = {each.key for each in selectors.shops_of(scope.brand)}
    return shop in known and scope.sees_shop(shop)
