"""One value in a box: AES-256-GCM or SM4-GCM, bound to what it belongs to (9.3).

A box is a version byte that names the cipher, a 12-byte nonce, the ciphertext and its 16-byte tag. The
associated data names brand, person and kind: a box moved to another person does not open.
"""

import hashlib
import hmac
import os
from typing import Literal

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

CipherName = Literal["aes", "sm4"]
CODES: dict[CipherName, int] = {"aes": 1, "sm4": 2}
KEY = 32
SM4_KEY = 16
NONCE = 12
TAG = 16


class EnvelopeBrokenError(Exception):
    """The box was changed, moved, cut, or is of another key."""


def new_key() -> bytes:
    """A fresh key; SM4 takes one made of it."""
    return os.urandom(KEY)


def box_seal(value: bytes, *, key: bytes, bound_to: bytes, cipher: CipherName = "aes") -> bytes:
    """The value in a box only `key` opens, and only for what it is bound to."""
    nonce, head = os.urandom(NONCE), bytes([CODES[cipher]])
    if cipher == "aes":
        return head + nonce + AESGCM(key).encrypt(nonce, value, head + bound_to)
    maker = Cipher(algorithms.SM4(_sm4_key(key)), modes.GCM(nonce)).encryptor()
    maker.authenticate_additional_data(head + bound_to)
    return head + nonce + maker.update(value) + maker.finalize() + maker.tag


def box_open(box: bytes, *, key: bytes, bound_to: bytes) -> bytes:
    """The value. Raises EnvelopeBrokenError, never gives a part of it."""
    head, nonce, rest = box[:1], box[1 : 1 + NONCE], box[1 + NONCE :]
    if len(rest) < TAG or head[0] not in CODES.values():
        raise EnvelopeBrokenError("No whole box of a kind we know.")
    try:
        if head[0] == CODES["aes"]:
            return AESGCM(key).decrypt(nonce, rest, head + bound_to)
        reader = Cipher(algorithms.SM4(_sm4_key(key)), modes.GCM(nonce, rest[-TAG:])).decryptor()
        reader.authenticate_additional_data(head + bound_to)
        return reader.update(rest[:-TAG]) + reader.finalize()
    except InvalidTag:
        raise EnvelopeBrokenError("The box was changed, moved, or is of another key.") from None


def _sm4_key(key: bytes) -> bytes:
    """A key for SM4 alone: who broke it would know nothing of the one AES goes by."""
    return hmac.new(key, b"sm4", hashlib.sha256).digest()[:SM4_KEY]
