"""Conversations of customer service come in through the mapping wizard; nobody's name does (9.1, 10.6)."""

from decimal import Decimal
from pathlib import Path

import pytest

from luoxuan.foundation.intake import services
from luoxuan.foundation.intake.services import ColumnAnswer, MappingAnswers
from luoxuan.foundation.people.models import Brand
from luoxuan.foundation.people.services import shop_register
from tests.foundation.intake.conftest import AT
from tests.foundation.intake.reading_back import rows

pytestmark = pytest.mark.django_db(transaction=True)
SESSIONS = """会话,客服,买家,订单,开始,首响,评分
S1,演示:甲,buyer-77,4001,2026-09-01 10:00:00,25秒,5
S2,演示:乙,,,2026-09-01 11:00:00,1分5秒,
"""
FIELDS = (
    ("会话", "id", "session_id"), ("客服", "personal", "agent_key"), ("买家", "personal", "customer_key"), ("订单", "id", "order_id"),
    ("开始", "time", "started_at"), ("首响", "seconds", "first_response_s"), ("评分", "count", "rating"),
)  # fmt: skip


def test_conversations_are_mapped_and_read(brand: Brand, tmp_path: Path) -> None:
    shop_register(brand=brand, key="a", platform="other", name="演示店铺")
    path = tmp_path / "会话.csv"
    path.write_text(SESSIONS, encoding="utf-8")
    original = services.original_keep(brand=brand, path=path, name=path.name, at=AT)
    draft = services.draft_open(brand=brand, original=original, created_by=None, at=AT)
    columns = tuple(
        ColumnAnswer(name, kind, f"service_sessions.{field}", is_key=field == "session_id")
        for name, kind, field in FIELDS
    )
    draft = services.draft_answer(draft=draft, answers=MappingAnswers("会话", "sessions", columns))
    batch = services.draft_save(draft=draft, saved_by=None, at=AT)
    (report,) = services.batch_run(batch=batch, at=AT, listener=lambda _news: None)
    assert report["status"] == "imported", report
    found = rows(brand, "SELECT * FROM service_sessions ORDER BY session_id")
    assert [(r["session_id"], r["first_response_s"], r["rating"], str(r["started_on"])) for r in found] == [
        ("S1", Decimal(25), 5, "2026-09-01"),
        ("S2", Decimal(65), None, "2026-09-01"),
    ]  # fmt: skip
    keys = [r["agent_key"] for r in found]
    assert len(set(keys)) == 2
    assert all(len(key) == 64 for key in keys)
    assert len(found[0]["customer_key"]) == 64
    assert found[1]["customer_key"] is None
    assert "演示" not in str(found)
    assert "buyer-77" not in str(found)
