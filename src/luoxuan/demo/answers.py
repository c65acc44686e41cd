"""The answer sheet: each planted problem, where it is, how large, and what the product should say."""

from collections.abc import Sequence
from datetime import date

from luoxuan.demo.answer import Answer
from luoxuan.demo.brand import SHOP, shop_price
from luoxuan.demo.cells import yuan
from luoxuan.demo.drafts import ExportFile
from luoxuan.demo.ids import product_id
from luoxuan.demo.incident_answers import incident_answer
from luoxuan.demo.problems import Problems
from luoxuan.demo.window import DAY, Window


def answers(
    window: Window, problems: Problems, files: Sequence[ExportFile] = ()
) -> tuple[Answer, ...]:
    """All of them; the two about files only where the files are known."""
    return (
        _price_conflict(window, problems),
        _conversion_break(window, problems),
        _brushing(window, problems),
        _burning_campaign(window, problems),
        _stock_out(window, problems),
        *(incident_answer(window, incident) for incident in problems.year.all),
        *(_duplicate_file(file) for file in files if file.copy_of),
        *(_lying_total(file) for file in files if file.soil.lie),
    )


def _price_conflict(window: Window, problems: Problems) -> Answer:
    plan = problems.price_conflict
    dear = shop_price(SHOP[plan.dear], plan.sku)
    cheap = round(shop_price(SHOP[plan.cheap], plan.sku) * (1 - plan.cut) / 10) * 10
    return Answer(
        kind="price_conflict",
        found_in="daily_report",
        shop=plan.cheap,
        subject={"merchant_sku": plan.sku.code, "other_shop": plan.dear},
        first_day=window.day(plan.first),
        last_day=window.day(plan.last),
        size={
            "price": yuan(cheap),
            "other_price": yuan(dear),
            "gap": f"{1 - cheap / dear:.4f}",
        },
        says=f"{plan.sku.code} 在{SHOP[plan.cheap].name}卖 ¥{yuan(cheap)}，"
        f"在{SHOP[plan.dear].name}卖 ¥{yuan(dear)}，相差超过 15%。",
    )


def _conversion_break(window: Window, problems: Problems) -> Answer:
    plan = problems.conversion_break
    return Answer(
        kind="conversion_break",
        found_in="daily_report",
        shop=plan.shop,
        subject={"metric": "conversion"},
        first_day=window.day(plan.first),
        last_day=window.day(plan.last),
        size={"change": f"{plan.factor - 1:.2f}"},
        says=f"{SHOP[plan.shop].name}的支付转化率从 {window.day(plan.first)} 起约减半，访客数没有变。",
    )


def _brushing(window: Window, problems: Problems) -> Answer:
    plan = problems.brushing
    nights = [str(window.day(night)) for night in plan.nights]
    return Answer(
        kind="brushing",
        found_in="daily_report",
        shop=plan.shop,
        subject={
            "merchant_sku": plan.sku.code,
            "province": plan.province,
            "city": plan.city,
            "nights": ",".join(nights),
            "hour": str(plan.hour),
        },
        first_day=window.day(plan.nights[0]),
        last_day=window.day(plan.nights[-1]),
        size={
            "orders_per_night": str(plan.orders),
            "amount": yuan(shop_price(SHOP[plan.shop], plan.sku)),
        },
        says=f"{SHOP[plan.shop].name} {'、'.join(nights)} 凌晨 {plan.hour} 点各有 {plan.orders} 笔"
        f"同款、同额、同城（{plan.city}）的订单，疑似刷单。",
    )


def _burning_campaign(window: Window, problems: Problems) -> Answer:
    plan = problems.burning_campaign
    return Answer(
        kind="burning_campaign",
        found_in="daily_report",
        shop=plan.shop,
        subject={"campaign_id": plan.campaign_id, "campaign_name": plan.campaign_name},
        first_day=window.day(plan.first),
        last_day=window.day(plan.last),
        size={"roi_below": "0.5", "roi": f"{plan.roi:.2f}", "daily_spend": yuan(plan.daily_spend)},
        says=f"京准通计划「{plan.campaign_name}」连续四周 ROI 低于 0.5，每天花费约 ¥{yuan(plan.daily_spend)}。",
    )


def _stock_out(window: Window, problems: Problems) -> Answer:
    plan = problems.stock_out
    day = plan.moment // DAY
    return Answer(
        kind="stock_out",
        found_in="daily_report",
        shop=plan.shop,
        subject={
            "merchant_sku": plan.sku.code,
            "product_id": product_id(SHOP[plan.shop], plan.sku),
            "from": window.text(plan.moment),
        },
        first_day=window.day(day),
        last_day=window.last,
        size={"sales": "0"},
        says=f"{SHOP[plan.shop].name}的 {plan.sku.code} 从 {window.text(plan.moment)[:16]} 起没有一单，"
        "商品访客照常，疑似断货。",
    )


def _duplicate_file(file: ExportFile) -> Answer:
    return Answer(
        kind="duplicate_file",
        found_in="import_report",
        shop=file.shop,
        subject={"file": file.path, "copy_of": file.copy_of},
        first_day=date.fromisoformat(file.first_day),
        last_day=date.fromisoformat(file.last_day),
        size={"rows_counted_twice": "0"},
        says=f"{file.path} 与 {file.copy_of} 内容相同，没有再次导入。",
    )


def _lying_total(file: ExportFile) -> Answer:
    return Answer(
        kind="lying_total",
        found_in="import_report",
        shop=file.shop,
        subject={"file": file.path, "column": "总金额"},
        first_day=date.fromisoformat(file.first_day),
        last_day=date.fromisoformat(file.last_day),
        size={"too_much": yuan(file.soil.lie)},
        says=f"{file.path} 的合计行比明细多 ¥{yuan(file.soil.lie)}，以明细为准。",
    )
