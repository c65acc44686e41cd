"""Reading: DuckDB over exactly the files of a snapshot, one session per use (9.1)."""

from luoxuan.warehouse.engine.session import Session, open_session
from luoxuan.warehouse.engine.shapes import ibis_tables

open = open_session  # noqa: A001  `engine.open(snapshot)` reads as it is meant

__all__ = ["Session", "ibis_tables", "open", "open_session"]
