"""Who bought, without knowing who: a keyed hash, and how far to trust it (9.3)."""

from luoxuan.warehouse.sources.sql import quoted

BLOCK = 64


def customer_key(value: str, quality: str, platform: str, key: bytes) -> str:
    """HMAC-SHA256 of platform|value in SQL; null where the cell is masked, a token, or destroyed."""
    bare = value
    if quality == "parcel":
        # A number is one parcel whoever speaks of it: the carrier, the stock system or the shop.
        platform, bare = quality, f"upper({value})"
    if quality == "phone_key":
        bare = f"regexp_replace(regexp_replace({value}, '[^0-9]', '', 'g'), '^(0086|86)(1\\d{{10}})$', '\\2')"
    digest = keyed_hash(f"{quoted(platform + '|')} || {bare}", key)
    return f"CASE WHEN {value} IS NULL OR {is_masked(value)} THEN NULL ELSE {digest} END"


def keyed_hash(text: str, key: bytes) -> str:
    """HMAC-SHA256 of a text in SQL, as hexadecimal digits."""
    padded = key.ljust(BLOCK, b"\0") if len(key) <= BLOCK else key[:BLOCK]
    inner = bytes(byte ^ 0x36 for byte in padded).hex()
    outer = bytes(byte ^ 0x5C for byte in padded).hex()
    return f"sha256(unhex('{outer}') || unhex(sha256(unhex('{inner}') || encode({text}))))"


def identity_quality(value: str, quality: str) -> str:
    """The quality that goes with the key: masked where there is a buyer but no key, none where there is nobody."""
    return (
        f"CASE WHEN {value} IS NULL THEN 'none' WHEN {is_masked(value)} THEN 'masked'"
        f" ELSE {quoted(quality)} END"
    )


def is_masked(value: str) -> str:
    """Stars, cipher tokens, virtual numbers and ids that went through a number identify nobody."""
    return (
        f"(contains({value}, '*') OR prefix({value}, '##') OR prefix({value}, '$$') OR prefix({value}, '~')"
        f" OR regexp_matches({value}, '^\\d(\\.\\d+)?E\\+\\d+$|^\\d{{11}}-\\d+$'))"
    )
