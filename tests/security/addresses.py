"""Every address there is, found by walking the resolver and the interface's description."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

from luoxuan.api.main import api
from tests.security.expected import OPERATIONS, PAGES

PART = re.compile(r"<(?:\w+:)?(\w+)>|\{(\w+)\}")


@dataclass(frozen=True)
class Address:
    """One page: its name and its route, e.g. b/<slug:brand>/data/jobs/."""

    name: str
    route: str

    @property
    def parts(self) -> tuple[str, ...]:
        """What stands between its angle brackets."""
        return tuple(one or other for one, other in PART.findall(self.route))

    def filled(self, values: dict[str, str]) -> str:
        """The address with its parts filled in."""
        return "/" + PART.sub(lambda found: values[found[1] or found[2]], self.route)


def pages() -> list[Address]:
    """Every page; the interface is walked by its own description."""
    return [a for a in _walk(get_resolver().url_patterns, "", "") if a.name != "api"]


def operations() -> list[Address]:
    """Every operation of the interface, named "METHOD path"."""
    described = api.get_openapi_schema(path_prefix="")["paths"]
    found = [
        Address(f"{method.upper()} {path}", f"api/v1{path}")
        for path, methods in described.items()
        for method in methods
    ]
    return [*found, Address("GET /openapi.json", "api/v1/openapi.json")]


def page_permission(name: str) -> str:
    """What was declared for the page."""
    return next(right for right, names in PAGES.items() if name in names)


def operation_permission(name: str) -> str:
    """What was declared for the operation."""
    return next(right for right, names in OPERATIONS.items() if name in names)


def _walk(
    patterns: list[URLPattern | URLResolver], prefix: str, namespace: str
) -> Iterator[Address]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if route == "api/v1/":
            yield Address("api", route)
        elif isinstance(pattern, URLPattern):
            yield Address(f"{namespace}{pattern.name}", route)
        else:
            inner = f"{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, route, inner)
