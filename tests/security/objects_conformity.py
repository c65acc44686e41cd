"""One object of each kind of the self-assessment."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

from luoxuan.act.conformity import services
from luoxuan.act.conformity.models import ConformityRun
from luoxuan.foundation.people.models import Brand, User
from tests.people_there import AT


def run_there(brand: Brand) -> ConformityRun:
    """A run that measured nothing."""
    run = ConformityRun(
        brand=brand, edition="2025", at=AT, day=AT.date(), data_version=0, results=[], scores={},
        score=Decimal(0), cause="asked",
    )  # fmt: skip
    run.digest = services.run_digest(run)
    run.save()
    return run


def exemption_there(brand: Brand, user: User) -> str:
    """An exemption somebody asked for."""
    draft = services.ExemptionDraft("8.1", "we make no content", AT.date() + timedelta(days=90))
    return str(services.exemption_ask(brand=brand, draft=draft, actor=user, at=AT).pk)


def conformity_objects(brand: Brand, user: User) -> dict[str, Callable[[], str]]:
    """By the part of the address that names it."""
    return {
        "run_id": lambda: str(run_there(brand).pk),
        "exemption_id": lambda: exemption_there(brand, user),
        "pack_id": lambda: str(
            services.pack_make(run=run_there(brand), language="en", actor=user, at=AT).pk
        ),
    }
