"""A seeded order-line export of any length, dirty as real ones are, in GBK and in UTF-8."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

NAME = "ExportOrderDetailList202609301016.csv"
HEADER = "子订单编号,主订单编号,商品标题,商品价格,购买数量,买家实付金额,订单状态,订单创建时间"
STATUSES = ("交易成功", "交易成功", "交易成功", "交易关闭", "等待买家付款")
START = datetime(2026, 1, 1)  # noqa: DTZ001 - the file has no zone
FULL = str.maketrans("0123456789", "０１２３４５６７８９")
CHUNK = 20_000


def write_exports(folder: Path, rows: int, seed: int = 7) -> tuple[Path, Path]:
    """The same lines in GBK and in UTF-8."""
    gbk, utf8 = folder / NAME, folder / "utf8.csv"
    with (
        gbk.open("w", encoding="gb18030", newline="") as one,
        utf8.open("w", encoding="utf-8", newline="") as other,
    ):
        block: list[str] = [HEADER]
        for line in _lines(rows, random.Random(seed)):
            block.append(line)
            if len(block) >= CHUNK:
                text = "\r\n".join(block) + "\r\n"
                one.write(text)
                other.write(text)
                block = []
        text = "\r\n".join([*block, "合计" + "," * 7]) + "\r\n"
        one.write(text)
        other.write(text)
    return gbk, utf8


def _lines(rows: int, chance: random.Random) -> Iterator[str]:
    kept: list[str] = []
    for number in range(rows):
        draw = chance.random()
        if draw < 0.01 and kept:
            yield chance.choice(kept)
            continue
        line = _line(number, chance, draw)
        if number % 997 == 0 and draw > 0.2:
            kept.append(line)
        yield line


def _line(number: int, chance: random.Random, draw: float) -> str:
    order = 4_000_000_000_000_000_000 + number // 2 * 13
    line = order + number % 2
    price, pieces = chance.randint(990, 199_900), chance.randint(1, 3)
    paid = f"{price * pieces / 100:.2f}"
    at = START + timedelta(seconds=number % 23_000_000)
    written = f"{at:%Y-%m-%d %H:%M:%S}"
    ids = f"{line},{order}"
    quantity = str(pieces)
    if draw < 0.04:
        paid = f'"¥{price * pieces / 100:,.2f}"'
    elif draw < 0.06:
        quantity = quantity.translate(FULL)
    elif draw < 0.09:
        written = f"{at.year}年{at.month}月{at.day}日 {at:%H:%M:%S}"
    elif draw < 0.12:
        written = f"{at.year}/{at.month}/{at.day} {at:%H:%M}"
    elif draw < 0.17:
        ids = f'="{line}",="{order}"'
    elif draw < 0.18:
        paid += "元"
    elif draw < 0.185:
        written += "\t"
    status = STATUSES[number // 2 % len(STATUSES)]
    return f"{ids},四件套{number % 150:03d},{price / 100:.2f},{quantity},{paid},{status},{written}"
