"""One phone, one spelling: what tokens are made of (9.3)."""

import re
import unicodedata

_MOBILE = re.compile(r"(?:\+?86|0086)?(1[3-9]\d{9})")
_ABROAD = re.compile(r"\+([1-9]\d{6,14})")
_BETWEEN = re.compile(r"[\s\-()（）./]+")


def phone_bare(text: str) -> str | None:
    """Eleven digits of a mainland mobile, + and digits of one abroad; None where it names nobody.

    Masked, virtual and landline numbers are several people's or nobody's.
    """
    bare = _BETWEEN.sub("", unicodedata.normalize("NFKC", text).strip().strip("'\"=\t"))
    if found := _MOBILE.fullmatch(bare):
        return found.group(1)
    if found := _ABROAD.fullmatch(bare):
        return f"+{found.group(1)}"
    return None
