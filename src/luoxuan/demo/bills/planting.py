"""Which differences are planted in the bills, and the entries that carry them."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from luoxuan.demo.bills.entry import (
    COMPENSATION,
    INSURANCE,
    REFUND,
    SETTLE,
    STRANGE_FEE,
    STRANGER,
    Entry,
)
from luoxuan.demo.bills.ledger import in_order
from luoxuan.demo.bills.terms import COMMISSION, Fee
from luoxuan.demo.drafts import Period
from luoxuan.demo.window import DAY, HOUR, Window

CLOSED, OPEN, NOW = 1, 2, 3
"""Places of months among those with bills: the one that gets closed, the last whole one, the running one."""
LATE_ROW = "late_row"
RAISED = Fee(COMMISSION, 800)
MONDAY, TEN = 0, 10 * HOUR


class Planted(NamedTuple):
    """A difference that is there on purpose; money in fen."""

    key: str
    kind: str
    """One of the kinds of the reconciliation, or LATE_ROW: missing until its month is closed."""
    shop: str
    entries: tuple[Entry, ...]
    amount: int
    """What is there less what should be."""
    first: int
    last: int
    zh: str


class Planting:
    """The true entries with every difference laid in."""

    def __init__(self, window: Window, months: list[Period], true: dict[str, list[Entry]]) -> None:
        self.window, self.months = window, months
        self.entries = {shop: list(found) for shop, found in true.items()}
        self.late: dict[str, list[Entry]] = {}
        """Entries that come in a file of their own, after the month was closed."""
        self.used: set[tuple[str, int]] = set()
        self.planted = tuple(self._plant())
        self.entries = {shop: in_order(found) for shop, found in self.entries.items()}

    @property
    def merged(self) -> tuple[str, tuple[int, int]]:
        """The shop that draws on two days running, and the days."""
        first, last = self.months[OPEN]
        mondays = [n for n in range(first, last) if self.window.day(n).weekday() == MONDAY]
        return "wechat_shop", (mondays[1], mondays[1] + 1)

    def drawings(self, shop: str, day: int) -> Iterator[int]:
        """When the shop draws its balance on a day."""
        again = self.merged[0] == shop and day in self.merged[1]
        if again or self.window.day(day).weekday() == MONDAY:
            yield day * DAY + TEN

    def _plant(self) -> Iterator[Planted]:
        yield self._missing("missing_closed", "jd", CLOSED, 12)
        yield self._missing("missing_open", "taobao", OPEN, 14)
        yield self._short("short_paid", "pdd", CLOSED, 18, 1_500)
        yield self._short("over_paid", "xiaohongshu", OPEN, 20, -990)
        yield self._raised("jd", OPEN, 10, 16)
        yield self._twice("douyin", OPEN, 8)
        yield self._kept("taobao", OPEN, 6)
        yield self._unsubsidised("pdd", OPEN, 11)
        yield self._duplicated("wechat_shop", OPEN, 17)
        yield self._lone("unmatched_in", STRANGER, "douyin", OPEN, 22, 8_800, "查无此订单的货款")
        yield self._lone("unknown_fee", STRANGE_FEE, "pdd", OPEN, 25, -3_600, "词表里没有的扣款")
        yield self._along("freight_insurance", INSURANCE, "taobao", 60, -80, "退货运费险保费")
        yield self._along("compensation", COMPENSATION, "douyin", 250, -1_000, "消费者赔付")
        yield self._late("pdd", CLOSED, 24)

    def _find(self, shop: str, month: int, day: int, fits: Callable[[Entry], bool]) -> Entry:
        """The first untouched entry that fits, from a day of a month on."""
        first, last = self.months[month]
        for start in (min(first + day - 1, last), first):
            for entry in self.entries[shop]:
                known = (shop, entry.serial) in self.used
                if start <= entry.moment // DAY <= last and not known and fits(entry):
                    self.used.add((shop, entry.serial))
                    return entry
        raise LookupError(f"no entry of {shop} fits in the days {first} to {last}")

    def _change(self, shop: str, old: Entry, *new: Entry) -> None:
        place = self.entries[shop].index(old)
        self.entries[shop][place : place + 1] = new

    def _missing(self, key: str, shop: str, month: int, day: int) -> Planted:
        entry = self._find(shop, month, day, _plain)
        self._change(shop, entry)
        return _planted(key, "missing_settlement", shop, (entry,), -_due(entry), "没有结算")

    def _short(self, kind: str, shop: str, month: int, day: int, by: int) -> Planted:
        entry = self._find(shop, month, day, _plain)
        paid = entry._replace(goods=entry.goods - by)
        self._change(shop, entry, paid)
        return _planted(kind, kind, shop, (paid,), -by, "货款少付" if by > 0 else "货款多付")

    def _raised(self, shop: str, month: int, first: int, last: int) -> Planted:
        start = self.months[month][0] - 1
        days = range(start + first, start + last + 1)
        changed, too_much = [], 0
        for entry in list(self.entries[shop]):
            if entry.kind != SETTLE or entry.moment // DAY not in days:
                continue
            fee = RAISED.on(entry.goods + entry.subsidy + entry.refund)
            too_much += fee - entry.fee(COMMISSION)
            dear = entry._replace(
                fees=tuple((name, fee if name == COMMISSION else old) for name, old in entry.fees)
            )
            self.used.add((shop, entry.serial))
            self._change(shop, entry, dear)
            changed.append(dear)
        return Planted(
            "fee_raised", "fee_rate_differs", shop, tuple(changed), too_much,
            days[0], days[-1], "一周的佣金按 8% 扣，合同是 5%",
        )  # fmt: skip

    def _twice(self, shop: str, month: int, day: int) -> Planted:
        entry = self._find(shop, month, day, lambda each: each.kind == REFUND)
        again = entry._replace(moment=entry.moment + HOUR, again=1, fees=())
        self._change(shop, entry, entry, again)
        return _planted(
            "refund_twice",
            "refund_deducted_twice",
            shop,
            (entry, again),
            again.total,
            "退款扣了两次",
        )

    def _kept(self, shop: str, month: int, day: int) -> Planted:
        entry = self._find(shop, month, day, lambda each: each.kind == REFUND)
        self._change(shop, entry)
        return _planted(
            "refund_kept", "refund_not_deducted", shop, (entry,), -entry.total, "退款没有扣"
        )

    def _unsubsidised(self, shop: str, month: int, day: int) -> Planted:
        entry = self._find(shop, month, day, lambda each: _plain(each) and each.subsidy > 200)
        paid = entry._replace(subsidy=0)
        self._change(shop, entry, paid)
        return _planted(
            "subsidy_missing", "subsidy_not_paid", shop, (paid,), -entry.subsidy, "平台补贴没有付"
        )

    def _duplicated(self, shop: str, month: int, day: int) -> Planted:
        entry = self._find(shop, month, day, _plain)
        again = entry._replace(moment=entry.moment + 60, again=1, fees=())
        self._change(shop, entry, entry, again)
        return _planted(
            "receipt_twice",
            "duplicated",
            shop,
            (entry, again),
            again.total,
            "同一笔收入记了两次，流水号不同",
        )

    def _lone(
        self, kind: str, what: str, shop: str, month: int, day: int, amount: int, zh: str
    ) -> Planted:
        moment = (self.months[month][0] + day - 1) * DAY + 15 * HOUR + 40
        entry = Entry(moment, what, 9_100_000 + moment // DAY, other=amount)
        self.entries[shop].append(entry)
        return _planted(kind, kind, shop, (entry,), amount, zh)

    def _along(self, kind: str, what: str, shop: str, every: int, amount: int, zh: str) -> Planted:
        """Small amounts beside every so-manieth order."""
        orders = [e for e in self.entries[shop] if _plain(e) and (shop, e.serial) not in self.used]
        made = tuple(
            Entry(each.moment + 30, what, each.serial, each.order, each.line, other=amount)
            for each in orders[every // 2 :: every]
        )
        made = tuple(each for each in made if each.moment < self.window.end)
        self.entries[shop].extend(made)
        return Planted(
            kind, kind, shop, made, amount * len(made),
            made[0].moment // DAY, made[-1].moment // DAY, zh,
        )  # fmt: skip

    def _late(self, shop: str, month: int, day: int) -> Planted:
        entry = self._find(shop, month, day, _plain)
        self._change(shop, entry)
        self.late[shop] = [entry]
        return _planted(
            "late_row", LATE_ROW, shop, (entry,), -_due(entry), "月结之后才补来的账单行"
        )


def _due(entry: Entry) -> int:
    """What the order should bring before fees."""
    return entry.goods + entry.subsidy + entry.refund


def _plain(entry: Entry) -> bool:
    """An order of one line, paid out without a refund."""
    order = entry.order
    return (
        entry.kind == SETTLE
        and order is not None
        and len(order.lines) == 1
        and order.refund is None
    )


def _planted(
    key: str, kind: str, shop: str, entries: tuple[Entry, ...], amount: int, zh: str
) -> Planted:
    first, last = entries[0].moment // DAY, entries[-1].moment // DAY
    return Planted(key, kind, shop, entries, amount, first, last, zh)
