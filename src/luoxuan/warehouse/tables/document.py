"""Writes docs/users/tables.md from the tables: `python -m luoxuan.warehouse.tables.document` (9.1)."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from luoxuan.warehouse.tables import DERIVED, TABLES, Column
from luoxuan.warehouse.tables.model import LINEAGE, MONTH

TARGET = Path("docs/users/tables.md")
HEAD = """# The tables

Made by `python -m luoxuan.warehouse.tables.document` from `src/luoxuan/warehouse/tables/`; do not edit.

Ask them with `luoxuan sql --brand KEY "SELECT ..."`. They lie as Delta Lake tables under the brand's `lake/` folder, one folder per
table, partitioned by month where the table has a day; other engines can read them there.

| type | stored as | meaning |
|---|---|---|
| text | VARCHAR | ids keep their letters and leading zeros |
| date | DATE | a day in the shop's zone |
| time | TIMESTAMP WITH TIME ZONE | an instant, in UTC |
| money | DECIMAL(18,4) | in the row's currency, exact |
| count | BIGINT | |
| number | DECIMAL(18,6) | shares are 0 to 1 |
| flag | BOOLEAN | |

What a file does not say is null, never 0. Of each key the freshest record stands: the highest in `record_rank`, `source_as_of`, `imported_at`,
`source_row_no`. Every record it has beaten is kept in `<table>_superseded`, which has the same columns, until its import is undone.
"""


def document() -> str:
    """The page as Markdown."""
    parts = [HEAD]
    for table in TABLES.values():
        keyed = f"Key: {', '.join(f'`{name}`' for name in table.key)}."
        day = f" Day: `{table.day}`." if table.day else ""
        parts.append(_section(table.name, f"{_sentence(table.grain)} {keyed}{day}", table.own))
    for view in DERIVED.values():
        read = ", ".join(f"`{name}`" for name in view.reads)
        parts.append(
            _section(view.name, f"{_sentence(view.grain)} Computed from {read}.", view.columns)
        )
    parts.append(_section("Lineage", "The last columns of every stored table.", (*LINEAGE, MONTH)))
    return "\n".join(parts)


def _section(name: str, text: str, columns: Sequence[Column]) -> str:
    return "\n".join([f"## {name}", "", text, "", *_lines(columns), ""])


def _lines(columns: Iterable[Column]) -> Iterable[str]:
    yield "| column | type | meaning |"
    yield "|---|---|---|"
    for column in columns:
        unit = f" In {column.unit}." if column.unit else ""
        yield f"| {column.name} | {column.type} | {column.meaning}{unit} |"


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."


def main() -> None:
    """Write the page, below the folder given or this one."""
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path.cwd()
    (root / TARGET).write_text(document(), encoding="utf-8")


if __name__ == "__main__":
    main()
