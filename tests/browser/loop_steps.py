"""Steps of the loop as people take them: by the words on the screen."""

from playwright.sync_api import Page, expect

from tests.browser.desks import go
from tests.browser.year_planned import GOAL

FLAGSHIP = "青岚演示旗舰店"
MANAGER = "演示 qinglan-operations-manager"
MONITOR = "旗舰店日成交过低"


def new_targets(page: Page) -> None:
    """A tree from the template, with a September that asks for more of the flagship."""
    go(page, "规划", "目标")
    page.locator("main").get_by_role("link", name="新建目标").click()
    page.get_by_label("支撑的战略目标").select_option(label=GOAL)
    page.get_by_role("button", name="生成草稿").click()
    page.get_by_label(f"{FLAGSHIP} 2026-09", exact=True).fill("40000.00")
    page.get_by_role("button", name="保存").click()
    page.get_by_role("link", name=FLAGSHIP).first.click()
    page.get_by_role("button", name="分配给下级").click()
    go(page, "规划", "目标")
    page.get_by_role("link", name="全公司成交额").first.click()
    page.get_by_role("button", name="采用下级汇总").click()
    go(page, "规划", "目标")


def new_monitor(page: Page) -> None:
    """A monitor that speaks when the flagship sells too little in a day."""
    go(page, "今日", "预警")
    page.locator("main").get_by_role("link", name="监控", exact=True).first.click()
    page.get_by_role("link", name="新建监控").click()
    page.locator("section", has_text="指标连续几天超出界限").get_by_role(
        "link", name="选择"
    ).click()
    page.get_by_label("名称").fill(MONITOR)
    page.get_by_label("阈值").fill("100000")
    page.get_by_label("店铺", exact=True).select_option(label=FLAGSHIP)
    page.get_by_label("通知到人").select_option(label=MANAGER)
    page.get_by_role("button", name="试算会报多少次").click()
    expect(page.locator("main")).to_contain_text("每月")
    page.get_by_role("button", name="保存").click()
    expect(page.locator("main table")).to_contain_text(MONITOR)


def ask_for_review(page: Page, month: str) -> None:
    """The pack of a month."""
    go(page, "检查", "复盘")
    form = page.locator("form", has=page.get_by_label("月份、季度或年份"))
    form.get_by_label("月份、季度或年份").fill(month)
    form.get_by_role("button", name="准备").click()
    expect(page.locator("h1")).to_contain_text("准备中")


def hold(page: Page) -> None:
    """Everybody was there; conclusion and minutes are written."""
    for box in page.locator("#hold").get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="已召开").click()
    page.get_by_label("结论").fill("九月未达标：旗舰店换图后转化下降。")
    page.get_by_label("纪要", exact=True).fill("逐项核对数据，确认换图日期。")
    page.locator("#minutes").get_by_role("button", name="保存").click()
    expect(page.locator("#conclusion")).to_contain_text("旗舰店换图后转化下降")


def decide(page: Page, what: str) -> None:
    """One decision that becomes an improvement."""
    form = page.locator("#decisions form.stack")
    form.get_by_label("决定", exact=True).fill(what)
    form.get_by_label("理由").fill("补回全公司的缺口")
    form.get_by_label("负责人").select_option(label=MANAGER)
    form.get_by_label("转为").select_option(label="一项要测效果的改进措施")
    form.get_by_role("button", name="记下决定").click()
    expect(page.locator("#decisions table")).to_contain_text(what)


def sign_and_freeze(page: Page) -> None:
    """Signed by who was there, then closed for good."""
    page.get_by_role("button", name="我已出席并签字").click()
    expect(page.locator("#signatures")).to_contain_text("已签字")
    page.get_by_role("button", name="归档").first.click()
    page.get_by_role("dialog").get_by_role("button", name="归档").click()
    expect(page.locator("h1")).to_contain_text("已归档")


def name_cause(page: Page, cause: str) -> None:
    """Why it is so, and what has to be acted on."""
    page.get_by_role("button", name="列出原因").first.click()
    said = page.get_by_role("dialog")
    said.get_by_label("分支").select_option(label="商品与供应")
    said.get_by_label("原因", exact=True).fill(cause)
    said.get_by_label("为什么？", exact=True).fill("上架模板里没有这一栏")
    said.get_by_label("这是要着手解决的根因").check()
    said.get_by_role("button", name="保存").click()
    expect(page.locator("#causes table")).to_contain_text(cause)


def plan_action(page: Page, title: str, cause: str) -> None:
    """In force from a day in August, measured against two shops where nothing was changed."""
    page.get_by_role("link", name="制定措施").first.click()
    page.get_by_label("做什么").fill(title)
    page.get_by_label("针对哪个原因").select_option(label=cause)
    page.get_by_label("计划生效日").fill("2026-08-17")
    page.get_by_label("效果检验日").fill("2026-10-12")
    page.get_by_label("预期效果").fill("10")
    page.get_by_label("数字的含义").select_option("share")
    for box in page.locator("[name=controls]").all():
        box.set_checked(box.get_attribute("value") in {"douyin", "pdd"})
    page.locator("[name=shops][value=jd]").check()
    page.get_by_role("button", name="制定", exact=True).click()
    expect(page.locator("h1")).to_have_text(title)


def carry_out(page: Page) -> None:
    """It is in force since a day in the past."""
    page.get_by_role("button", name="已完成").click()
    done = page.get_by_role("dialog")
    done.get_by_label("实际生效日").fill("2026-08-17")
    done.get_by_label("做了什么").fill("凑单推荐已上线")
    done.get_by_role("button", name="保存").click()


def close_action(page: Page, decision: str, reason: str) -> None:
    """What becomes of it, now that its effect is measured."""
    page.get_by_role("button", name="决定去留").click()
    said = page.get_by_role("dialog")
    said.get_by_label("决定", exact=True).select_option(label=decision)
    said.get_by_label("理由").fill(reason)
    said.get_by_role("button", name="保存").click()
