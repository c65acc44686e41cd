"""Money inside sentences, as people say it."""

from decimal import Decimal

from django.utils.translation import get_language

from luoxuan.charts.frame import SIGNS
from luoxuan.metrics import Template

_AMOUNT = Template("budgets.amount", "{amount:money}", "{amount:money}")


def amount_words(amount: Decimal, currency: str) -> str:
    """¥38.42 万, in the reader's language."""
    language = "zh" if (get_language() or "zh").startswith("zh") else "en"
    told = _AMOUNT.fill(amount=abs(amount)).text(language)  # type: ignore[arg-type]
    sign = SIGNS.get(currency, f"{currency} ")
    return f"{'−' if amount < 0 else ''}{sign}{told}"
