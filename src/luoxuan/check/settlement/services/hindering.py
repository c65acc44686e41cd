"""What still hinders a month from being closed, found before anybody asks and again before anybody decides (11.12)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from django.urls import reverse

from luoxuan.check.settlement import months, selectors, words
from luoxuan.check.settlement.models import Reconciliation
from luoxuan.foundation.gates.registry import GateFinding
from luoxuan.foundation.intake import selectors as intake

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand

VERSION = "1"
MOST = 20


@dataclass(frozen=True)
class Looked:
    """A month that is looked at before it is closed."""

    brand: "Brand"
    month: str
    run: Reconciliation

    def address(self, name: str, query: str = "") -> str:
        """A page about the month."""
        return f"{reverse(f'settlement:{name}', args=[self.brand.key])}?month={self.month}{query}"


def hindrances(*, brand: "Brand", month: str) -> list[GateFinding]:
    """Block: only the owner may pass it, with a reason; warn: to be known."""
    run = selectors.run_latest(brand, month)
    if run is None:
        return [_said("run", "block", "本月还没有对账。", "The month was never reconciled.")]
    looked = Looked(brand, month, run)
    found: list[GateFinding] = []
    for look in (_over, _fresh, _breaks, _bills, _unexplained, _waiting, _claimed):
        found += look(looked)
    return found


def _over(looked: Looked) -> Iterator[GateFinding]:
    if looked.run.as_of <= months.period_of(looked.month).last:
        yield _said("not_over", "block", "这个月还没有结束。", "The month is not over yet.")


def _fresh(looked: Looked) -> Iterator[GateFinding]:
    if not selectors.is_fresh(looked.run):
        yield _said(
            "stale", "block", "上次对账之后又有新数据，请重新对账。",
            "Data came since the last run: reconcile again.", looked.address("home"),
        )  # fmt: skip


def _breaks(looked: Looked) -> Iterator[GateFinding]:
    for account in looked.run.standing["accounts"]:
        count = len(account["breaks"])
        if count:
            name = words.account(account)
            yield _said(
                "breaks", "block", f"{name}：余额有 {count} 处不连续。",
                f"{name}: the balance breaks {count} times.",
                looked.address("difference_list", "&kind=balance_break"),
            )  # fmt: skip


def _bills(looked: Looked) -> Iterator[GateFinding]:
    """A shop whose orders of the month are here, and no book holds a line of them."""
    names = selectors.shop_names(looked.brand)
    period = months.period_of(looked.month)
    selling = {
        row.shop
        for row in intake.freshness(looked.brand)
        if row.first_day <= period.last and row.last_day >= period.first
    }
    shops = looked.run.standing["shops"]
    missing = [one for one in shops if not one["books"] and one["shop_key"] in selling]
    for shop in missing[:MOST]:
        name = names.get(shop["shop_key"], shop["shop_key"])
        yield _said(
            "bills", "block", f"{name}：有订单，没有结算单、动账或资金账单。",
            f"{name}: there are orders, and no bill and no account that names them.",
            reverse("intake:import_list", args=[looked.brand.key]),
        )  # fmt: skip


def _unexplained(looked: Looked) -> Iterator[GateFinding]:
    limit = selectors.settings_of(looked.brand).unexplained_limit
    amount = selectors.open_amount(looked.brand, looked.month)
    if amount > limit:
        yield _said(
            "unexplained", "block", f"未解释金额 {amount:,.2f}，高于限额 {limit:,.2f}。",
            f"{amount:,.2f} is unexplained, above the limit of {limit:,.2f}.",
            looked.address("difference_list", "&state=open"),
        )  # fmt: skip


def _waiting(looked: Looked) -> Iterator[GateFinding]:
    count = selectors.write_offs_waiting(looked.brand, looked.month)
    if count:
        yield _said(
            "gates", "block", f"{count} 笔核销还在等待审批。", f"{count} write-offs wait for approval.",
            looked.address("difference_list", "&state=waiting"),
        )  # fmt: skip


def _claimed(looked: Looked) -> Iterator[GateFinding]:
    amount = selectors.claimed_amount(looked.brand, looked.month)
    if amount:
        yield _said(
            "claimed", "warn", f"申诉中的金额 {amount:,.2f} 尚未到账。",
            f"{amount:,.2f} is claimed and has not come yet.",
            looked.address("difference_list", "&state=claimed"),
        )  # fmt: skip


def _said(
    rule: str, severity: Literal["block", "warn", "info"], zh: str, en: str, url: str = ""
) -> GateFinding:
    return GateFinding(f"settlement.{rule}", severity, zh, en, url=url, version=VERSION)
