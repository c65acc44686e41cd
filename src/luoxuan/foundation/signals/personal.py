"""The checks of personal data that monitors may watch: many readings, requests past their day (9.3)."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.urls import reverse

from luoxuan.foundation.signals.registry import Seen, TableCheck, table_check
from luoxuan.foundation.vault import selectors as vault

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand
    from luoxuan.warehouse.engine import Session

READINGS = Decimal(20)
"""More of one colleague on one day are told, unless the monitor says otherwise."""
NAMED = 5
"""So many requests are named in a sentence."""
GONE = ("已删除的用户", "A user who is gone")


def unmaskings(
    brand: "Brand", day: date, _session: "Session", parameters: Mapping[str, str]
) -> Iterable[Seen]:
    """Colleagues who read the plain values of persons more often than the limit on the day."""
    limit = _limit(parameters, READINGS)
    url = reverse("vault:home", args=[brand.key])
    found = []
    for reader in vault.readers_between(brand, *_span(brand, day)):
        if reader.readings > limit:
            zh, en = (reader.name, reader.name) if reader.name else GONE
            found.append(
                Seen(
                    {"reader": str(reader.user_id or "")}, Decimal(reader.readings), high=limit,
                    zh=f"{zh} {day} 查看个人信息明文 {reader.readings} 次，涉及 {reader.persons} 人，超过 {limit:f} 次。",
                    en=f"{en} read plain personal values {reader.readings} times on {day}, of {reader.persons} persons, above {limit:f}.",
                    url=url,
                )
            )  # fmt: skip
    return found


def overdue(
    brand: "Brand", day: date, _session: "Session", parameters: Mapping[str, str]
) -> Iterable[Seen]:
    """Requests of persons that were not answered by the end of the day they were due on."""
    last_due = day - timedelta(days=int(_limit(parameters, Decimal(0))))
    rows = list(vault.requests_late(brand, last_due, _span(brand, day)[1]))
    if not rows:
        return []
    numbers = ", ".join(f"#{row.pk}" for row in rows[:NAMED]) + ("…" if len(rows) > NAMED else "")
    first = rows[0].due_on
    return [
        Seen(
            {"requests": "overdue"}, Decimal(len(rows)),
            zh=f"有 {len(rows)} 个个人请求过了答复期限仍未答复，最早的应在 {first} 答复：{numbers}。",
            en=f"{len(rows)} requests of persons are past their day, the first due on {first}: {numbers}.",
            url=reverse("vault:requests", args=[brand.key]),
        )
    ]  # fmt: skip


def _limit(parameters: Mapping[str, str], usual: Decimal) -> Decimal:
    return Decimal(parameters["limit"]) if parameters.get("limit") else usual


def _span(brand: "Brand", day: date) -> tuple[datetime, datetime]:
    """The day where the brand is."""
    zone = ZoneInfo(brand.zone)
    first, after = (datetime.combine(day + timedelta(days=n), time.min, zone) for n in (0, 1))
    return first, after


table_check(
    TableCheck(
        "vault.unmaskings",
        "一人一天查看个人信息明文过多（默认超过 20 次）",
        "Many readings of personal data by one user on one day (above 20)",
        unmaskings,
    )
)
table_check(
    TableCheck(
        "vault.requests_overdue",
        "个人请求过期未答复（默认过期 0 天）",
        "Requests of persons past their day (0 days past)",
        overdue,
    )
)
