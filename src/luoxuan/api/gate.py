"""Who calls: a token, or a logged-in browser. The brand in the address decides the scope (6.1, 9.3)."""

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja.security import APIKeyCookie, HttpBearer

from luoxuan.foundation.people import services
from luoxuan.foundation.people.access import scope_of
from luoxuan.foundation.people.models import ApiToken, User


class TokenGate(HttpBearer):
    """`Authorization: Bearer lx_…`."""

    def authenticate(self, request: HttpRequest, token: str) -> User | None:
        """The token's person, with the scope of the brand in the address."""
        found = services.token_accept(secret=token, at=timezone.now())
        if found is None:
            return None
        _enter(request, found.user, found)
        return found.user


class SessionGate(APIKeyCookie):
    """The session of a browser; writing operations ask for its CSRF token."""

    param_name = "sessionid"

    def __init__(self) -> None:
        super().__init__(csrf=True)

    def authenticate(self, request: HttpRequest, key: str | None) -> User | None:  # noqa: ARG002
        """The logged-in person, with the scope of the brand in the address."""
        if not isinstance(request.user, User):
            return None
        _enter(request, request.user, None)
        return request.user


def _enter(request: HttpRequest, user: User, token: ApiToken | None) -> None:
    """Put the scope on the request. Raises Http404 for a brand the caller is no member of."""
    request.api_user, request.api_token = user, token  # type: ignore[attr-defined]
    match = request.resolver_match
    brand = match.kwargs.get("brand") if match else None
    if brand is None:
        return
    scope = scope_of(user=user, brand_key=brand, token=token)
    if scope is None:
        raise Http404
    request.scope = scope  # type: ignore[attr-defined]
