"""Where the parcels of the last weeks are: 物流跟踪, one file per shop; two of them have not moved for days."""

from typing import NamedTuple

from luoxuan.demo.brand import SHOPS, Shop
from luoxuan.demo.cells import Row, columns, gbk, minimal
from luoxuan.demo.drafts import ExportFile
from luoxuan.demo.ids import order_number, parcel
from luoxuan.demo.orders import Order
from luoxuan.demo.story import Story
from luoxuan.demo.window import DAY, HOUR

HEADER: Row = columns(
    "运单号,物流公司,订单号,发货时间,揽收时间,最新轨迹时间,最新轨迹,物流状态,签收时间,异常类型"
)
WEEKS = 3
QUIET = 12 * HOUR
"""A healthy parcel on its way was seen no longer ago."""
STUCK_SINCE = 5
"""Days for which the stuck parcels have not moved."""
TRACKED = ("taobao", "jd", "pdd")


class Parcel(NamedTuple):
    """A parcel as the carrier knows it."""

    shop: Shop
    order: Order
    seen: int
    is_stuck: bool

    @property
    def picked_up(self) -> int:
        """Three hours after it was handed over."""
        return (self.order.shipped or 0) + 3 * HOUR


def parcels(story: Story, shop: Shop) -> list[Parcel]:
    """Parcels sent in the last weeks and picked up by now."""
    end, first = story.window.end, (story.window.length - 7 * WEEKS) * DAY
    sent = [o for o in story.orders[shop.key] if o.shipped is not None and o.shipped >= first]
    found = [_parcel(shop, order, end) for order in sent if (order.shipped or 0) + 3 * HOUR < end]
    stuck = next(
        (
            each
            for each in found
            if shop.key in TRACKED[:2]
            and each.order.state == "shipped"
            and each.picked_up + 2 * HOUR < end - STUCK_SINCE * DAY
        ),
        None,
    )
    return [
        each._replace(is_stuck=True, seen=end - STUCK_SINCE * DAY - HOUR) if each is stuck else each
        for each in found
    ]


def stuck_parcels(story: Story) -> list[Parcel]:
    """The planted ones."""
    return [each for shop in SHOPS for each in parcels(story, shop) if each.is_stuck]


def parcel_files(story: Story) -> list[ExportFile]:
    """One file per shop whose parcels are followed."""
    made = []
    first = story.window.day_texts[story.window.length - 7 * WEEKS]
    last = story.window.day_texts[story.window.length - 1]
    for shop in SHOPS:
        if shop.key not in TRACKED:
            continue
        rows = [HEADER, *(_row(story, each) for each in parcels(story, shop))]
        path = f"logistics/物流跟踪_{shop.key}_{last.replace('-', '')}.csv"
        data = gbk(minimal(rows, end="\r\n"))
        made.append(ExportFile(path, data, shop.key, len(rows) - 1, first, last))
    return made


def _parcel(shop: Shop, order: Order, end: int) -> Parcel:
    if order.completed is not None:
        return Parcel(
            shop, order, max(order.completed - 5 * HOUR, (order.shipped or 0) + 4 * HOUR), False
        )
    quiet = order.serial % 11 * HOUR + 600
    return Parcel(shop, order, max((order.shipped or 0) + 3 * HOUR, end - quiet), False)


def _row(story: Story, each: Parcel) -> Row:
    order, window = each.order, story.window
    tracking, carrier = parcel(order)
    done = order.completed is not None
    words = "快件已签收,签收人:本人" if done else "快件到达中转站"
    return [
        *(f"{tracking}\t", carrier, f"{order_number(each.shop, window, order)}\t"),
        *(window.text(order.shipped), window.text(each.picked_up), window.text(each.seen)),
        *(f"【{order.place.city}】{words}", "已签收" if done else "运输中"),
        window.text(each.seen) if done else "",
        "超5天未更新" if each.is_stuck else "",
    ]
