"""What is other in another edition (13.1)."""

from dataclasses import dataclass, fields

from luoxuan.standard.model import Edition, Requirement


@dataclass(frozen=True)
class RowChange:
    """A requirement that both editions have and that is not the same."""

    before: Requirement
    after: Requirement
    fields: tuple[str, ...]
    """Which of its fields differ."""


@dataclass(frozen=True)
class Comparison:
    """Two editions side by side; an id keeps its meaning, so the ids are what is compared."""

    before: Edition
    after: Edition
    added: tuple[Requirement, ...]
    removed: tuple[Requirement, ...]
    changed: tuple[RowChange, ...]

    @property
    def is_same(self) -> bool:
        """Whether nothing differs."""
        return not (self.added or self.removed or self.changed)


def compare(before: Edition, after: Edition) -> Comparison:
    """Rows that came, went, and changed, each in the order of its edition."""
    old, new = before.requirements, after.requirements
    changes = [_change(row, new[key]) for key, row in old.items() if key in new]
    return Comparison(
        before,
        after,
        added=tuple(row for key, row in new.items() if key not in old),
        removed=tuple(row for key, row in old.items() if key not in new),
        changed=tuple(change for change in changes if change.fields),
    )


def _change(before: Requirement, after: Requirement) -> RowChange:
    names = [field.name for field in fields(Requirement) if field.name != "is_here"]
    differing = tuple(n for n in names if getattr(before, n) != getattr(after, n))
    return RowChange(before, after, differing)
