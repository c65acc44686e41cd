"""`luoxuan sql`: questions to one brand's warehouse, read-only (9.1)."""

import csv
import io
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

if TYPE_CHECKING:
    import pyarrow as pa

    from luoxuan.warehouse.lake import Snapshot

USAGE, REFUSED = 2, 3
WIDEST = 40
SHOWN = 1000

Query = Annotated[str, typer.Argument(help="One SELECT; without it, a prompt (or standard input).")]
BrandKey = Annotated[str, typer.Option("--brand", help="Key of the brand.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print a JSON list of rows.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="Print CSV; formulas are made harmless.")]


def sql_command(
    brand: BrandKey, query: Query = "", as_json: AsJson = False, as_csv: AsCsv = False
) -> None:
    """Ask the warehouse of one brand. `SHOW TABLES` lists what there is; nothing can be changed."""
    from luoxuan.cli.django import setup

    setup()
    if as_json and as_csv:
        _usage("Say --json or --csv, not both.")
    snapshot = _snapshot(brand)
    draw = _as_json if as_json else _as_csv if as_csv else _as_table
    if query:
        raise typer.Exit(_answer(snapshot, query, draw))
    failed = [code for text in _typed(brand) if (code := _answer(snapshot, text, draw))]
    # A person at the prompt has seen the error; a script must be told.
    raise typer.Exit(failed[-1] if failed and not sys.stdin.isatty() else 0)


def _snapshot(key: str) -> "Snapshot":
    from luoxuan.foundation.intake import selectors
    from luoxuan.foundation.people import selectors as people

    brand = people.brand_by_key(key)
    if brand is None:
        _usage(f"No brand {key} here. `luoxuan brand list` prints the keys.")
    return selectors.snapshot(brand)


def _answer(snapshot: "Snapshot", text: str, draw: "Callable[[pa.Table], str]") -> int:
    from luoxuan.warehouse import sql_console

    try:
        typer.echo(draw(sql_console.run(snapshot, text)), nl=False)
    except sql_console.SqlRefusedError as error:
        typer.echo(f"luoxuan: {error}", err=True)
        return REFUSED
    return 0


def _typed(brand: str) -> Iterator[str]:
    """Statements from the keyboard or a pipe, each ended by a semicolon or the end of the input."""
    held = ""
    prompt = _prompt if sys.stdin.isatty() else (lambda _text: sys.stdin.readline())
    while line := prompt(f"{brand}> " if not held else "   ... "):
        held += line
        if held.rstrip().endswith(";"):
            yield held.rstrip().rstrip(";")
            held = ""
    if held.strip():
        yield held


def _prompt(text: str) -> str:
    try:
        return input(text) + "\n"
    except EOFError:
        typer.echo()
        return ""


def _as_json(table: "pa.Table") -> str:
    import orjson

    def plain(value: Any) -> str:
        return format(value, "f") if hasattr(value, "as_tuple") else str(value)

    body = orjson.dumps(table.to_pylist(), default=plain, option=orjson.OPT_INDENT_2)
    return body.decode() + "\n"


def _as_csv(table: "pa.Table") -> str:
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(_harmless(name) for name in table.column_names)
    for row in _rows(table):
        writer.writerow([_harmless(value) for value in row])
    return target.getvalue()


def _harmless(value: object) -> object:
    """A text a spreadsheet would run as a formula gets an apostrophe before it."""
    if isinstance(value, str) and value.lstrip().startswith(("=", "+", "-", "@", "\t", "\r")):
        return f"'{value}"
    return value


def _as_table(table: "pa.Table") -> str:
    names = table.column_names
    lines = [names, *([_cell(v) for v in row] for row in _rows(table.slice(0, SHOWN)))]
    widths = [max((_width(line[n]) for line in lines), default=0) for n in range(len(names))]
    drawn = [
        "  ".join(
            cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True)
        )
        for line in lines
    ]
    drawn.insert(1, "  ".join("-" * width for width in widths))
    if table.num_rows > SHOWN:
        drawn.append(f"... {table.num_rows - SHOWN} more; --csv prints all.")
    drawn.append(f"({table.num_rows} rows)")
    return "\n".join(line.rstrip() for line in drawn) + "\n"


def _rows(table: "pa.Table") -> Iterator[tuple[Any, ...]]:
    for batch in table.to_batches():
        columns = [column.to_pylist() for column in batch.columns]
        yield from zip(*columns, strict=True)


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    # A control character could redraw the terminal.
    text = "".join(c if c.isprintable() else "·" for c in text)
    return text if len(text) <= WIDEST else text[: WIDEST - 1] + "…"


def _width(text: str) -> int:
    from unicodedata import east_asian_width

    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)


def _usage(message: str) -> NoReturn:
    typer.echo(f"luoxuan: {message}", err=True)
    raise typer.Exit(USAGE)
