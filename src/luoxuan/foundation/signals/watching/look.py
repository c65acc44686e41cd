"""What a look at a day comes to, and the words for it (9.15)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from django.urls import reverse

from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.signals.models import Monitor
from luoxuan.foundation.signals.registry import Seen
from luoxuan.metrics import METRICS
from luoxuan.metrics.sentences import Sentence, Template

STEP = Decimal("0.000001")
WRITTEN = {"money": "money", "count": "count", "share": "share", "ratio": "ratio", "days": "ratio"}

NAMED = Template("who", "{text}", "{text}")
EVERYBODY = Template("everybody", en="All shops", zh="全部店铺")


@dataclass(frozen=True)
class Look:
    """One day."""

    day: date
    subjects: frozenset[str]
    """Who could be looked at."""
    seen: tuple[Seen, ...] = ()
    reason: str = ""
    """Why nobody could be looked at."""


def members_of(by: Sequence[str], row: Sequence[str]) -> dict[str, str]:
    """Dimension to member."""
    return dict(zip(by, row, strict=True))


def subject_of(by: Sequence[str], row: Sequence[str]) -> str:
    """The members in one word."""
    return Seen(members_of(by, row)).subject


def decimal(value: float) -> Decimal:
    """A number as it is kept."""
    return Decimal(repr(float(value))).quantize(STEP)


def drill_url(monitor: Monitor, day: date, shop: str) -> str:
    """The page of the rows behind the figure."""
    address = reverse(
        "dashboards:figure", args=[monitor.brand.key, "daily", day.isoformat(), monitor.metric]
    )
    return f"{address}?{urlencode({'of': shop})}" if shop else address


class Words:
    """Names of shops and of the metric, and numbers in its unit, in both languages."""

    def __init__(self, monitor: Monitor) -> None:
        self.names = {shop.key: shop.name for shop in people.shops_of(monitor.brand)}
        metric = METRICS.get(monitor.metric)
        self.spec = WRITTEN[metric.unit] if metric else "ratio"
        self.metric = (metric.name.zh, metric.name.en) if metric else ("", "")

    def who(self, members: Mapping[str, str]) -> Sentence:
        """The members as people call them."""
        named = [self.names.get(m, m) if cut == "shop" else m for cut, m in members.items()]
        text = " · ".join(each for each in named if each)
        return NAMED.fill(text=text) if text else EVERYBODY.fill()

    def said(
        self, zh: str, en: str, **values: str | int | Decimal | date | Sentence
    ) -> tuple[str, str]:
        """The sentence in both languages; `#` in the words is the metric's unit, {metric} its name."""
        name_zh, name_en = self.metric
        name_zh += " " if name_zh[-1:].isascii() and name_zh else ""
        zh = zh.replace("#", self.spec).replace("{metric}", name_zh)
        en = en.replace("#", self.spec).replace("{metric}", name_en)
        sentence = Template("seen", en, zh).fill(**values)
        return sentence.text("zh")[:300], sentence.text("en")[:300]
