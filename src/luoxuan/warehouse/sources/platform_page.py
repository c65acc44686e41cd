"""The list of reports Luoxuan knows, written from the layouts: docs/users/platforms.md (9.1)."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from luoxuan.warehouse.sources.layout import Layout
from luoxuan.warehouse.sources.library import load_layouts

PAGE = Path("docs/users/platforms.md")

PLATFORMS = {
    "taobao": "淘宝 / 天猫 Taobao, Tmall",
    "jd": "京东 JD",
    "douyin": "抖音 Douyin",
    "pdd": "拼多多 Pinduoduo",
    "kuaishou": "快手 Kuaishou",
    "xiaohongshu": "小红书 Xiaohongshu",
    "wechat_shop": "微信小店 WeChat shop",
    "youzan": "有赞 Youzan",
    "weimob": "微盟 Weimob",
    "shopify": "Shopify",
    "woocommerce": "WooCommerce",
    "amazon": "Amazon",
    "tiktok_shop": "TikTok Shop",
    "sycm": "生意参谋 Sycm",
    "alimama": "阿里妈妈 Alimama",
    "qianchuan": "巨量千川 Qianchuan",
    "jingzhuntong": "京准通 Jingzhuntong",
    "juguang": "聚光 Juguang",
    "google_ads": "Google Ads",
    "meta_ads": "Meta Ads",
    "ga4": "Google Analytics 4",
    "alipay": "支付宝 Alipay",
    "wechat_pay": "微信支付 WeChat Pay",
    "customer_service": "客服 Customer service",
    "logistics": "物流 Logistics",
    "jushuitan": "聚水潭 Jushuitan",
    "wangdiantong": "旺店通 Wangdiantong",
    "luoxuan": "自己维护的表 Tables you keep yourself",
}
"""What a merchant calls a platform, in the order of the page."""

HEAD = """# Reports Luoxuan knows

Written from the layouts by `python -m luoxuan.warehouse.sources.platform_page`; do not edit.

A report is known by its columns, never by its name or ending. Columns may stand in any order; a column the page names
as needed must be there, every other one may be missing, and the import then says which numbers cannot be had.
A file that no row below describes comes in through the mapping wizard.
"""


def page(layouts: Iterable[Layout]) -> str:
    """The page: what is read, what is recognised and left for later, what is refused."""
    known = sorted(layouts, key=lambda layout: (list(PLATFORMS).index(layout.platform), layout.id))
    read = [layout for layout in known if layout.supported and not layout.refuse]
    later = [layout for layout in known if not layout.supported]
    refused = [layout for layout in known if layout.refuse]
    lines = [HEAD, "## Read", "", "| platform | report | layout | needed columns | fills |"]
    lines += ["|---|---|---|---|---|", *_read_rows(read)]
    lines += ["", "## Recognised, read by a later version", "", "| platform | report | layout |"]
    lines += ["|---|---|---|", *(f"{_opening(layout)} |" for layout in later)]
    lines += ["", "## Refused", "", "| platform | report | layout | why |", "|---|---|---|---|"]
    lines += [f"{_opening(layout)} | {layout.refuse} |" for layout in refused]
    return "\n".join(lines) + "\n"


def _read_rows(layouts: list[Layout]) -> Iterator[str]:
    for layout in layouts:
        needed = dict.fromkeys(
            (*layout.detect.must, *(column.name for column in layout.columns if column.required))
        )
        tables = dict.fromkeys(emit.table for emit in layout.emit)
        yield f"{_opening(layout)} | {', '.join(needed)} | {', '.join(tables)} |"


def _opening(layout: Layout) -> str:
    return f"| {PLATFORMS[layout.platform]} | {layout.title} | `{layout.id}`"


if __name__ == "__main__":
    PAGE.write_text(page(load_layouts()), encoding="utf-8")
