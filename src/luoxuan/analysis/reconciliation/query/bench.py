"""Where the working tables of one question stand: temporary tables of the session (11.12)."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from weakref import WeakKeyDictionary

import pyarrow as pa

from luoxuan.analysis.reconciliation.question import ReconciliationQuestion
from luoxuan.warehouse.engine import Session

_built: "WeakKeyDictionary[Session, ReconciliationQuestion]" = WeakKeyDictionary()


class Bench:
    """A session and a question: runs the steps, each a table made of those before it."""

    def __init__(self, question: ReconciliationQuestion, session: Session) -> None:
        self.question, self.session = question, session

    @property
    def is_built(self) -> bool:
        """Whether the session's tables answer this question: a snapshot never changes."""
        return _built.get(self.session) == self.question

    def built(self) -> None:
        """All steps have run."""
        _built[self.session] = self.question

    def begin(self) -> None:
        """Whatever stands there answers another question."""
        _built.pop(self.session, None)

    @property
    def cut(self) -> date:
        """The last day that counts for what is due."""
        return min(self.question.last, self.question.as_of)

    @property
    def tolerance(self) -> str:
        """The tolerated amount as SQL."""
        return f"{self.question.tolerance.amount}::DECIMAL(18,4)"

    def make(self, name: str, sql: str) -> None:
        """A working table."""
        self.session.fetch(f"CREATE OR REPLACE TEMP TABLE recon_{name} AS {sql}")

    def view(self, name: str, sql: str) -> None:
        """A working view: read again by each that asks, nothing is kept of it."""
        self.session.fetch(f"CREATE OR REPLACE TEMP VIEW recon_{name} AS {sql}")

    def drop(self, *names: str) -> None:
        """Working tables that no later step reads."""
        for name in names:
            self.session.fetch(f"DROP TABLE IF EXISTS recon_{name}")

    def fetch(self, sql: str) -> pa.Table:
        """Rows."""
        return self.session.fetch(sql)

    def rows(self, sql: str) -> list[dict[str, Any]]:
        """Few rows."""
        found: list[dict[str, Any]] = self.session.fetch(sql).to_pylist()
        return found

    def count(self, name: str) -> int:
        """How many rows a table has."""
        return int(self.rows(f"SELECT count(*) AS n FROM {name}")[0]["n"])


def day(moment: date) -> str:
    """A day as SQL."""
    return f"DATE '{moment.isoformat()}'"


def texts(values: Iterable[str]) -> str:
    """Texts as an SQL list in brackets."""
    return "(" + ", ".join("'" + value.replace("'", "''") + "'" for value in values) + ")"
