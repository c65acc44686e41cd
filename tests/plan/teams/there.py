"""Posts and processes for tests."""

from collections.abc import Callable

from luoxuan.foundation.people.models import Brand
from luoxuan.plan.teams import services
from luoxuan.plan.teams.models import Post, Process
from tests.people_there import AT


def post_there(brand: Brand, title: str = "渠道运营", role: str = "channel_operator") -> Post:
    """A post nobody holds."""
    draft = services.PostDraft(title=title, role=role)
    return services.post_save(brand=brand, draft=draft, actor=None, at=AT)


def process_there(brand: Brand, title: str = "上新") -> Process:
    """A process without duties."""
    return services.process_save(brand=brand, title=title, actor=None, at=AT)


def team_objects(brand: Brand) -> dict[str, Callable[[], str]]:
    """How to make one object per part of an address."""
    return {
        "post_id": lambda: str(post_there(brand).pk),
        "process_id": lambda: str(process_there(brand).pk),
    }
