"""SQL and what it gives (9.1)."""

from dataclasses import dataclass
from typing import Any, Literal

ExprType = Literal["text", "number", "time", "date", "flag", "null"]


@dataclass(frozen=True)
class Expr:
    """SQL and what it gives; a constant also as a value."""

    sql: str
    type: ExprType
    constant: Any = None
    is_whole: bool = False
    """A number without decimals."""

    @property
    def is_constant(self) -> bool:
        """The same for every row."""
        return self.type == "null" or self.constant is not None


NULL = Expr("NULL", "null")
