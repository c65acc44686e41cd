"""Brands and shops for programs (6.1, 7.1)."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Path, Router, Schema
from ninja.errors import HttpError

from luoxuan.foundation.people import selectors, services
from luoxuan.foundation.people.access import scope_from

brands = Router(tags=["brands"])
shops = Router(tags=["shops"])


class BrandOut(Schema):
    """A brand."""

    key: str
    name: str
    zone: str
    currency: str


class ShopOut(Schema):
    """A shop of the register."""

    key: str
    platform: str
    name: str
    zone: str
    currency: str
    platform_shop_id: str
    channel_type: str
    opened_on: date | None
    is_live: bool


class ShopIn(Schema):
    """What is said of a shop; its key is in the address."""

    platform: str
    name: str
    zone: str = "Asia/Shanghai"
    currency: str = "CNY"
    platform_shop_id: str = ""
    channel_type: str = ""
    opened_on: date | None = None
    is_live: bool = True


@brands.get("/", response=list[BrandOut], summary="The brands the caller may enter")
def brands_list(request: HttpRequest) -> Any:
    """A token enters one brand, a person all of theirs."""
    token = request.api_token  # type: ignore[attr-defined]
    user = request.api_user  # type: ignore[attr-defined]
    found = selectors.brands_of(user)
    return [brand for brand in found if token is None or brand.pk == token.brand_id]


@shops.get("/", response=list[ShopOut], summary="The register of shops")
def shops_list(request: HttpRequest, brand: Path[str]) -> Any:  # noqa: ARG001
    """The shops within the caller's scope, by key."""
    scope = scope_from(request, "shops.read")
    return [shop for shop in selectors.shops_of(scope.brand) if scope.sees_shop(shop.key)]


@shops.get("/{key}", response=ShopOut, summary="One shop")
def shop_look(request: HttpRequest, brand: Path[str], key: str) -> Any:  # noqa: ARG001
    """By its key."""
    scope = scope_from(request, "shops.read")
    shop = selectors.shop_by_key(brand=scope.brand, key=key)
    if shop is None or not scope.sees_shop(key):
        raise Http404
    return shop


@shops.put("/{key}", response=ShopOut, summary="Register or change a shop")
def shop_put(request: HttpRequest, brand: Path[str], key: str, said: ShopIn) -> Any:  # noqa: ARG001
    """New under a new key, changed under a known one; the platform stays."""
    scope = scope_from(request, "shops.write")
    try:
        return services.shop_save(
            brand=scope.brand,
            plan=services.ShopPlan(key=key, **said.dict()),
            actor=scope.user,
            at=timezone.now(),
        )
    except services.PeopleError as error:
        raise HttpError(422, str(error)) from None
