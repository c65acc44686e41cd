"""Text files: which encoding, told from the bytes and never from the name (9.1)."""

import codecs
from pathlib import Path

from luoxuan.warehouse.sources.limits import HEAD_BYTES

BOMS = (
    (codecs.BOM_UTF8, "utf-8", "utf-8+bom"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16"),
)
CHUNK = 4 << 20


def encoding_of(path: Path) -> tuple[str, str, int]:
    """The codec, what the report calls it, and how long the byte order mark is."""
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    for mark, codec, name in BOMS:
        if head.startswith(mark):
            return codec, name, len(mark)
    if _zeros_alternate(head):
        codec = "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"
        return codec, "utf-16", 0
    if is_utf8(path):
        return "utf-8", "utf-8", 0
    codec = _fewer_losses(head)
    return codec, codec, 0


def _zeros_alternate(head: bytes) -> bool:
    """UTF-16 without a mark: half of a mostly Latin text is zero bytes."""
    return len(head) > 8 and head.count(0) > len(head) // 5


def is_utf8(path: Path) -> bool:
    """The whole file is checked: a preamble may be plain ASCII for long. A GBK file fails at its first character."""
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    with path.open("rb") as file:
        try:
            while block := file.read(CHUNK):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _fewer_losses(head: bytes) -> str:
    """GB18030, unless UTF-8 with a few broken bytes loses clearly less."""
    lost = {codec: head.decode(codec, "replace").count("\ufffd") for codec in ("gb18030", "utf-8")}
    return "utf-8" if lost["utf-8"] < lost["gb18030"] else "gb18030"


def decoded(body: bytes) -> tuple[str, str]:
    """A small text whole, and what its encoding is called."""
    for mark, codec, name in BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(codec, "replace"), name
    try:
        return body.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        codec = _fewer_losses(body[:HEAD_BYTES])
        return body.decode(codec, "replace"), codec


def is_binary(head: bytes) -> bool:
    """Bytes that no text has."""
    return head.count(0) > 0 or sum(head.count(c) for c in (1, 2, 3, 4, 5, 6, 14, 15, 16)) > 4
