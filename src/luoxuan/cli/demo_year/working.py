"""The year's work: the calendar, what was learnt, what was suggested and tried (5.5, 6.4, 12.5, 12.6)."""

from datetime import date, timedelta
from decimal import Decimal

from luoxuan.act.ideas import selectors as ideas_read
from luoxuan.act.ideas import services as ideas
from luoxuan.act.knowledge import services as knowledge
from luoxuan.almanac import events_between
from luoxuan.cli.demo_year.cast import Cast, moment
from luoxuan.cli.demo_year.organising import Goals
from luoxuan.demo.brand import SHOPS, skus
from luoxuan.foundation.gates import selectors as gates
from luoxuan.foundation.people.roles import Role
from luoxuan.plan.budgets import selectors as budgets
from luoxuan.plan.calendar import services as calendar

PLAYED = {"year_goods", "women", "520", "618", "99", "double_11", "double_12"}
AHEAD = timedelta(days=40)


def fill_calendar(cast: Cast, goals: Goals) -> None:
    """A promotion per platform event, weekly content, an ad flight and a stock arrival per month; one conflict ahead."""
    until = cast.last + AHEAD
    first, last = date(cast.year, 1, 1), min(date(cast.year, 12, 31), until)
    drafts = [
        calendar.EntryDraft(
            "promotion",
            event.zh,
            max(event.first, first),
            min(event.last, last),
            objective_id=goals.share.pk,
            owner=cast.campaign,
            state="done" if event.last < cast.last else "confirmed",
        )
        for event in events_between(first, last)
        if event.key in PLAYED and event.first <= last and event.last >= first
    ]
    drafts += _content(cast, goals, first, last)
    drafts += _monthly(cast, goals, first, last)
    drafts += _conflict(cast, goals)
    calendar.entries_import(
        brand=cast.brand, drafts=drafts, actor=cast.campaign, at=moment(first - timedelta(days=12))
    )


def _content(cast: Cast, goals: Goals, first: date, last: date) -> list[calendar.EntryDraft]:
    codes = [sku.code for sku in skus()]
    found = []
    for number in range((last - first).days // 7):
        day = first + timedelta(days=7 * number + 2)
        shop = ("xiaohongshu", "douyin", "wechat_shop")[number % 3]
        title = ("小红书种草笔记", "抖音短视频", "公众号图文")[number % 3]
        code = codes[(number * 6 + 12) % len(codes)]
        state = "done" if day < cast.last else "planned"
        found.append(
            calendar.EntryDraft(
                "content", f"{title} {code}", day, day, shop_key=shop, skus=(code,),
                objective_id=goals.market.pk if number % 8 else None,
                owner=cast.content, state=state,
            )
        )  # fmt: skip
    return found


def _monthly(cast: Cast, goals: Goals, first: date, last: date) -> list[calendar.EntryDraft]:
    lines = {line.shop_key: line.pk for line in budgets.lines_of(cast.brand, cast.year)}
    codes = [sku.code for sku in skus()]
    found = []
    day = first
    while day <= last:
        state = "done" if day < cast.last.replace(day=1) else "confirmed"
        found.append(
            calendar.EntryDraft(
                "ad_flight", f"{day:%Y-%m} 旗舰店常规投放", day, day + timedelta(days=27),
                shop_key="taobao", objective_id=goals.market.pk,
                budget_line_id=lines.get("taobao"), amount=Decimal("3000.00"),
                owner=cast.campaign, state=state,
            )
        )  # fmt: skip
        found.append(
            calendar.EntryDraft(
                "stock_arrival", f"{day:%Y-%m} 到货", day + timedelta(days=4),
                day + timedelta(days=4), skus=(codes[day.month], codes[day.month + 20]),
                owner=cast.channel, state=state,
            )
        )  # fmt: skip
        day = (day + timedelta(days=32)).replace(day=1)
    return found


def _conflict(cast: Cast, goals: Goals) -> list[calendar.EntryDraft]:
    """Next week two promotions take the same SKU of the flagship: the calendar says so."""
    code = skus()[9].code
    start = cast.last + timedelta(days=8)
    return [
        calendar.EntryDraft(
            "promotion", title, start + timedelta(days=n), start + timedelta(days=n + 3),
            shop_key=SHOPS[0].key, skus=(code,), objective_id=goals.share.pk, owner=cast.campaign,
        )
        for n, title in enumerate(("会员日满减", "香薰专场限时折扣"))
    ]  # fmt: skip


ARTICLES = (
    ("sop", "断货应急流程", "1. 渠道运营发现断货一小时内暂停投放。\n2. 供应链给出到货日。\n3. 到货前两天恢复报名。", "calendar:calendar"),
    ("sop", "月度复盘流程", "1. 每月 2 日系统出复盘包。\n2. 5 日前开会。\n3. 每个未达标项至少一条行动。", "reviews:review_list"),
    ("case", "618 会员日案例", "会员日提前三天预热，老客占比提升。", "calendar:calendar"),
    ("model", "目标拆分模型", "按季节权重把年度目标拆到月和日，节日按农历对齐。", "targets:home"),
)  # fmt: skip


def write_knowledge(cast: Cast) -> None:
    """Four articles on the pages where they apply; one is due for review."""
    for number, (kind, title, body, page) in enumerate(ARTICLES):
        day = date(cast.year, 2, 3) + timedelta(days=20 * number)
        review = cast.last + timedelta(days=90 if number else -3)
        quiz = (knowledge.Question("发现断货后先做什么？", ("暂停投放", "降价"), 0),)
        article = knowledge.article_save(
            brand=cast.brand,
            draft=knowledge.ArticleDraft(
                kind=kind, title=title, body=body, review_on=review, owner=cast.manager,
                readers=(Role.CHANNEL_OPERATOR, Role.CAMPAIGN_OPERATOR) if number == 0 else (),
                quiz=quiz if number == 0 else (),
                links=(("page", page), *((("task_kind", "stock"), ("task_kind", "alert")) if number == 0 else ())),
            ),
            actor=cast.manager,
            at=moment(day),
        )  # fmt: skip
        knowledge.article_publish(article=article, actor=cast.manager, at=moment(day, 11))
    _read_first(cast)


def _read_first(cast: Cast) -> None:
    from luoxuan.act.knowledge import selectors

    article = selectors.search(cast.brand, ARTICLES[0][1])[0]
    version = selectors.version_of(article)
    if version is None:
        return
    for reader in (cast.channel, cast.campaign):
        knowledge.reading_record(
            version=version, user=reader, answers=[0], at=moment(date(cast.year, 2, 5))
        )


def try_things(cast: Cast) -> None:
    """Suggestions with answers, and two trials: one became an SOP, one a lesson."""
    day = date(cast.year, 2, 10)
    ideas.pool_set(
        brand=cast.brand, year=cast.year, amount=Decimal("20000.00"), actor=cast.owner,
        at=moment(day),
    )  # fmt: skip
    for title, author, state in (
        ("详情页加尺寸对照图", cast.service, "done"),
        ("直播间固定每周三会员场", cast.content, "accepted"),
        ("把客服常见问题做成卡片", cast.customer, ""),
    ):
        made = ideas.suggestion_make(
            brand=cast.brand, title=title, body="", author=author,
            at=moment(day if state else cast.last - timedelta(days=2)),
        )  # fmt: skip
        if state:
            ideas.suggestion_answer(
                suggestion=made, state=state, answer="已排期，由运营经理跟进。",
                thanks="谢谢你的建议！", actor=cast.manager, at=moment(day + timedelta(days=5)),
            )  # fmt: skip
    _trial(cast, "口播短视频试验", "success", "口播放在前三秒，完播率更高。", day)
    _trial(cast, "全店满 99 减 5", "failure", "客单没有提高，利润下降。", day + timedelta(days=40))


def _trial(cast: Cast, title: str, outcome: str, learnt: str, day: date) -> None:
    trial = ideas.trial_save(
        brand=cast.brand,
        draft=ideas.TrialDraft(
            title=title, hypothesis="客单价或转化率会提高。", metric="gmv_paid", shop_key="douyin",
            budget=Decimal("3000.00"), stop_rule="连续一周低于上月均值的八成",
            starts_on=day, ends_on=day + timedelta(days=30), owner=cast.content,
        ),
        actor=cast.content, at=moment(day),
    )  # fmt: skip
    ideas.trial_ask(trial=trial, actor=cast.content, at=moment(day, 11))
    gate = gates.gate_latest(cast.brand, "trial", str(trial.pk))
    if gate is not None:
        cast.approve(gate, moment(day, 15))
    running = ideas_read.trial_of(cast.brand, trial.pk)
    if running is None:
        return
    ideas.trial_spend(
        trial=running, on=day + timedelta(days=7), what="拍摄与剪辑", amount=Decimal("1800.00"),
        actor=cast.content, at=moment(day + timedelta(days=7)),
    )  # fmt: skip
    ideas.trial_finish(
        trial=running, outcome=outcome, learnt=learnt, actor=cast.content,
        at=moment(day + timedelta(days=31)),
    )  # fmt: skip
