"""What explains the sales: traffic, advertising and live sessions, by quarter."""

from collections.abc import Iterator

from luoxuan.demo.biff import xls
from luoxuan.demo.cells import Row, gbk, minimal, utf8_bom
from luoxuan.demo.dirt import CLEAN, Report
from luoxuan.demo.drafts import Draft, ExportFile, Period, quarter_name
from luoxuan.demo.shapes import ads, douyin, sycm
from luoxuan.demo.story import Story
from luoxuan.demo.workbook import xlsx, zipped

DAILY_SOURCES = 15
"""Traffic sources are downloaded day by day for the last days, by month before."""


def demand_files(story: Story) -> Iterator[ExportFile]:
    """All files that are not orders or cases."""
    for period in story.window.quarters():
        yield from _traffic(story, period)
        yield from _text_ads(story, period)
        yield from _sheet_ads(story, period)
    for period in _source_periods(story):
        yield _sources(story, period)


def _traffic(story: Story, period: Period) -> Iterator[ExportFile]:
    window, name = story.window, quarter_name(story.window, period)
    days = [(day, story.traffic.shop[day]) for day in range(period[0], period[1] + 1)]
    report = sycm.shop_days(window, days, story.ads_between("alimama", *period))
    path = f"sycm/【生意参谋平台】店铺整体_{name}.xlsx"
    yield Draft(path, "taobao", period, report).file(window, lambda rows: xlsx([("取数", rows)]))
    rows = sycm.goods_days(window, story.product_days(*period))
    first, last = (window.day_texts[day] for day in period)
    path = f"sycm/【生意参谋平台】商品_全部_{first}_{last}.xls"
    yield _sheet(story, path, period, rows, xls([("Sheet1", _texts(rows))]))


def _text_ads(story: Story, period: Period) -> Iterator[ExportFile]:
    window, name = story.window, quarter_name(story.window, period)
    first, last = (window.day_texts[day].replace("-", "") for day in period)
    report = ads.alimama(window, story.ads_between("alimama", *period), story.products)
    path = f"alimama/商品报表_{first}_{last}"
    yield Draft(f"{path}.zip", "taobao", period, report).file(
        window,
        lambda rows: zipped(f"商品报表_{first}_{last}_1.csv", gbk(minimal(rows, end="\r\n"))),
    )
    report = ads.jingzhuntong(window, story.ads_between("jingzhuntong", *period), story.products)
    path = f"jingzhuntong/京准通_快车_{name}.csv"
    yield Draft(path, "jd", period, report).file(
        window, lambda rows: gbk(minimal(rows, end="\r\n"))
    )
    report = ads.qianchuan(window, story.ads_between("qianchuan", *period))
    path = f"qianchuan/千川计划报表_{name}.csv"
    yield Draft(path, "douyin", period, report).file(
        window, lambda rows: utf8_bom(minimal(rows, end="\r\n"))
    )


def _sheet_ads(story: Story, period: Period) -> Iterator[ExportFile]:
    window, name = story.window, quarter_name(story.window, period)
    report = ads.uni(window, story.ads_between("live", *period))
    path = f"qianchuan/全域数据_直播分析_{name}.xlsx"
    yield (
        Draft(path, "douyin", period, report)
        .file(window, lambda rows: xlsx([("Sheet1", rows)]))
        ._replace(rows=len(report.rows) - 1)
    )
    report = douyin.live_sessions(window, story.live_between(*period))
    yield Draft(f"douyin/直播场次_{name}.xlsx", "douyin", period, report).file(
        window, lambda rows: xlsx([("直播场次", rows)])
    )
    report = ads.juguang(window, story.ads_between("juguang", *period))
    yield Draft(f"juguang/聚光_创意报表_{name}.xlsx", "xiaohongshu", period, report).file(
        window, lambda rows: xlsx([("Sheet1", rows)])
    )
    rows = ads.pdd(window, story.ads_between("pdd", *period), story.products)
    path = f"pdd/商品推广_{name}.xlsx"
    yield _sheet(story, path, period, rows, xlsx([("推广", rows)]))._replace(
        shop="pdd", rows=len(rows) - 3
    )


def _source_periods(story: Story) -> list[Period]:
    """Months, then single days; a period is a partial one where the two meet."""
    daily = max(story.window.length - DAILY_SOURCES, 0)
    months = [(first, min(last, daily - 1)) for first, last in story.window.months()]
    kept = [period for period in months if period[0] <= period[1]]
    return kept + [(day, day) for day in range(daily, story.window.length)]


def _sources(story: Story, period: Period) -> ExportFile:
    first, last = (story.window.day_texts[day] for day in period)
    rows = sycm.sources(first, last, story.visits_of(*period))
    name = first if first == last else f"{first}_{last}"
    sheets = [("全店流量来源", _texts(rows)), ("分载体", [["流量载体", "访客数"], ["商品", "1"]])]
    path = f"sycm/【生意参谋】全店流量来源_{name}.xls"
    made = _sheet(story, path, period, rows, xls(sheets))
    return made._replace(rows=len(sycm.LEAVES))


def _sheet(story: Story, path: str, period: Period, rows: list[Row], data: bytes) -> ExportFile:
    """A file whose report has a title block of four lines and a header."""
    report = Report(rows[0], rows[5:], ())
    return Draft(path, "taobao", period, report).file(story.window, lambda _: data, CLEAN)


def _texts(rows: list[Row]) -> list[list[str]]:
    return [[str(cell) for cell in row] for row in rows]
