"""Kinds of approval for tests: what the checks find and what follows can be set."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from decimal import Decimal

from luoxuan.foundation.gates import registry
from luoxuan.foundation.gates.models import Gate
from luoxuan.foundation.gates.registry import GateFinding, GateKind, GateSubject
from luoxuan.foundation.people.models import Brand

BLOCK = GateFinding("price.floor", "block", "低于底价。", "Below the floor.", version="2026-07")
HINT = GateFinding("price.note", "info", "首次调价。", "First change.")


class World:
    """What the checks look at, and what happened after decisions."""

    def __init__(self) -> None:
        self.findings: list[GateFinding] = []
        self.print = "a"
        self.decided: list[tuple[int, str]] = []
        self.closed: list[tuple[int, str]] = []
        self.refuses = False

    def checks(self, _subject: GateSubject) -> list[GateFinding]:
        return list(self.findings)

    def fingerprint(self, _subject: GateSubject) -> str:
        return self.print

    def on_decided(self, gate: Gate, _at: datetime) -> None:
        if self.refuses:
            raise RuntimeError("What follows cannot be done.")
        self.decided.append((gate.pk, gate.state))

    def on_closed(self, gate: Gate, _at: datetime) -> None:
        self.closed.append((gate.pk, gate.state))


@contextmanager
def kinds_there(world: World) -> Iterator[None]:
    """Two kinds that are known for a while: `test.price`, and `test.pair` which takes two persons."""
    names = ("test.price", "test.pair")
    for name in names:
        registry.gate_kind(
            GateKind(
                key=name,
                zh="测试审批",
                en="Test approval",
                checks=world.checks,
                on_decided=world.on_decided,
                on_closed=world.on_closed,
                fingerprint=world.fingerprint,
                expires_after=timedelta(days=7),
                two_persons=name == "test.pair",
            )
        )
    yield
    for name in names:
        registry._kinds.pop(name)


def subject(brand: Brand, number: str = "1", **more: object) -> GateSubject:
    """A subject of the brand."""
    values: dict[str, object] = {
        "kind": "test.price",
        "amount": Decimal("800.00"),
        "evidence": {"data_version": "3"},
        "summary": "12.00 → 9.00",
    } | more
    return GateSubject(
        brand=brand, subject_type="price", subject_id=number, title=f"调价 {number}", **values
    )  # type: ignore[arg-type]
