"""The one door to a brand's pages: logged in, a member, allowed; deny by default (6.1, 9.3)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from urllib.parse import quote

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from luoxuan.foundation.people.models import ApiToken, Brand, Membership, User
from luoxuan.foundation.people.roles import BRAND_WIDE, PERMISSIONS, permissions_of

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, "Scope", P], HttpResponse]


@dataclass(frozen=True)
class Scope:
    """Who asks, for which brand, with which rights. `shop_keys` None: all shops of the brand."""

    brand: Brand
    user: User
    role: str
    permissions: frozenset[str] = field(default_factory=frozenset)
    shop_keys: frozenset[str] | None = None

    def may(self, permission: str) -> bool:
        """Whether the permission is held."""
        return permission in self.permissions

    def require(self, permission: str) -> None:
        """Raise PermissionDenied where the permission is not held."""
        if not self.may(permission):
            raise PermissionDenied

    def sees_shop(self, key: str) -> bool:
        """Whether the shop is within the scope."""
        return self.shop_keys is None or key in self.shop_keys


def scope_of(*, user: User, brand_key: str, token: ApiToken | None = None) -> Scope | None:
    """The person's scope in the brand; None where they are no member, so that the brand is not even known to exist."""
    membership = (
        Membership.objects.select_related("brand", "user")
        .prefetch_related("shops")
        .filter(brand__key=brand_key, user=user, user__is_active=True)
        .first()
    )
    if membership is None or (token is not None and token.brand_id != membership.brand_id):
        return None
    rights = permissions_of(membership.role)
    if token is not None:
        rights &= frozenset(token.permissions)
    keys = frozenset(shop.key for shop in membership.shops.all())
    if not membership.is_limited:
        return Scope(membership.brand, membership.user, membership.role, rights)
    return Scope(
        membership.brand, membership.user, membership.role, rights - BRAND_WIDE, shop_keys=keys
    )


def brand_page(permission: str) -> Callable[[View[P]], Callable[..., HttpResponse]]:
    """Guard a view below /b/<brand>/: no log-in → log-in page, no member → 404, no permission → 403."""
    if permission not in PERMISSIONS:
        raise ValueError(f"No such permission: {permission}")

    def guard(view: View[P]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, brand: str, **kwargs: Any) -> HttpResponse:
            if not isinstance(request.user, User):
                return to_login(request)
            scope = scope_of(user=request.user, brand_key=brand)
            if scope is None:
                raise Http404
            scope.require(permission)
            request.scope = scope  # type: ignore[attr-defined]
            return view(request, scope, **kwargs)  # type: ignore[call-arg]

        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded

    return guard


def scope_from(request: HttpRequest, permission: str) -> Scope:
    """The scope the interface's gate found for the brand in the address, holding the permission."""
    scope: Scope | None = getattr(request, "scope", None)
    if scope is None:
        raise Http404
    scope.require(permission)
    return scope


def account_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Guard a page of the person themselves: log-in needed, no brand."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not isinstance(request.user, User):
            return to_login(request)
        return view(request, *args, **kwargs)

    guarded.permission = "account"  # type: ignore[attr-defined]
    return guarded


def to_login(request: HttpRequest) -> HttpResponse:
    """The log-in page, coming back here; an htmx fragment makes the whole page go there."""
    if request.headers.get("HX-Request"):
        return HttpResponse(status=401, headers={"HX-Redirect": reverse("people_login")})
    return HttpResponseRedirect(f"{reverse('people_login')}?next={quote(request.path)}")
