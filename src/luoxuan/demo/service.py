"""Customer service of the last weeks: 千牛, 飞鸽 and Pinduoduo by agent and day; on one day the answers were slow."""

import random
from typing import NamedTuple

from luoxuan.demo.biff import xls
from luoxuan.demo.cells import Row, columns, minimal, percent, utf8_bom, yuan
from luoxuan.demo.drafts import ExportFile
from luoxuan.demo.story import Story
from luoxuan.demo.workbook import xlsx

QIANNIU: Row = columns(
    "日期,旺旺,咨询人数,接待人数,询单人数,询单->最终付款人数,询单->最终付款成功率,首次响应(秒),平均响应(秒),旺旺回复率,客户满意率,销售额"
)
FEIGE: Row = columns(
    "日期,客服昵称,账号名称,人工已接待人数,人工已接待会话量,不满意率,3分钟人工回复率(会话),首次响应时长（秒）,平均响应时长（秒）,满意率,客服销售额（元）,询单人数,下单人数,"
    "支付人数,询单转化率,PC在线时长（时）"
)
PDD: Row = columns(
    "客服账号,统计时间,咨询人数,需人工回复的咨询人数,人工接待人数,3分钟人工回复率(8-23点),30秒应答率,平均人工响应时长,询单人数,最终成团人数,询单转化率,客服销售额"
)
AGENTS = ("青岚演示:小一", "青岚演示:小二", "青岚演示:售后一")
DAYS = 28
SLOW_BACK = 4
"""Days before the last on which the Tmall shop answered slowly."""
SLOW, USUAL = (150, 210), (12, 28)
"""Seconds to the first answer."""


class Shift(NamedTuple):
    """What an agent did on a day; money in fen."""

    day: str
    agent: str
    asked: int
    answered: int
    buyers: int
    paid: int
    first_answer: int
    sales: int
    good: int
    """Of 10,000 ratings."""


def shifts(story: Story, shop: str) -> list[Shift]:
    """Every agent on every day; the more orders, the more questions."""
    rng = random.Random(f"{story.seed}/service/{shop}")
    found = []
    length = story.window.length
    for day in range(length - DAYS, length):
        orders = len(story.orders_between(shop, day, day))
        slow = shop == "taobao" and day == length - 1 - SLOW_BACK
        for agent in AGENTS:
            asked = round(orders * rng.uniform(0.5, 0.9)) + 6
            answered = asked - rng.randint(0, 2)
            buyers = max(round(asked * 0.33), 1)
            paid = round(buyers * rng.uniform(0.4, 0.55))
            found.append(
                Shift(
                    story.window.day_texts[day], agent, asked, answered, buyers, paid,
                    rng.randint(*(SLOW if slow else USUAL)),
                    paid * rng.randint(9_000, 14_000), rng.randint(8_600, 9_800),
                )
            )  # fmt: skip
    return found


def slow_day(story: Story) -> str:
    """The day of the slow answers."""
    return story.window.day_texts[story.window.length - 1 - SLOW_BACK]


def service_files(story: Story) -> list[ExportFile]:
    """One report per platform."""
    first, last = (story.window.day_texts[story.window.length - n] for n in (DAYS, 1))
    name = last.replace("-", "")
    title: list[Row] = [["客服绩效报表", *[""] * 11], [f"统计周期：{first}至{last}", *[""] * 11]]
    qianniu = [_qianniu(each) for each in shifts(story, "taobao")]
    asked = str(sum(each.asked for each in shifts(story, "taobao")))
    sums: list[Row] = [["全店汇总值", "", asked, *[""] * 9]]
    sheet = [[str(cell) for cell in row] for row in [*title, QIANNIU, *qianniu, *sums]]
    feige = [FEIGE, *(_feige(each) for each in shifts(story, "douyin"))]
    pdd = [PDD, *(_pdd(each) for each in shifts(story, "pdd"))]
    made = (
        ("taobao", f"customer_service/客服绩效_{name}.xls", xls([("客服绩效", sheet)])),
        ("douyin", f"customer_service/飞鸽客服数据_{name}.xlsx", xlsx([("Sheet1", feige)])),
        ("pdd", f"customer_service/拼多多客服绩效_{name}.csv", utf8_bom(minimal(pdd, end="\r\n"))),
    )
    return [
        ExportFile(path, data, shop, len(AGENTS) * DAYS, first, last) for shop, path, data in made
    ]


def _qianniu(each: Shift) -> Row:
    return [
        *(each.day, each.agent, each.asked, each.answered, each.buyers, each.paid),
        *(
            percent(each.paid, each.buyers),
            f"{each.first_answer}.00",
            f"{each.first_answer + 9}.00",
        ),
        *(percent(each.answered, each.asked), percent(each.good, 10_000), yuan(each.sales)),
    ]


def _feige(each: Shift) -> Row:
    return [
        *(each.day, each.agent[5:], f"demo_{AGENTS.index(each.agent)}", each.answered),
        *(each.answered + 5, percent(10_000 - each.good, 10_000), "96.00%"),
        *(f"{each.first_answer}.0", f"{each.first_answer + 9}.0", percent(each.good, 10_000)),
        *(each.sales / 100, each.buyers, each.paid + 1, each.paid),
        *(percent(each.paid, each.buyers), "8.00"),
    ]


def _pdd(each: Shift) -> Row:
    fast = 9_000 if each.first_answer <= 30 else 4_000
    return [
        *(each.agent, each.day, each.asked, each.answered, each.answered, "97.00%"),
        *(percent(fast + each.first_answer, 10_000), f"{each.first_answer + 9}秒"),
        *(each.buyers, each.paid, percent(each.paid, each.buyers), yuan(each.sales)),
    ]
