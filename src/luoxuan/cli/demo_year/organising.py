"""Before the year: who does what, where we stand, where we want to go (5.1, 6.1, 6.2)."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from luoxuan.cli.demo_year.cast import Cast, moment
from luoxuan.foundation.people.roles import Role
from luoxuan.plan.strategy import services as strategy
from luoxuan.plan.teams import services as teams

if TYPE_CHECKING:
    from luoxuan.plan.strategy.models import Objective, SwotItem

SWOT = (
    ("S", "旗舰店复购稳定，毛巾与四件套口碑好"),
    ("W", "拼多多店退款率偏高"),
    ("O", "抖音家居内容流量增长"),
    ("T", "四件套只有一家供应商，断货风险高"),
)
FIGURES = (("S", "gmv_paid", "taobao"), ("W", "refund_rate", "pdd"), ("O", "gmv_paid", "douyin"))


@dataclass(frozen=True)
class Goals:
    """The year's objectives."""

    market: "Objective"
    profit: "Objective"
    share: "Objective"


def organise(cast: Cast) -> None:
    """Posts, the standard's processes with their duties, the team plan."""
    at = moment(date(cast.year - 1, 12, 1))
    posts = (
        ("电商运营经理", Role.OPERATIONS_MANAGER, cast.manager),
        ("渠道运营专员", Role.CHANNEL_OPERATOR, cast.channel),
        ("内容运营专员", Role.CONTENT_OPERATOR, cast.content),
        ("用户运营专员", Role.CUSTOMER_OPERATOR, cast.customer),
        ("活动运营专员", Role.CAMPAIGN_OPERATOR, cast.campaign),
        ("数据分析师", Role.DATA_ANALYST, cast.analyst),
    )
    head = None
    for title, role, holder in posts:
        draft = teams.PostDraft(title=title, role=role, holder=holder, reports_to=head)
        post = teams.post_save(brand=cast.brand, draft=draft, actor=cast.owner, at=at)
        head = head or post
        for month in (1, 4, 7, 10):
            training = "合规自查与广告法" if month == 4 else ""
            quarter = date(cast.year, month, 1)
            teams.plan_set(
                post=post, quarter=quarter, headcount=1, training=training, actor=cast.owner, at=at
            )
    teams.processes_start(brand=cast.brand, actor=cast.owner, at=at)


def aim(cast: Cast) -> Goals:
    """The SWOT board with its evidence and one move, and the year's three objectives."""
    day = date(cast.year - 1, 12, 5)
    at = moment(day)
    board = strategy.board_save(
        brand=cast.brand,
        draft=strategy.BoardDraft(
            f"{cast.year} 年度 SWOT", date(cast.year, 1, 1), date(cast.year, 12, 31)
        ),
        actor=cast.manager,
        at=at,
    )
    items = {
        quadrant: strategy.item_save(
            board=board, draft=strategy.ItemDraft(quadrant, text), actor=cast.manager, at=at
        )
        for quadrant, text in SWOT
    }
    _rest_on_figures(cast, items, day)
    move = strategy.move_make(
        inside=items["S"],
        outside=items["O"],
        text="用旗舰店口碑带动抖音内容成交",
        actor=cast.manager,
        at=at,
    )
    market = strategy.move_to_objective(move=move, actor=cast.manager, at=at)
    profit = _objective(cast, "profit", "在增长中守住利润")
    share = _objective(cast, "market_share", "提升老客复购与客单价")
    for goal in (market, profit, share):
        strategy.objective_state_set(objective=goal, state="active", actor=cast.owner, at=at)
    return Goals(market, profit, share)


def _rest_on_figures(cast: Cast, items: "dict[str, SwotItem]", day: date) -> None:
    first = cast.window.first
    for quadrant, metric, shop in FIGURES:
        draft = strategy.EvidenceDraft(
            "figure",
            metric=metric,
            shop_key=shop,
            starts_on=first,
            ends_on=first + timedelta(days=27),
        )
        strategy.evidence_add(
            item=items[quadrant], draft=draft, actor=cast.analyst, at=moment(day, 11)
        )
    note = strategy.note_save(
        brand=cast.brand,
        draft=strategy.NoteDraft(
            kind="market",
            title="家居品类供应走访记录",
            source="内部走访",
            noted_on=day - timedelta(days=15),
            review_on=cast.last + timedelta(days=60),
            body="四件套只有一家工厂能按期交付，建议准备备选。",
        ),
        actor=cast.channel,
        at=moment(day, 11),
    )
    draft = strategy.EvidenceDraft("research", note=note)
    strategy.evidence_add(item=items["T"], draft=draft, actor=cast.channel, at=moment(day, 12))


def _objective(cast: Cast, kind: str, title: str) -> "Objective":
    first, last = date(cast.year, 1, 1), date(cast.year, 12, 31)
    draft = strategy.ObjectiveDraft(kind, title, first, last, owner=cast.manager)
    at = moment(date(cast.year - 1, 12, 6))
    return strategy.objective_save(brand=cast.brand, draft=draft, actor=cast.manager, at=at)


def look_around(cast: Cast) -> None:
    """This month's look at the market and at a rival who does not exist."""
    day = cast.last - timedelta(days=5)
    rival = strategy.rival_save(
        brand=cast.brand,
        draft=strategy.RivalDraft("演示竞品「白屿」"),
        actor=cast.channel,
        at=moment(day),
    )
    for kind, title, other in (
        ("market", "双11 家居类目观察", None),
        ("rival", "白屿新品定价", rival),
    ):
        draft = strategy.NoteDraft(
            kind=kind,
            title=title,
            source="内部整理",
            noted_on=day,
            review_on=cast.last + timedelta(days=60),
            body="毛巾与四件套价格带下移，香薰类新品增多。",
            rival=other,
        )
        strategy.note_save(brand=cast.brand, draft=draft, actor=cast.channel, at=moment(day, 15))
    prices = [
        strategy.PriceSeen(rival.name, "四件套 1.5m", Decimal("239.00"), day, product_id="QL1002"),
        strategy.PriceSeen(rival.name, "竹纤维毛巾", Decimal("36.90"), day, product_id="QL1001"),
    ]
    strategy.rival_prices_save(
        brand=cast.brand, prices=prices, actor=cast.channel, at=moment(day, 16)
    )
