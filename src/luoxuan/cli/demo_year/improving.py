"""What the missed months led to: causes, actions, and what they brought (12.2, 12.4)."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.urls import reverse

from luoxuan.act.improvements import services as improvements
from luoxuan.cli.demo_year.cast import Cast, moment, month_after
from luoxuan.demo.brand import SHOPS
from luoxuan.demo.incidents import Incident
from luoxuan.foundation.intake import selectors as intake
from luoxuan.warehouse.engine import open_session

if TYPE_CHECKING:
    from luoxuan.act.improvements.models import Action, Finding
    from luoxuan.check.reviews.models import Review

CHECKED_AFTER = timedelta(days=56)
COMPARED = {"gmv_paid": ("douyin", "pdd"), "refund_count": ("douyin",)}
"""Shops that tell of the metric and that nothing planted disturbs in the second half of the year."""


Step = tuple[date, Callable[[], None]]


def steps(cast: Cast, held: "dict[date, Review]") -> list[Step]:
    """What is done, each with the day it is over, in order: findings of the missed months, and actions decided on
    what was measured or on a reason."""
    older, younger = sorted(cast.incidents.missed, key=lambda incident: incident.first)
    actions = {incident.key: incident for incident in cast.incidents.actions}

    def over(incident: Incident, days: int) -> date:
        return cast.window.day(incident.first) + CHECKED_AFTER + timedelta(days=days)

    found = [
        (cast.window.day(older.last) + timedelta(days=75), lambda: _sold_out(cast, older, held)),
        (over(actions["more_notes"], 2), lambda: _notes(cast, actions["more_notes"])),
        (over(actions["set_offers"], 2), lambda: _offers(cast, actions["set_offers"])),
        (over(actions["size_guide"], 2), lambda: _refunds(cast, actions["size_guide"])),
        (cast.last, lambda: _page(cast, younger, held)),
    ]
    return sorted(found, key=lambda step: step[0])


def _sold_out(cast: Cast, incident: Incident, held: "dict[date, Review]") -> None:
    finding = _finding(cast, incident, held)
    _cause(cast, finding, "process", ("只有一家工厂", "没有安全库存线", "到货提醒靠人工"))
    _reasoned(cast, finding, incident)


def _offers(cast: Cast, incident: Incident) -> None:
    finding = _by_hand(cast, "京东店客单价偏低", "gmv_paid", incident)
    _cause(cast, finding, "product", ("没有凑单推荐", "主图没有视频"))
    _measured(cast, finding, incident, "gmv_paid", Decimal("0.10"))


def _refunds(cast: Cast, incident: Incident) -> None:
    finding = _by_hand(cast, "拼多多店退款率偏高", "refund_count", incident)
    _cause(cast, finding, "product", ("尺寸描述不清", "买家凭图片猜大小"))
    _measured(cast, finding, incident, "refund_count", Decimal("0.30"), down=True)


def _notes(cast: Cast, incident: Incident) -> None:
    finding = _by_hand(cast, "小红书店增长放缓", "gmv_paid", incident)
    _measured(cast, finding, incident, "gmv_paid", Decimal("0.30"))


def _page(cast: Cast, incident: Incident, held: "dict[date, Review]") -> None:
    finding = _finding(cast, incident, held)
    _cause(cast, finding, "product", ("更换主图和详情页后转化下降", "上线前没有做对照测试"))
    _open_action(cast, finding)


def _finding(cast: Cast, incident: Incident, held: "dict[date, Review]") -> "Finding":
    month = cast.window.day(incident.first).replace(day=1)
    review = held.get(month)
    draft = improvements.FindingDraft(
        title=f"{month:%Y-%m} 未达标：{incident.zh}",
        source="review" if review else "hand",
        source_id=str(review.pk) if review else "",
        source_url=reverse("reviews:review", args=[cast.brand.key, review.pk]) if review else "",
        metric="gmv_paid",
        shop_key=incident.shop,
        owner=cast.manager,
    )
    at = moment(month_after(month) + timedelta(days=3), 14)
    return improvements.finding_open(brand=cast.brand, draft=draft, actor=cast.manager, at=at)


def _by_hand(cast: Cast, title: str, metric: str, incident: Incident) -> "Finding":
    draft = improvements.FindingDraft(
        title=title, metric=metric, shop_key=incident.shop, owner=cast.manager
    )
    at = moment(cast.window.day(incident.first) - timedelta(days=10))
    return improvements.finding_open(brand=cast.brand, draft=draft, actor=cast.manager, at=at)


def _cause(cast: Cast, finding: "Finding", branch: str, whys: tuple[str, ...]) -> None:
    draft = improvements.CauseDraft(branch, whys[-1], whys=whys, is_root=True)
    at = finding.opened_at + timedelta(hours=2)
    improvements.cause_add(finding=finding, draft=draft, actor=cast.analyst, at=at)


def _reasoned(cast: Cast, finding: "Finding", incident: Incident) -> None:
    """An action without a figure of its own closes with a reason."""
    start = cast.window.day(incident.last) + timedelta(days=14)
    draft = improvements.ActionDraft(
        title="四件套引入第二家供应商", owner=cast.channel, due_on=start + timedelta(days=20),
        check_on=start + timedelta(days=60), metric="gmv_paid", expected=Decimal("0.05"),
        expected_kind="share",
        shops=tuple(shop.key for shop in SHOPS),
    )  # fmt: skip
    action = improvements.action_plan(
        finding=finding, draft=draft, actor=cast.manager, at=moment(start)
    )
    improvements.action_done(
        action=action, started_on=start + timedelta(days=15), actor=cast.channel,
        at=moment(start + timedelta(days=15)), outcome="合同已签，首批已入库",
    )  # fmt: skip
    improvements.action_close(
        action=action, decision="closed_with_reason", actor=cast.manager,
        at=moment(start + timedelta(days=60)), reason="供应备份是保险，没有可比的销售指标；以未再断货为准。",
    )  # fmt: skip


def _measured(
    cast: Cast,
    finding: "Finding",
    incident: Incident,
    metric: str,
    expected: Decimal,
    *,
    down: bool = False,
) -> None:
    """Planned, done on the day it was planted, measured at its check day, decided as the measurement proposes."""
    start = cast.window.day(incident.first)
    check = start + CHECKED_AFTER
    others = COMPARED[metric]
    draft = improvements.ActionDraft(
        title=incident.zh.split("，")[0], owner=cast.channel, due_on=start, check_on=check,
        metric=metric, expected=expected, expected_kind="share",
        direction="down" if down else "up", shops=(incident.shop,),
        controls=others,
    )  # fmt: skip
    action = improvements.action_plan(
        finding=finding, draft=draft, actor=cast.manager, at=moment(start - timedelta(days=5))
    )
    improvements.action_done(
        action=action, started_on=start, actor=cast.channel, at=moment(start, 18)
    )
    _decide(cast, action, check)


def _decide(cast: Cast, action: "Action", check: date) -> None:
    with open_session(intake.snapshot(cast.brand), many_questions=True) as session:
        effect = improvements.action_measure(action=action, session=session, at=moment(check))
    is_kept = effect.verdict == "kept"
    reason = "测不出效果，不再继续投入。" if effect.verdict == "unclear" else ""
    improvements.action_close(
        action=action, decision="kept" if is_kept else "not_kept", actor=cast.manager,
        at=moment(check + timedelta(days=2)), reason=reason,
    )  # fmt: skip


def _open_action(cast: Cast, finding: "Finding") -> None:
    """The newest one still runs: who opens the demo can close it."""
    start = cast.last - timedelta(days=6)
    draft = improvements.ActionDraft(
        title="换图上线前必须做对照测试", owner=cast.content, due_on=cast.last + timedelta(days=5),
        check_on=cast.last + timedelta(days=40), metric="conversion", expected=Decimal("0.05"),
        expected_kind="share", shops=("taobao",),
    )  # fmt: skip
    improvements.action_plan(finding=finding, draft=draft, actor=cast.manager, at=moment(start))
