"""Hears of every log-in and log-out, so that a session exists only while its row does (9.3)."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from luoxuan.foundation.people import services
from luoxuan.foundation.people.models import User


def began(request: HttpRequest, user: User, **_more: Any) -> None:
    """A person logged in; Django has rotated the session's key before."""
    agent = request.META.get("HTTP_USER_AGENT", "")
    key = request.session.session_key
    if key:
        services.session_begin(user=user, session_key=key, agent=agent, at=timezone.now())


def ended(request: HttpRequest, **_more: Any) -> None:
    """A person logged out."""
    key = request.session.session_key
    if key:
        services.session_forget(session_key=key)
