"""What every response carries, and who is logged in where (9.3)."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from luoxuan.foundation.people import selectors
from luoxuan.foundation.people import services as people
from luoxuan.foundation.people.models import User

Response = Callable[[HttpRequest], HttpResponse]

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
SEEN_EVERY = 60.0
MB = 1024 * 1024


def content_security(get_response: Response) -> Response:
    """No script or style but our own files; pages of people are kept in no shared cache."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), microphone=(), geolocation=()"
        )
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    return respond


def body_limited(get_response: Response) -> Response:
    """A body over the limit is refused by its announced length, before any of it is read."""

    def respond(request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdigit() or int(length) > settings.LUOXUAN_UPLOAD_MB * MB:
            return HttpResponse(status=413)
        return get_response(request)

    return respond


def signed_in(get_response: Response) -> Response:
    """A session whose row was ended, by the person or by a changed password, is logged out."""

    def respond(request: HttpRequest) -> HttpResponse:
        key = request.session.session_key
        if isinstance(request.user, User) and key:
            live = selectors.live_session(user=request.user, session_key=key)
            now = timezone.now()
            if live is None:
                logout(request)
            elif (now - live.seen_at).total_seconds() > SEEN_EVERY:
                agent = request.headers.get("User-Agent", "")
                people.session_note(user=request.user, session_key=key, agent=agent, at=now)
        return get_response(request)

    return respond
