"""Sealing a file under a key: chunked AES-256-GCM; a missing, swapped or cut chunk does not open (9.3).

Layout: magic, 12-byte file nonce, then chunks of 4-byte length and ciphertext. The nonce of chunk n is the file nonce
xor n; the last chunk carries "last" as associated data, so a truncated file is refused (STREAM, Hoang et al. 2015).
"""

import os
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MAGIC = b"LXSEAL1\n"
CHUNK = 1 << 20
NONCE = 12
TAG = 16


class SealBrokenError(Exception):
    """The sealed file was changed, cut, or is of another key."""


def seal(source: Path, target: Path, *, key: bytes) -> None:
    """Write `source` sealed to `target`, which appears whole or not at all and is on disk when this returns."""
    draft = target.with_name(f"{target.name}.part")
    nonce, cipher = os.urandom(NONCE), AESGCM(key)
    with source.open("rb") as plain, draft.open("wb") as sealed:
        draft.chmod(0o600)
        sealed.write(MAGIC + nonce)
        for number, piece, is_last in _pieces(plain):
            box = cipher.encrypt(_nonce(nonce, number), piece, b"last" if is_last else b"more")
            sealed.write(struct.pack(">I", len(box)) + box)
        sealed.flush()
        os.fsync(sealed.fileno())
    draft.replace(target)


def unseal(source: Path, target: Path, *, key: bytes) -> None:
    """Write the plain bytes to `target` (owner only). Raises SealBrokenError, and leaves no target, where the seal is broken."""
    try:
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with source.open("rb") as sealed, os.fdopen(handle, "wb") as plain:
            for piece in _opened(sealed, AESGCM(key)):
                plain.write(piece)
    except (InvalidTag, SealBrokenError, struct.error) as error:
        target.unlink(missing_ok=True)
        raise SealBrokenError(
            f"{source.name} cannot be opened: changed, cut, or another key."
        ) from error


def _opened(sealed: BinaryIO, cipher: AESGCM) -> Iterator[bytes]:
    if sealed.read(len(MAGIC)) != MAGIC:
        raise SealBrokenError("No sealed file.")
    nonce, number, ended = sealed.read(NONCE), 0, False
    while head := sealed.read(4):
        if ended:
            raise SealBrokenError("Bytes after the end.")
        (length,) = struct.unpack(">I", head)
        if not TAG <= length <= CHUNK + TAG:
            raise SealBrokenError("A chunk of impossible length.")
        box = sealed.read(length)
        if len(box) != length:
            raise SealBrokenError("The last chunk is cut.")
        ended = not sealed.peek(1)[:1] if hasattr(sealed, "peek") else False
        yield cipher.decrypt(_nonce(nonce, number), box, b"last" if ended else b"more")
        number += 1
    if not ended:
        raise SealBrokenError("The end is missing.")


def _pieces(plain: BinaryIO) -> Iterator[tuple[int, bytes, bool]]:
    """Number, bytes, whether it is the last; an empty file has one empty piece."""
    number, piece = 0, plain.read(CHUNK)
    while True:
        following = plain.read(CHUNK)
        yield number, piece, not following
        if not following:
            return
        number, piece = number + 1, following


def _nonce(base: bytes, number: int) -> bytes:
    return (int.from_bytes(base, "big") ^ number).to_bytes(NONCE, "big")
