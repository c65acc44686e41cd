"""Chinese personal data in free text: found by their own check digits, masked as the trade masks them (9.3)."""

from luoxuan.warehouse.personal.finding import Found, find, mask_text
from luoxuan.warehouse.personal.masking import Kind, mask_value

__all__ = ["Found", "Kind", "find", "mask_text", "mask_value"]
