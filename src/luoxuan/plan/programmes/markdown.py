"""Written Markdown as HTML and as plain lines; HTML in it is shown as text, never run (6.3)."""

from functools import cache

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt


@cache
def _reader() -> MarkdownIt:
    # Pictures would be loaded from elsewhere, and say so to whoever owns the address.
    return MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")


def rendered(text: str) -> SafeString:
    """The text as HTML: the reader escapes what is no Markdown and refuses script addresses."""
    html: str = _reader().render(text)
    return mark_safe(html)  # noqa: S308  # html is off


def lines(text: str) -> list[str]:
    """The text without its marks, a line each, a row of a table too: for paper and workbooks."""
    found: list[str] = []
    item = False
    cells: list[str] | None = None
    for token in _reader().parse(text):
        if token.type == "tr_open":
            cells = []
        elif token.type == "tr_close" and cells is not None:
            found, cells = [*found, " | ".join(cells)], None
        elif token.type == "inline":
            said = "".join(_said(child) for child in token.children or []).split("\n")
            if cells is None:
                found += [f"• {said[0]}", *said[1:]] if item else said
            else:
                cells.append(said[0])
        elif token.type in {"fence", "code_block"}:
            found += token.content.rstrip("\n").split("\n")
        item = token.type == "list_item_open" or (item and token.type == "paragraph_open")
    return [line for line in found if line.strip()]


def _said(token: object) -> str:
    kind = getattr(token, "type", "")
    if kind in {"softbreak", "hardbreak"}:
        return "\n"
    return str(getattr(token, "content", "")) if kind in {"text", "code_inline"} else ""
