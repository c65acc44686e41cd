"""Files of parcels, stock and customer service as the systems write them, obviously made up."""

import csv
import io
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from luoxuan.foundation.intake import services
from luoxuan.foundation.people.models import Brand

TRACKING = ("运单号", "物流公司", "订单号", "发货时间", "揽收时间", "最新轨迹时间", "最新轨迹", "物流状态", "签收时间", "异常类型")  # fmt: skip
WARNING = ("交易单号", "子交易单号", "超时类型", "支付时间", "应揽收时间", "异常类型", "买家姓名", "物流公司", "运单号")  # fmt: skip
STOCK = ("款式编码", "商品编码", "名称", "规格", "数量", "订单占有", "安全库存下限", "可用数")
AGENTS = ("日期", "旺旺", "咨询人数", "接待人数", "首次响应(秒)", "客户满意率")
ERP = ("订单编号", "店铺", "子单原始单号", "订单状态", "付款时间", "发货时间", "物流公司", "物流单号", "商家编码", "货品编号", "下单数量", "实发数量", "分摊后总价")  # fmt: skip


def written(header: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A table as text."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


def brought(brand: Brand, folder: Path, name: str, text: str, at: datetime) -> str:
    """Import one table; the layout that read it."""
    path = folder / name
    path.write_text(text, encoding="utf-8-sig")
    (report,) = services.files_import(brand=brand, files=[services.IncomingFile(path, name)], at=at)
    assert report.status == "imported", report.message
    return str(report.layout)
