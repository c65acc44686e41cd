"""Order files of two shops of one brand, with the same made-up buyers in both."""

from pathlib import Path

YOUZAN = "订单号,订单状态,订单创建时间,买家付款时间,全部商品名称,商品种类数,订单实付金额,收货人/提货人,收货人手机号/提货人手机号,收货人省份,收货人城市,收货人地区,详细收货地址/提货地址,归属店铺"
TAOBAO = "订单编号,买家会员名,买家应付货款,买家应付邮费,总金额,买家实际支付金额,订单状态,收货人姓名,收货地址,联系手机,订单创建时间,订单付款时间,宝贝标题,宝贝总数量,店铺名称"


def youzan_file(folder: Path, *people: tuple[str, str, str], name: str = "youzan.csv") -> Path:
    """One order per person: name, phone, address."""
    lines = [
        f"E2026{n:018d},交易完成,2026-09-0{n + 1} 10:00:00,2026-09-0{n + 1} 10:01:00,演示茶,1,99.00,{who},{phone},浙江省,杭州市,西湖区,{where},演示有赞店"
        for n, (who, phone, where) in enumerate(people)
    ]
    return _written(folder / name, YOUZAN, lines)


def taobao_file(folder: Path, *people: tuple[str, str, str], name: str = "ExportOrderList202609100000.csv") -> Path:  # fmt: skip
    """One order per person: name, phone, address."""
    lines = [
        f"48012345678{n:08d},演示会员{n},99.00,0.00,99.00,99.00,交易成功,{who},{where},'{phone},2026-09-0{n + 1} 12:00:00,2026-09-0{n + 1} 12:01:00,演示茶,1,演示淘宝店"
        for n, (who, phone, where) in enumerate(people)
    ]
    return _written(folder / name, TAOBAO, lines)


def _written(path: Path, header: str, lines: list[str]) -> Path:
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return path
