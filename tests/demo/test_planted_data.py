"""Each planted problem is really in the files: counted slowly from their cells."""

import csv
import hashlib
import io
from collections import Counter
from decimal import Decimal

import python_calamine as calamine

from luoxuan.demo.answer_sheet import sheet
from tests.demo.conftest import Folder
from tests.shared_material import ROOT


def test_one_code_has_two_prices(folder: Folder) -> None:
    answer = folder.answer("price_conflict")
    code = answer["subject"]["merchant_sku"]
    dear = {
        Decimal(row["商品价格"])
        for row in folder.texts("taobao/ExportOrderDetailList*.csv", "gb18030")
        if row["外部系统编号"] == code and answer["first_day"] <= row["订单创建时间"][:10]
    }
    sold = Counter(
        (row["订单号"][:6], Decimal(row["商品总价(元)"]) / int(row["商品数量(件)"]))
        for row in folder.texts("pdd/orders_export*.csv", "utf-8-sig")
        if row["商家编码-规格维度"] == code
    )
    first = answer["first_day"][2:].replace("-", "")
    cheap = {price for (day, price) in sold if day >= first}
    before = {price for (day, price) in sold if day < first}
    assert dear == {Decimal(answer["size"]["other_price"])}
    assert cheap == {Decimal(answer["size"]["price"])}
    assert 1 - max(cheap) / max(dear) > Decimal("0.15")
    assert 1 - max(before) / max(dear) < Decimal("0.15")
    assert len({day for day, _ in sold if day >= first}) == 7


def test_conversion_halves_on_a_day(folder: Folder) -> None:
    answer = folder.answer("conversion_break")
    rates = []
    for path in sorted(folder.files.glob("sycm/*店铺整体_*.xlsx")):
        header, *rows = calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
        places = [header.index(name) for name in ("统计日期", "支付买家数", "访客数")]
        rates += [tuple(row[place] for place in places) for row in rows]
    broken = [buyers / seen for day, buyers, seen in rates if day >= answer["first_day"]]
    before = [buyers / seen for day, buyers, seen in rates if day < answer["first_day"]][-14:]
    assert len(broken) == 3
    assert max(broken) < 0.65 * min(before)


def test_nights_of_equal_orders_from_one_city(folder: Folder) -> None:
    answer = folder.answer("brushing")
    bursts = Counter(
        (row["订单提交时间"][:13], row["市"], row["商家编码"], row["订单应付金额"])
        for row in folder.texts("douyin/*_qinglan*.csv", "utf-8")
    )
    nights = answer["subject"]["nights"].split(",")
    amount, subject = answer["size"]["amount"], answer["subject"]
    planted = {
        (f"{day} 02", subject["city"], subject["merchant_sku"], amount): 24 for day in nights
    }
    assert {burst: n for burst, n in bursts.items() if n >= 10} == planted


def test_a_campaign_burns_money_and_no_other_does(folder: Folder) -> None:
    answer = folder.answer("burning_campaign")
    spend: Counter[str] = Counter()
    value: Counter[str] = Counter()
    for row in folder.texts("jingzhuntong/*.csv", "gb18030"):
        spend[row["计划ID"]] += Decimal(row["花费"])
        value[row["计划ID"]] += Decimal(row["总订单金额"])
    low = {plan for plan in spend if value[plan] < Decimal("0.5") * spend[plan]}
    assert low == {answer["subject"]["campaign_id"]}
    assert min(value[plan] / spend[plan] for plan in spend if plan not in low) > 1
    assert spend[answer["subject"]["campaign_id"]] > 4_000


def test_the_best_seller_stops_while_people_still_look(folder: Folder) -> None:
    answer = folder.answer("stock_out")
    code, since = answer["subject"]["merchant_sku"], answer["subject"]["from"]
    sold = [
        row["订单创建时间"]
        for row in folder.texts("taobao/ExportOrderDetailList*.csv", "gb18030")
        if row["外部系统编号"] == code
    ]
    assert [moment for moment in sold if moment >= since] == []
    per_day = Counter(moment[:10] for moment in sold)
    assert min(per_day[f"2026-11-{day:02d}"] for day in range(1, 18)) >= 2
    path = sorted(folder.files.glob("sycm/*商品_全部_*.xls"))[-1]
    rows = calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    header = next(row for row in rows if row[0] == "统计日期")
    seen = {
        row[0]: int(row[header.index("商品访客数")].replace(",", ""))
        for row in rows
        if row[1] == answer["subject"]["product_id"]
    }
    assert min(seen[day] for day in seen if day >= since[:10]) > 300


def test_one_file_is_there_twice(folder: Folder) -> None:
    answer = folder.answer("duplicate_file")
    hashes = Counter(
        hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.files.rglob("*")
        if path.is_file()
    )
    assert sorted(hashes.values())[-2:] == [1, 2]
    twin, other = (folder.files / answer["subject"][name] for name in ("file", "copy_of"))
    assert twin.read_bytes() == other.read_bytes()


def test_one_totals_row_lies_and_the_others_do_not(folder: Folder) -> None:
    answer = folder.answer("lying_total")
    lies = {}
    for path in sorted(folder.files.glob("taobao/ExportOrderList*.csv")):
        text = path.read_bytes().decode("gb18030")
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        if rows[-1]["订单编号"] == "合计":
            unique = {tuple(row.values()): row for row in rows[:-1]}.values()
            exact = sum(Decimal(row["总金额"]) for row in unique)
            lies[f"taobao/{path.name}"] = Decimal(rows[-1]["总金额"].replace(",", "")) - exact
    assert len(lies) > 3
    assert {name: lie for name, lie in lies.items() if lie} == {
        answer["subject"]["file"]: Decimal(answer["size"]["too_much"])
    }


def test_the_answer_sheet_in_the_documents_is_the_generators() -> None:
    assert (ROOT / "docs/demo-answer-sheet.md").read_text(encoding="utf-8") == sheet()
