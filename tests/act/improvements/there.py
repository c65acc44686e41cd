"""One finding with a cause and an action, for the walk over all addresses."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from functools import cache

from luoxuan.act.improvements import services
from luoxuan.act.improvements.models import Action, Finding, RootCause
from luoxuan.foundation.people.models import Brand, User
from tests.people_there import AT, shop_there


def improvement_objects(brand: Brand, user: User) -> dict[str, Callable[[], str]]:
    """How to make what the addresses of improvements name; the cause and the action are the finding's."""

    @cache
    def finding() -> Finding:
        draft = services.FindingDraft("x")
        return services.finding_open(brand=brand, draft=draft, actor=user, at=AT)

    def cause() -> RootCause:
        draft = services.CauseDraft("data", "x")
        return services.cause_add(finding=finding(), draft=draft, actor=user, at=AT)

    def action() -> Action:
        shop = shop_there(brand, f"acted-{brand.key}")
        draft = services.ActionDraft(
            "x", user, AT.date(), AT.date() + timedelta(days=14), "gmv_paid", Decimal(1),
            (shop.key,),
        )  # fmt: skip
        return services.action_plan(finding=finding(), draft=draft, actor=user, at=AT)

    return {
        "finding_id": lambda: str(finding().pk),
        "cause_id": lambda: str(cause().pk),
        "action_id": lambda: str(action().pk),
    }
