"""The brand's Alipay account: Taobao's money order by order, what the other platforms pay out, what goes to the bank."""

import io
import zipfile
from typing import NamedTuple

from luoxuan.demo.bills.books import Books
from luoxuan.demo.bills.entry import WITHDRAWAL, Entry
from luoxuan.demo.bills.planting import OPEN
from luoxuan.demo.bills.taobao import Movement, movements
from luoxuan.demo.brand import SHOP
from luoxuan.demo.cells import Row, columns, gbk, minimal, yuan
from luoxuan.demo.drafts import Period
from luoxuan.demo.ids import line_number, order_number, payment_number
from luoxuan.demo.window import DAY, HOUR, Window

ACCOUNT = "20889990001110156"
OPENING = 5_231_840
REMOVED = (13, -128_000)
"""Day of the month and amount of the line that was taken out."""
HEADER: Row = columns(
    "账务流水号,业务流水号,商户订单号,商品名称,发生时间,对方账号,收入金额（+元）,支出金额（-元）,账户余额（元）,交易渠道,业务类型,备注,业务描述,业务账单来源,"
    "业务基础订单号,业务订单号"
)
RULE = "#-----------------------------------------账务明细列表{}----------------------------------------"
PAID_OUT = {
    "douyin": "抖店", "pdd": "拼多多", "xiaohongshu": "小红书", "wechat_shop": "微信小店",
}  # fmt: skip


class Line(NamedTuple):
    """A movement of the account."""

    moment: int
    number: str
    business_number: str
    order: str
    sub_order: str
    title: str
    amount: int
    kind: str
    words: str
    remark: str = ""
    is_removed: bool = False


def lines(books: Books) -> list[Line]:
    """All movements, oldest first."""
    window = books.story.window
    found = [traded(window, each) for each in movements(books.by_shop["taobao"])]
    found += [_paid_out(window, shop, entry) for shop, entry in arrivals(books)]
    found.append(removed(books))
    return sorted(found, key=lambda line: (line.moment, line.number))


def arrivals(books: Books) -> list[tuple[str, Entry]]:
    """Withdrawals as they come in: two hours later, but two of them together on the day after the second."""
    merged = books.merged
    found = [
        (shop, entry._replace(moment=entry.moment + 2 * HOUR, other=-entry.other))
        for shop in PAID_OUT
        for entry in books.by_shop[shop]
        if entry.kind == WITHDRAWAL and entry not in merged
    ]
    if merged:
        last = merged[-1]
        together = -sum(entry.other for entry in merged)
        both = last._replace(moment=last.moment + DAY, other=together)
        found.append((books.planting.merged[0], both))
    return found


def removed(books: Books) -> Line:
    """The line somebody took out of the file: the balance after it does not follow from the one before."""
    window, (first, _last) = books.story.window, books.months[OPEN]
    moment = (first + REMOVED[0] - 1) * DAY + 16 * HOUR + 1_111
    number = _number(window, moment, 880_000_000_001)
    return Line(
        moment, number, number, "", "", "采购货款", REMOVED[1], "转账", "转账", is_removed=True
    )


def _number(window: Window, moment: int, serial: int) -> str:
    return f"3{window.day_texts[moment // DAY].replace('-', '')}{serial:012d}"


def traded(window: Window, each: Movement) -> Line:
    """A movement of the Tmall shop as Alipay books it."""
    order = each.entry.order
    if order is None:
        raise ValueError("Taobao books by orders")
    number = order_number(SHOP["taobao"], window, order)
    moment = each.entry.moment + 2 * each.part
    return Line(
        moment if moment // DAY == each.entry.moment // DAY else each.entry.moment,
        _number(window, each.entry.moment, each.entry.number(each.part)),
        payment_number(window, order),
        number,
        line_number(number, 0, len(order.lines)),
        order.lines[0].sku.title,
        each.amount,
        each.alipay_kind,
        each.words,
    )


def _paid_out(window: Window, shop: str, entry: Entry) -> Line:
    serial = 700_000_000_000 + entry.number() % 10**10 * 10 + list(PAID_OUT).index(shop)
    number = _number(window, entry.moment, serial)
    return Line(
        entry.moment, number, number, "", "", f"{PAID_OUT[shop]}提现", entry.other, "转账",
        "转账", f"{SHOP[shop].name}提现",
    )  # fmt: skip


def month_file(window: Window, period: Period, found: list[Line], balance: int) -> bytes:
    """The zip Alipay gives: a summary first, then the detail; balances run on from `balance`."""
    first, last = (window.day_texts[day] for day in period)
    rows: list[Row] = [HEADER]
    for line in found:
        balance += line.amount
        if not line.is_removed:
            rows.append(_row(window, line, balance))
    name = f"{ACCOUNT}_{first[:4]}{first[5:7]}_账务明细"
    text = _head(first, last) + minimal(rows, end="\r\n") + _foot(window, found)
    summary = (
        f"#支付宝账务汇总查询\r\n#账号：[{ACCOUNT}]\r\n类型,笔数,金额\r\n合计,{len(found)},\r\n"
    )
    return _zip({f"{name}(汇总).csv": gbk(summary), f"{name}.csv": gbk(text)})


def _head(first: str, last: str) -> str:
    def day(text: str) -> str:
        return f"{text[:4]}年{text[5:7]}月{text[8:]}日"

    return (
        f"#支付宝账务明细查询\r\n#账号：[{ACCOUNT}]\r\n"
        f"#起始日期：[{day(first)} 00:00:00]   终止日期：[{day(last)} 23:59:59]\r\n"
        f"{RULE.format('')}\r\n"
    )


def _foot(window: Window, found: list[Line]) -> str:
    out = [line.amount for line in found if line.amount < 0 and not line.is_removed]
    came = [line.amount for line in found if line.amount >= 0]
    moment = window.exported
    return (
        f"{RULE.format('结束')}\r\n#支出合计：{len(out)}笔，共{yuan(sum(out))}元\r\n"
        f"#收入合计：{len(came)}笔，共{yuan(sum(came))}元\r\n"
        f"#导出时间：[{moment:%Y年%m月%d日 %H:%M:%S}]\r\n"
    )


def _row(window: Window, line: Line, balance: int) -> Row:
    came, out = (yuan(line.amount), " ") if line.amount >= 0 else (" ", yuan(line.amount))
    order = f"T200P{line.order}" if line.order else ""
    cells = [
        *(line.number, line.business_number, order, line.title, window.text(line.moment)),
        *("dem***@example.com", came, out, yuan(balance), "余额", line.kind, line.remark),
        *(line.words, "淘宝" if line.order else "支付宝", line.order, line.sub_order),
    ]
    return [f"{cell}\t" for cell in cells]


def _zip(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return buffer.getvalue()
