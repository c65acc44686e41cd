"""One message over one messenger; the address comes from the environment (9.4)."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

SECRET_NAME = re.compile(r"LUOXUAN_PUSH_[A-Z0-9_]+")
"""Only such variables are read: a person who may set a push may not read the server's other secrets."""
PERSON_SECRET = re.compile(r"LUOXUAN_PUSH_PERSON_[A-Z0-9_]+")
"""What a person may name for themselves: not the group chats of the brand."""
MAIL = "LUOXUAN_PUSH_MAIL"
"""The server's own mailbox: people's addresses are put behind it."""

SCHEMES = {
    "wecom": ("wecombot",),
    "dingtalk": ("dingtalk",),
    "feishu": ("feishu", "lark"),
    "email": ("mailto", "mailtos"),
    "webhook": ("json", "jsons"),
}


class PushError(Exception):
    """A message could not be sent; says what to mend, without the address."""


@dataclass(frozen=True)
class Message:
    """What is sent: a title, a Markdown body, and files for messengers that take them."""

    title: str
    body: str
    attachments: tuple[Path, ...] = ()


def address_of(*, kind: str, secret_name: str, environment: Mapping[str, str] | None = None) -> str:
    """The address in the environment variable. Raises PushError where it is absent or of another messenger."""
    if not SECRET_NAME.fullmatch(secret_name):
        raise PushError(f"{secret_name} is no name of a push secret: call it LUOXUAN_PUSH_...")
    address = (os.environ if environment is None else environment).get(secret_name, "")
    if not address:
        raise PushError(
            f"The server has no environment variable {secret_name}: set it and restart."
        )
    if address.partition("://")[0] not in SCHEMES[kind]:
        expected = " or ".join(f"{scheme}://" for scheme in SCHEMES[kind])
        raise PushError(f"{secret_name} is no address of {kind}: it should begin with {expected}")
    return address


def person_address(*, kind: str, secret_name: str, email: str) -> str:
    """The address of a person's channel; the server's mailbox writes to the person. Raises PushError."""
    address = address_of(kind=kind, secret_name=secret_name)
    if secret_name != MAIL:
        return address
    if not email:
        raise PushError("The person has no e-mail address.")
    return f"{address}{'&' if '?' in address else '?'}to={quote(email)}"


def deliver(message: Message, *, kind: str, address: str) -> None:
    """Send the message. Raises PushError where the messenger does not take it."""
    import apprise  # 0.3 s to import, needed by the worker only

    sender = apprise.Apprise()
    if not sender.add(address):
        raise PushError("The address is malformed: see the documentation of pushes.")
    files = [str(path) for path in message.attachments] if kind == "email" else None
    accepted = sender.notify(
        title=message.title,
        body=message.body,
        body_format=apprise.NotifyFormat.MARKDOWN,
        attach=files,
    )
    if not accepted:
        raise PushError("The messenger refused the message or did not answer.")
