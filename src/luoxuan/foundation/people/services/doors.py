"""Log-in and where somebody is logged in: throttled, visible, ended at will (9.3)."""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth import authenticate
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from luoxuan.foundation.people import selectors
from luoxuan.foundation.people.events import PeopleChanged, tell
from luoxuan.foundation.people.models import LiveSession, LoginAttempt, User
from luoxuan.foundation.people.services.errors import PeopleError

BROWSERS = {
    "Edg": "Edge",
    "OPR": "Opera",
    "Firefox": "Firefox",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = ("Windows", "Android", "iPhone", "iPad", "Mac OS X", "Linux")


@dataclass(frozen=True)
class Knock:
    """Somebody at the door."""

    login: str
    password: str
    address: str

    @property
    def prints(self) -> tuple[tuple[str, int], ...]:
        """Hashes under which failures are counted, and how many close the door: person from here, here, person."""
        return (
            (fingerprint(f"{self.login}@{self.address}"), selectors.MOST_FAILURES),
            (fingerprint(f"@{self.address}"), selectors.MOST_FAILURES * 5),
            (fingerprint(self.login), selectors.MOST_FAILURES * 10),
        )


def login_check(*, knock: Knock, request: HttpRequest, at: datetime) -> User:
    """The person whose log-in name or e-mail and password these are. Raises PeopleError, the same for every mistake."""
    if any(selectors.is_locked(who=who, most=most, at=at) for who, most in knock.prints):
        raise PeopleError(_("Too many failed log-ins: try again in a quarter of an hour."))
    username = selectors.username_of(knock.login)
    user = authenticate(request, username=username, password=knock.password)
    if not isinstance(user, User):
        _count_failure(knock, at)
        raise PeopleError(_("Name or password is wrong."))
    LoginAttempt.objects.filter(who=knock.prints[0][0]).delete()
    return user


@transaction.atomic
def session_begin(*, user: User, session_key: str, agent: str, at: datetime) -> None:
    """A log-in succeeded: keep where, and tell every brand of the person."""
    session_note(user=user, session_key=session_key, agent=agent, at=at)
    for brand in selectors.brands_of(user):
        tell(PeopleChanged(brand, user, "user.logged_in", "user", str(user.pk), at))


def session_note(*, user: User, session_key: str, agent: str, at: datetime) -> None:
    """Keep where the person is logged in: browser and system in a word, no address."""
    seen = {"user": user, "device": device_in_words(agent), "seen_at": at}
    LiveSession.objects.update_or_create(
        session_key=session_key, defaults=seen, create_defaults=seen | {"began_at": at}
    )


def session_end(*, user: User, session_id: int) -> None:
    """End one of the person's own sessions; the browser there is logged out at its next request."""
    LiveSession.objects.filter(user=user, pk=session_id).delete()


def session_forget(*, session_key: str) -> None:
    """The session was logged out."""
    LiveSession.objects.filter(session_key=session_key).delete()


def device_in_words(agent: str) -> str:
    """Browser and system of a User-Agent, e.g. Chrome · Windows; nothing that identifies more."""
    browser = next((word for sign, word in BROWSERS.items() if sign in agent), "")
    system = next((word for word in SYSTEMS if word in agent), "")
    return " · ".join(filter(None, (browser, system))) or "?"


def fingerprint(text: str) -> str:
    """A hash under which failures of a person or address are counted."""
    return hashlib.sha256(re.sub(r"\s", "", text).casefold().encode()).hexdigest()


def _count_failure(knock: Knock, at: datetime) -> None:
    LoginAttempt.objects.filter(at__lt=at - selectors.LOCKED_FOR).delete()
    LoginAttempt.objects.bulk_create(LoginAttempt(who=who, at=at) for who, _most in knock.prints)
