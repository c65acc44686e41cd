"""Xiaohongshu: 店铺余额明细 with its balance, and 货款结算明细, the same settlements taken apart."""

from collections.abc import Iterable, Iterator

from luoxuan.demo.bills.entry import WITHDRAWAL, Entry
from luoxuan.demo.bills.terms import COMMISSION, INFLUENCER
from luoxuan.demo.brand import SHOP
from luoxuan.demo.cells import Row, columns, yuan
from luoxuan.demo.ids import order_number
from luoxuan.demo.orders import Order
from luoxuan.demo.window import Window

XIAOHONGSHU = SHOP["xiaohongshu"]
BALANCE: Row = columns("创建时间,交易类型描述,收入（元）,支出（元）,账户余额（元）,业务单号,备注")
SETTLED: Row = columns(
    "订单号,售后单号,下单时间,结算时间,交易类型,结算账户,动账金额,计佣基数,商品实付/实退,运费实付/实退,平台优惠补贴,平台运费补贴,跨境税代缴,商品税金,运费税金,佣金,"
    "支付渠道费,分销佣金,代运营服务商佣金,代开发服务商佣金,花呗分期手续费,国补订单毛保金额,备注"
)


def case_number(order: Order) -> str:
    """The platform's after-sale number."""
    return f"R{5 + order.salt % 4}{order.salt % 10**9:09d}{order.serial:06d}"


def balance(window: Window, found: Iterable[Entry], opening: int) -> list[Row]:
    """余额明细's rows, header first; the balance runs on from `opening`."""
    rows: list[Row] = [BALANCE]
    for entry in found:
        for words, number, amount in movements(window, entry):
            opening += amount
            came, out = (yuan(amount), "") if amount > 0 else ("", yuan(-amount))
            rows.append([window.text(entry.moment), words, came, out, yuan(opening), number, ""])
    return rows


def movements(window: Window, entry: Entry) -> Iterator[tuple[str, str, int]]:
    """Words, document and amount of each movement of the balance."""
    if entry.kind == WITHDRAWAL:
        yield "提现", f"TX{entry.number():012d}", entry.other
    if entry.order is None:
        return
    paid, back = _money(entry)
    if paid:
        yield "订单结算", order_number(XIAOHONGSHU, window, entry.order), sum(paid.values())
    if back:
        yield "售后退款", case_number(entry.order), sum(back.values())


def settled(window: Window, found: Iterable[Entry]) -> list[Row]:
    """货款结算明细's rows, header first."""
    return [SETTLED, *(row for entry in found for row in _settled(window, entry))]


def _money(entry: Entry) -> tuple[dict[str, int], dict[str, int]]:
    """What an order brought, and what its case took back: goods, freight, subsidy, fees."""
    order = entry.order
    if order is None:
        return {}, {}
    freight = order.shipping if entry.goods else 0
    fees = {name: entry.fee(name) for name in (COMMISSION, INFLUENCER)}
    returned = {name: -amount * -entry.refund // _base(entry) for name, amount in fees.items()}
    paid = {
        "goods": entry.goods - freight,
        "freight": freight,
        "subsidy": entry.subsidy,
        **{name: amount - returned[name] for name, amount in fees.items()},
    }
    back = {"goods": entry.refund, "freight": 0, "subsidy": 0, **returned} if entry.refund else {}
    return paid, back


def _base(entry: Entry) -> int:
    return max(entry.goods + entry.subsidy + entry.refund, 1)


def _settled(window: Window, entry: Entry) -> Iterator[Row]:
    if entry.order is None:
        return
    for words, money in zip(("订单结算", "售后退款"), _money(entry), strict=True):
        if money:
            yield _row(window, entry, entry.order, words, money)


def _row(window: Window, entry: Entry, order: Order, words: str, money: dict[str, int]) -> Row:
    base = money["goods"] + money["freight"] + money["subsidy"]
    return [
        order_number(XIAOHONGSHU, window, order),
        case_number(order) if words == "售后退款" else "",
        *(window.text(order.created), window.text(entry.moment), words, "店铺余额"),
        *(yuan(sum(money.values())), yuan(base), yuan(money["goods"]), yuan(money["freight"])),
        *(yuan(money["subsidy"]), "0.00", "", "", "", yuan(money[COMMISSION]), "0.00"),
        *(yuan(money[INFLUENCER]), "", "", "", "", ""),
    ]
