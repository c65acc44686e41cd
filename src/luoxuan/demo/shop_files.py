"""The shops' own exports: orders and after-sale cases."""

from collections.abc import Iterator
from datetime import UTC, timedelta, timezone

from luoxuan.demo.cells import Row, gbk, minimal, quoted, utf8, utf8_bom
from luoxuan.demo.dirt import CLEAN, Soil
from luoxuan.demo.drafts import Draft, ExportFile, Period, quarter_name
from luoxuan.demo.shapes import douyin, jd, pdd, taobao, wechat_shop, xiaohongshu
from luoxuan.demo.story import Story
from luoxuan.demo.workbook import xlsx

SHANGHAI = timezone(timedelta(hours=8))


def shop_files(story: Story) -> Iterator[ExportFile]:
    """Orders by month (Taobao) or quarter, cases by quarter; one month's orders come twice."""
    lists = [*_taobao_lists(story)]
    yield from lists
    twin = lists[-3]
    yield twin._replace(path=twin.path.replace(".csv", "_副本.csv"), copy_of=twin.path)
    yield from _taobao_lines(story)
    for number, period in enumerate(story.window.quarters()):
        yield from _taobao_refunds(story, period)
        yield from _jd(story, period, number)
        yield from _douyin(story, period, number)
        yield from _pdd(story, period, number)
        yield from _young_platforms(story, period, number)


def _stamp(story: Story, minutes: int, form: str) -> str:
    """The moment of a download, as file names carry it."""
    return f"{story.window.exported + timedelta(minutes=minutes):{form}}"


def _taobao_lists(story: Story) -> Iterator[ExportFile]:
    months = story.window.months()
    for number, period in enumerate(months):
        report = taobao.order_list(story.window, story.orders_between("taobao", *period))
        path = f"taobao/ExportOrderList{_stamp(story, number, '%Y%m%d%H%M')}.csv"
        soil = _list_soil(number - len(months), story.problems.lying_total)
        yield Draft(path, "taobao", period, report).file(story.window, _taobao_csv, soil)


def _list_soil(number: int, lie: int) -> Soil:
    """The last month but one has a totals row that lies; some others were touched by hand."""
    if number == -2:
        return Soil(totals=True, lie=lie)
    if number % 3 == 0:
        return Soil(repeated=3, totals=True)
    if number % 3 == 1:
        return Soil(
            typed_date="订单创建时间",
            typed_money="总金额",
            renamed=(("买家实际支付金额", "买家实付金额"),),
        )
    return CLEAN


def _taobao_csv(rows: list[Row]) -> bytes:
    return gbk(quoted(rows, end="\r\n", bare=1))


def _taobao_lines(story: Story) -> Iterator[ExportFile]:
    for number, period in enumerate(story.window.months()):
        report = taobao.order_lines(story.window, story.orders_between("taobao", *period))
        path = f"taobao/ExportOrderDetailList{_stamp(story, number, '%Y%m%d%H%M')}.csv"
        soil = Soil(repeated=2, totals=True) if number % 4 == 2 else CLEAN
        yield Draft(path, "taobao", period, report).file(
            story.window, lambda rows: gbk(minimal(rows, end="\r\n")), soil
        )


def _taobao_refunds(story: Story, period: Period) -> Iterator[ExportFile]:
    report = taobao.refund_list(story.window, story.refunds_between("taobao", *period))
    path = f"taobao/退款列表{quarter_name(story.window, period)}.xlsx"
    yield Draft(path, "taobao", period, report).file(
        story.window, lambda rows: xlsx([("退款列表", rows)]), Soil(typed_date="订单付款时间")
    )


def _jd(story: Story, period: Period, number: int) -> Iterator[ExportFile]:
    name, window = quarter_name(story.window, period), story.window
    report = jd.order_rows(window, story.orders_between("jd", *period))
    soil = Soil(repeated=2, renamed=(("商家应收", "结算金额"),)) if number == 0 else CLEAN
    path = f"jd/订单导出_{_stamp(story, number, '%Y%m%d')}_{name}.csv"
    yield Draft(path, "jd", period, report).file(
        window, lambda rows: gbk(quoted(rows, end="\r\n")), soil
    )
    report = jd.cases(window, story.refunds_between("jd", *period))
    yield Draft(f"jd/自主售后服务单_{name}.xlsx", "jd", period, report).file(
        window, lambda rows: xlsx([("服务单", rows)])
    )


def _douyin(story: Story, period: Period, number: int) -> Iterator[ExportFile]:
    name, window = quarter_name(story.window, period), story.window
    moment = window.exported.replace(tzinfo=SHANGHAI).astimezone(UTC)
    epoch = int(moment.timestamp()) + number
    report = douyin.order_lines(window, story.orders_between("douyin", *period))
    soil = Soil(repeated=4, totals=True) if number % 2 == 1 else CLEAN
    yield Draft(f"douyin/{epoch}_qinglan{name}.csv", "douyin", period, report).file(
        window, _douyin_csv, soil
    )
    report = douyin.cases(window, story.refunds_between("douyin", *period))
    yield Draft(f"douyin/{epoch}_aftersale{name}.csv", "douyin", period, report).file(
        window, _douyin_csv
    )


def _douyin_csv(rows: list[Row]) -> bytes:
    return utf8(quoted(rows, end="\n"))


def _pdd(story: Story, period: Period, number: int) -> Iterator[ExportFile]:
    window = story.window
    report = pdd.order_rows(window, story.orders_between("pdd", *period))
    soil = Soil(repeated=2, totals=True) if number == 2 else CLEAN
    path = f"pdd/orders_export{_stamp(story, number, '%Y-%m-%d-%H-%M-%S')}.csv"
    yield Draft(path, "pdd", period, report).file(
        window, lambda rows: utf8_bom(minimal(rows, end="\n")), soil
    )
    report = pdd.cases(window, story.refunds_between("pdd", *period))
    path = f"pdd/售后工作台_{quarter_name(window, period)}.csv"
    yield Draft(path, "pdd", period, report).file(
        window, lambda rows: utf8_bom(minimal(rows, end="\r\n"))
    )


def _young_platforms(story: Story, period: Period, number: int) -> Iterator[ExportFile]:
    """Xiaohongshu and WeChat give workbooks only."""
    name, window = quarter_name(story.window, period), story.window
    report = xiaohongshu.order_lines(window, story.orders_between("xiaohongshu", *period))
    path = f"xiaohongshu/订单信息_{name}.xlsx"
    yield Draft(path, "xiaohongshu", period, report).file(
        window, lambda rows: xlsx([("订单信息", rows)]), Soil(repeated=2, totals=number == 1)
    )
    report = wechat_shop.order_lines(window, story.orders_between("wechat_shop", *period))
    yield Draft(f"wechat_shop/微信小店订单_{name}.xlsx", "wechat_shop", period, report).file(
        window, lambda rows: xlsx([("Sheet1", rows)])
    )
