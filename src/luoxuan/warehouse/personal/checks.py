"""The check digits and prefixes, one value at a time: for single values and as the second opinion of the fast pass.

Resident identity number: GB 11643-1999, ISO 7064 mod 11-2. Bank card: Luhn, ISO/IEC 7812.
"""

from datetime import date

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK = "10X98765432"
PROVINCES = frozenset(
    [*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55),
     *range(61, 66), 71, 81, 82, 83]
)  # fmt: skip
"""First two digits of the area codes (GB/T 2260), 71 to 83 for Taiwan, Hong Kong and Macao residents."""
FIRST_YEAR, LAST_YEAR = 1900, 2099


def is_id_card(text: str) -> bool:
    """Eighteen places, a real area and day, and the right check digit."""
    body, last = text[:17], text[17:].upper()
    if len(text) != 18 or not body.isascii() or not body.isdigit():
        return False
    if int(body[:2]) not in PROVINCES or body[2:4] == "00" or not _is_day(body[6:14]):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True))
    return CHECK[total % 11] == last


def _is_day(text: str) -> bool:
    try:
        return FIRST_YEAR <= date(int(text[:4]), int(text[4:6]), int(text[6:])).year <= LAST_YEAR
    except ValueError:
        return False


def is_luhn(digits: str) -> bool:
    """Whether the digits pass Luhn."""
    doubled = (
        int(digit) if place % 2 == 0 else sum(divmod(int(digit) * 2, 10))
        for place, digit in enumerate(reversed(digits))
    )
    return sum(doubled) % 10 == 0


def is_bank_card(digits: str) -> bool:
    """Known prefix and length, and Luhn."""
    return is_card_prefix(digits) and is_luhn(digits)


def is_card_prefix(digits: str) -> bool:
    """UnionPay (16 and 19 places), Visa, Mastercard, JCB, American Express, ICBC's 9558.

    The few UnionPay cards of 17 and 18 places are left out: order numbers have as many.
    """
    head, length = int(digits[:4]), len(digits)
    if 6200 <= head <= 6299:
        return length in (16, 19)
    if head == 9558:
        return length == 19
    if 3400 <= head <= 3499 or 3700 <= head <= 3799:
        return length == 15
    known = 4000 <= head <= 4999 or 5100 <= head <= 5599 or 2221 <= head <= 2720
    return length == 16 and (known or 3528 <= head <= 3589)
