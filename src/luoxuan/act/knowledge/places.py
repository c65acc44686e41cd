"""From the address of a page to the name under which articles apply there, and back (12.6)."""

from urllib.parse import urlsplit

from django.urls import NoReverseMatch, Resolver404, resolve, reverse


def page_name(address: str) -> str:
    """The name of the page behind an address of this installation; empty where there is none."""
    try:
        return resolve(urlsplit(address.strip()).path).view_name
    except Resolver404:
        return ""


def page_address(name: str, brand_key: str) -> str:
    """An address of the page in the brand; empty where it needs more than the brand."""
    try:
        return reverse(name, args=[brand_key])
    except NoReverseMatch:
        return ""
