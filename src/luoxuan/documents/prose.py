"""Markdown as people write it, to HTML that carries nothing of theirs but text (12.6)."""

from functools import cache

from markdown_it import MarkdownIt


@cache
def _reader() -> MarkdownIt:
    """CommonMark with tables; raw HTML stays text, and links lead only where a browser may go."""
    return MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("table")


def to_html(text: str) -> str:
    """The text as HTML that is safe to show: no raw HTML, no script address."""
    made: str = _reader().render(text)
    return made
