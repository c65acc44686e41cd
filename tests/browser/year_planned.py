"""What was decided before a test begins, through the services a person uses: approved targets, a finding."""

from datetime import date, timedelta
from decimal import Decimal

from luoxuan.act.improvements import services as improvements
from luoxuan.act.improvements.models import Finding
from luoxuan.foundation.gates.services import gate_decide
from luoxuan.foundation.intake import selectors as intake
from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.people.models import Brand, User
from luoxuan.plan.strategy import services as strategy
from luoxuan.plan.strategy.models import Objective
from luoxuan.plan.targets import selectors, services
from luoxuan.plan.targets.models import TargetTree
from luoxuan.plan.targets.prospects import Desk
from luoxuan.warehouse.engine import open_session
from tests.browser.stored_year import AT, LAST

GOAL = "多平台成交增长"
MISSED = date(2026, 9, 1)
WANTED = Decimal("40000.00")
"""More than twice what the flagship sold while its new pictures kept buyers away."""


def person(brand: Brand, role: str) -> User:
    """The brand's person of the role."""
    found = people.user_by_name(f"{brand.key}-{role}")
    assert found is not None
    return found


def objective_there(brand: Brand) -> Objective:
    """An active objective of the year."""
    draft = strategy.ObjectiveDraft("market_share", GOAL, date(2026, 1, 1), date(2026, 12, 31))
    made = strategy.objective_save(brand=brand, draft=draft, actor=None, at=AT)
    return strategy.objective_state_set(objective=made, state="active", actor=None, at=AT)


def targets_approved(brand: Brand) -> TargetTree:
    """The year's sales tree with a September nobody reached, approved by the owner."""
    manager = person(brand, "operations-manager")
    snapshot = intake.snapshot(brand)
    with open_session(snapshot) as session:
        choice = services.TemplateChoice(
            2026, "2026 年目标", "gmv", objective_id=objective_there(brand).pk
        )
        tree = services.tree_from_template(
            desk=Desk(brand, session, snapshot, LAST), choice=choice, actor=manager, at=AT
        )
    _raise_september(tree, manager)
    gate = services.tree_ask_approval(tree=tree, actor=manager, at=AT)
    gate_decide(
        gate=gate, decision="approved", reason="同意", actor=person(brand, "owner"),
        at=AT + timedelta(minutes=1), waiver="九月按新品计划上调",
    )  # fmt: skip
    return tree


def _raise_september(tree: TargetTree, manager: User) -> None:
    nodes = selectors.nodes_of(tree)
    shop = next(one for one in nodes if one.shop_key == "taobao" and one.metric == "gmv_paid")
    basis = services.Basis("typed", note="新品上市")
    services.targets_set(node=shop, months={MISSED: WANTED}, basis=basis, actor=manager, at=AT)
    if shop.formula:
        services.months_distribute(node=shop, actor=manager, at=AT)
    for node in reversed(nodes):
        if node.formula == "sum":
            services.months_take_over(node=node, actor=manager, at=AT)


def finding_there(brand: Brand) -> Finding:
    """What a review found: the shop of JD is behind."""
    manager = person(brand, "operations-manager")
    draft = improvements.FindingDraft(
        "京东店客单价偏低", metric="gmv_paid", shop_key="jd", owner=manager
    )
    return improvements.finding_open(brand=brand, draft=draft, actor=manager, at=AT)
