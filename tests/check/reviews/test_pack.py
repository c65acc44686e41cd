"""The pack: targets against actuals, and every miss with causes whose shares add up (12.1, 12.2)."""

from datetime import date
from decimal import Decimal

import pytest

from luoxuan.check.reviews import happenings, periods, sections, selectors, services
from luoxuan.check.reviews.happenings import Happening
from luoxuan.check.reviews.models import Review
from luoxuan.check.reviews.sections import PackContext, Section, SectionKind, SectionLine
from luoxuan.foundation.intake import selectors as intake
from luoxuan.foundation.people.models import Brand, User
from luoxuan.foundation.trail.models import TrailEntry
from luoxuan.metrics.period import PeriodError
from luoxuan.plan.targets.models import TargetTree
from tests.check.reviews.conftest import AT, node_there

SEPTEMBER = periods.period_of("month", date(2026, 9, 1))


def prepared(brand: Brand, kind: str = "month", day: date = date(2026, 9, 1)) -> Review:
    """The review of the period, prepared now."""
    period = periods.period_of(kind, day)
    return services.review_prepare(brand=brand, kind=kind, period=period, actor=None, at=AT)


@pytest.mark.clause("12.1")
def test_targets_stand_against_actuals(brand: Brand, tree: TargetTree) -> None:
    review = prepared(brand)
    rows = [
        (row["node"]["title"], row["actual"], row["due"], row["state"])
        for row in review.pack["standings"]
    ]
    assert [(title, Decimal(a), Decimal(d), state) for title, a, d, state in rows] == [
        ("公司成交额", 7800, 12000, "missed"),
        ("店铺成交额", 7800, 12000, "missed"),
    ]
    assert review.pack["headline"][0]["zh"] == "2026-09：2 个目标中 0 个达成，2 个未达成。"
    assert review.pack["standings"][0]["node"]["owner"] == "演示 laoban"


@pytest.mark.clause("12.2")
def test_a_miss_names_its_factor_and_the_days_it_arose_on(brand: Brand, tree: TargetTree) -> None:
    miss = prepared(brand).pack["misses"][0]
    causes = {cause["kind"]: cause for cause in miss["causes"]}
    assert Decimal(causes["factor"]["amount"]) == Decimal("-4200")
    assert Decimal(causes["factor"]["share"]) == 1
    assert "订单 78（应为 120）" in causes["factor"]["text_zh"]
    assert causes["days"]["text_zh"].startswith("2026-09-10 至 2026-09-30")
    assert Decimal(causes["days"]["share"]) == 1
    assert sum(Decimal(now) - Decimal(goal) for _day, goal, now in miss["days"]) == -4200


def test_what_no_event_explains_is_said(brand: Brand, tree: TargetTree) -> None:
    miss = prepared(brand).pack["misses"][0]
    explained, unexplained = Decimal(miss["explained"]), Decimal(miss["unexplained"])
    assert explained + unexplained == 1


def test_an_event_of_an_upper_app_explains_its_share(brand: Brand, tree: TargetTree) -> None:
    event = Happening(
        "experiment", "页面实验。", "Page test.", date(2026, 9, 10), date(2026, 9, 20),
        "taobao", metrics=("gmv_paid",), amount=Decimal("-2100"),
    )  # fmt: skip
    happenings.register("test", lambda _context: [event])
    try:
        miss = prepared(brand).pack["misses"][0]
    finally:
        happenings._sources.pop("test")
    first = miss["causes"][0]
    if first["kind"] != "experiment":
        first = next(cause for cause in miss["causes"] if cause["kind"] == "experiment")
    assert (first["text_zh"], Decimal(first["share"])) == ("页面实验。", Decimal("0.5"))
    assert Decimal(miss["explained"]) >= Decimal("0.5")


def test_a_section_of_an_upper_app_is_in_the_pack(brand: Brand, tree: TargetTree) -> None:
    def build(context: PackContext) -> Section | None:
        line = SectionLine("行动有效。", "It worked.", Decimal("12.5"), state="good")
        return Section((line,)) if context.period == SEPTEMBER else None

    sections.register(SectionKind("test", "行动", "Actions", build))
    try:
        assert prepared(brand).pack["sections"][0]["lines"][0]["amount"] == "12.5"
        assert prepared(brand, day=date(2026, 8, 1)).pack["sections"] == []
    finally:
        sections._kinds.pop("test")


def test_a_month_that_met_its_target_has_no_miss(brand: Brand, owner: User) -> None:
    tree = TargetTree.objects.create(
        brand=brand, year=2026, title="x", state="approved", created_at=AT
    )
    node_there(tree, "公司成交额", "12400")
    node_there(tree, "容易", "10000")
    review = prepared(brand, day=date(2026, 8, 1))
    assert [row["state"] for row in review.pack["standings"]] == ["met", "over"]
    assert (review.pack["misses"], len(review.pack["overs"])) == ([], 1)


def test_a_formula_is_missed_by_its_children(brand: Brand, owner: User) -> None:
    tree = TargetTree.objects.create(
        brand=brand, year=2026, title="x", state="approved", created_at=AT
    )
    top = node_there(tree, "成交额", "12000", metric="", formula="product")
    node_there(tree, "订单", "120", metric="orders_paid", unit="count", parent=top)
    node_there(tree, "客单价", "100", metric="aov", parent=top)
    miss = prepared(brand).pack["misses"][0]
    (cause,) = miss["causes"]
    assert (cause["kind"], Decimal(cause["share"])) == ("child", 1)
    assert cause["text_zh"] == "订单：78，应为 120：-4,200.00。"


def test_a_quarter_adds_its_months(brand: Brand, tree: TargetTree) -> None:
    review = prepared(brand, "quarter")
    (top, _shop) = review.pack["standings"]
    assert (Decimal(top["due"]), Decimal(top["actual"])) == (36000, 62 * 400 + 7800)
    assert review.when == "2026-Q3"


def test_a_brand_without_targets_hears_so_and_still_sees_what_moved(brand: Brand) -> None:
    pack = prepared(brand).pack
    assert pack["headline"][0]["zh"].endswith("本年没有已批准的目标，无从对比。")
    moved = {row["metric"]: row for row in pack["moved"]}
    assert Decimal(moved["gmv_paid"]["change"]) == 7800 - 30 * 400
    assert moved["roi"]["reason_zh"]


def test_a_brand_without_data_gets_an_honest_pack(db: None, own_home: None) -> None:
    from tests.people_there import brand_there

    pack = prepared(brand_there("kong")).pack
    assert (pack["misses"], pack["moved"], pack["data_version"]) == ([], [], 0)


def test_the_pack_keeps_the_version_of_the_data_and_its_hash_is_trailed(
    brand: Brand, tree: TargetTree
) -> None:
    review = prepared(brand)
    last = intake.catalogue_last(brand)
    assert last is not None
    assert review.data_version == last.seq
    assert review.pack_hash == services.pack_hash(review.pack, review.scores)
    entry = TrailEntry.objects.get(brand=brand, verb="review.prepared")
    assert entry.detail["hash"] == review.pack_hash
    assert entry.detail["data_version"] == last.seq


def test_periods_are_named_as_people_write_them() -> None:
    assert periods.period_named("2026-q2")[1].last == date(2026, 6, 30)
    assert periods.period_named("2026")[0] == "year"
    with pytest.raises(PeriodError):
        periods.period_named("Oktober")


@pytest.mark.clause("12.2")
def test_misses_with_a_cause_are_counted_once_held(
    brand: Brand, tree: TargetTree, owner: User
) -> None:
    review = prepared(brand)
    span = {"since": date(2026, 1, 1), "until": date(2026, 12, 31)}
    assert selectors.explained(brand, **span).misses == 0
    services.review_hold(review=review, actor=owner, at=AT)
    found = selectors.explained(brand, **span)
    assert (found.misses, found.with_cause, found.share) == (2, 2, 1)
