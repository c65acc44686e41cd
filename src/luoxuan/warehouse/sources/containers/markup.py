"""Tables of a web page saved as .xls, and pages that are no table (9.1)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from luoxuan.warehouse.sources import messages
from luoxuan.warehouse.sources.containers.sheet import SheetPart
from luoxuan.warehouse.sources.limits import MARKUP_BYTES
from luoxuan.warehouse.sources.refusal import RefusedError
from luoxuan.warehouse.sources.text import decoded

LEAST_CELLS = 2


def looks_like_markup(head: bytes) -> bool:
    """Whether the file begins as a web page does."""
    start = head[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith(
        (b"<!doctype html", b"<html", b"<table", b"<head", b"<meta", b"<style")
    ) or (
        start.startswith((b"<?xml", b"<!--"))
        and (b"<html" in head.lower() or b"<table" in head.lower())
    )


def markup_parts(path: Path, *, member: str | None = None) -> list[SheetPart]:
    """Every table of the page. Raises RefusedError where there is none, as on a log-in page."""
    from lxml import etree, html

    if path.stat().st_size > MARKUP_BYTES:
        raise RefusedError(messages.workbook_too_large(), member)
    text, encoding = decoded(path.read_bytes())
    try:
        page = html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise RefusedError(messages.web_page(), member) from error
    parts = [
        SheetPart(rows=rows, member=member, encoding=encoding)
        for table in page.iter("table")
        if len(rows := list(_rows(table))) > 0 and max(map(len, rows)) >= LEAST_CELLS
    ]
    if not parts:
        raise RefusedError(messages.web_page(), member)
    return parts


def _rows(table: Any) -> Iterator[list[str]]:
    for row in table.iter("tr"):
        cells: list[str] = []
        for cell in row.iterchildren("td", "th"):
            cells.append("".join(cell.itertext()))
            cells += [""] * (min(_span(cell.get("colspan")), 200) - 1)
        yield cells


def _span(text: str | None) -> int:
    return int(text) if text and text.isdigit() and int(text) > 0 else 1
