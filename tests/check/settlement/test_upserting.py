"""Known keys are refreshed, what is gone is settled; against an obvious reference, and in bounded statements."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from luoxuan.analysis.reconciliation import Difference
from luoxuan.check.settlement.models import DifferenceRecord, Reconciliation
from luoxuan.check.settlement.services.upserting import Seen, batch_upsert, states_refresh
from luoxuan.check.settlement.tolerances import Rules
from luoxuan.foundation.people.models import Brand
from tests.check.settlement.there import run_there
from tests.people_there import AT, brand_there

pytestmark = [pytest.mark.django_db, pytest.mark.clause("11.12")]
Found = dict[str, tuple[int, bool]]
"""Amount and whether the data explain it, by key."""
KEYS = [f"k{n}" for n in range(6)]
FOUND = some.dictionaries(
    some.sampled_from(KEYS), some.tuples(some.integers(-3, 3).filter(bool), some.booleans())
)


def difference(key: str, amount: int, is_explained: bool = False) -> Difference:
    """One as the analysis gives it."""
    return Difference(
        key=key, kind="short_paid", side="money_account", platform="taobao", shop_key="demo",
        provider="alipay", account="0156", order_id=key, flow_nos=(key,), expected=Decimal(10),
        found=Decimal(10 + amount), amount=Decimal(amount), currency="CNY",
        occurred_on=date(2026, 9, 6), age_days=3, is_explained=is_explained, note="",
    )  # fmt: skip


def ran(
    brand: Brand, batches: Iterator[list[Difference]] | list[list[Difference]], days: int = 0
) -> Reconciliation:
    """A run that found these."""
    at = AT + timedelta(days=days)
    run = run_there(brand, as_of=at.date(), at=at)
    seen = Seen(run, Rules({}), at)
    for batch in batches:
        batch_upsert(seen=seen, batch=batch)
    states_refresh(seen=seen)
    return run


def expected_state(history: list[Found], key: str) -> str | None:
    """Slow and obvious: walk the runs one after another."""
    state: str | None = None
    for found in history:
        if key in found:
            state = "explained" if found[key][1] else "open"
        elif state is not None:
            state = "settled"
    return state


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(history=some.lists(FOUND, min_size=1, max_size=4))
def test_any_history_ends_in_the_states_a_slow_walk_gives(db: None, history: list[Found]) -> None:
    brand = Brand.objects.filter(key="lishi").first() or brand_there("lishi")
    DifferenceRecord.objects.filter(brand=brand).delete()
    for day, found in enumerate(history):
        batch = [difference(key, *said) for key, said in sorted(found.items())]
        ran(brand, [batch[:2], batch[2:]], day)
    rows = {row.key: row for row in DifferenceRecord.objects.filter(brand=brand)}
    assert {key: row.state for key, row in rows.items()} == {
        key: state for key in KEYS if (state := expected_state(history, key)) is not None
    }
    for key, (amount, _is_explained) in history[-1].items():
        assert rows[key].amount == amount


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(found=FOUND)
def test_the_same_run_again_changes_no_record(db: None, found: Found) -> None:
    brand = Brand.objects.filter(key="lishi").first() or brand_there("lishi")
    DifferenceRecord.objects.filter(brand=brand).delete()
    batch = [difference(key, *said) for key, said in sorted(found.items())]
    ran(brand, [batch])
    skipped = {"run_id"}
    names = [f.name for f in DifferenceRecord._meta.fields if f.name not in skipped]
    before = list(DifferenceRecord.objects.filter(brand=brand).order_by("key").values(*names))
    ran(brand, [batch])
    assert (
        list(DifferenceRecord.objects.filter(brand=brand).order_by("key").values(*names)) == before
    )


def test_a_write_off_holds_for_its_amount_alone(db: None) -> None:
    brand = brand_there("lishi")
    ran(brand, [[difference("k", -5)]])
    DifferenceRecord.objects.update(state="written_off", off_amount=Decimal(-5), is_by_hand=True)
    ran(brand, [[difference("k", -5)]], 1)
    assert DifferenceRecord.objects.get().state == "written_off"
    ran(brand, [[difference("k", -8)]], 2)
    assert DifferenceRecord.objects.get().state == "open"


class Counter:
    """How many statements ran; the text of them would cost more than they do."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, execute: Any, *given: Any) -> Any:
        """One more."""
        self.count += 1
        return execute(*given)


def test_twenty_thousand_differences_are_stored_in_sets(db: None) -> None:
    brand = brand_there("lishi")
    batches = [
        [difference(f"{n:06d}", -1) for n in range(first, first + 10_000)] for first in (0, 10_000)
    ]
    counter = Counter()
    with connection.execute_wrapper(counter):
        ran(brand, batches)
    assert counter.count < 40  # a thousand records a statement
    again = Counter()
    with connection.execute_wrapper(again):
        ran(brand, [batches[0][:1000]], 1)
    assert again.count < 15
    states = DifferenceRecord.objects.filter(brand=brand).values_list("state", flat=True)
    assert sorted(set(states)) == ["open", "settled"]
