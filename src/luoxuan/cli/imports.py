"""`luoxuan import`: files in, one JSON document out; `--undo` takes an import out again (9.1)."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

if TYPE_CHECKING:
    from luoxuan.foundation.intake.services import FileProgress, IncomingFile
    from luoxuan.foundation.people.models import Brand
    from luoxuan.warehouse.sources.report import FileReport

USAGE, REFUSED = 2, 3
GOOD = ("imported", "duplicate")

Paths = Annotated[list[Path] | None, typer.Argument(help="Files, or folders that are walked.")]
BrandKey = Annotated[str, typer.Option("--brand", help="Key of the brand.")]
ShopKey = Annotated[str, typer.Option("--shop", help="Key of the shop the files belong to.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Read and report; write nothing.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
UndoId = Annotated[str, typer.Option("--undo", help="Take out the import of this id.")]


def import_command(
    paths: Paths = None,
    brand: BrandKey = "",
    shop: ShopKey = "",
    dry_run: DryRun = False,
    as_json: AsJson = False,
    undo: UndoId = "",
) -> None:
    """Import export files of the platforms. Exit status 0: all in; 3: some were not; 2: wrong call."""
    from luoxuan.cli.django import setup

    setup()
    if undo:
        _undo(undo, brand, as_json)
        return
    if not paths or not brand:
        _usage("Say which files and which brand: luoxuan import PATH... --brand KEY")
    owner = _brand(brand)
    reports = _run(owner, _files(paths), shop, dry_run, quiet=as_json)
    _print(reports, as_json)
    raise typer.Exit(0 if _all_in(reports) else REFUSED)


def _run(
    brand: "Brand", files: "list[IncomingFile]", shop: str, dry_run: bool, *, quiet: bool
) -> "list[FileReport]":
    from luoxuan.foundation.intake import services

    try:
        return services.files_import(
            brand=brand,
            files=files,
            shop=shop or None,
            at=datetime.now(UTC),
            dry_run=dry_run,
            progress=None if quiet else _say,
        )
    except services.IntakeError as error:
        _usage(str(error))


def _undo(import_id: str, brand_key: str, as_json: bool) -> None:
    from luoxuan.foundation.intake import selectors, services

    found = selectors.import_anywhere(import_id)
    if found is None or (brand_key and found.brand.key != brand_key):
        _usage(f"No import {import_id} here. `luoxuan import --json` prints the ids.")
    try:
        services.import_undo(
            brand=found.brand, import_id=import_id, requested_by=None, at=datetime.now(UTC)
        )
    except services.IntakeError as error:
        _usage(str(error))
    if as_json:
        _json([{"import_id": import_id, "status": "undone"}])
    else:
        typer.echo(f"Undone: {import_id}")


def _brand(key: str) -> "Brand":
    from luoxuan.foundation.people import selectors as people

    brand = people.brand_by_key(key)
    if brand is None:
        _usage(f"No brand {key} here. `luoxuan init --brand {key}` makes one.")
    return brand


def _files(paths: list[Path]) -> "list[IncomingFile]":
    from luoxuan.foundation.intake.services import IncomingFile

    found = [file for path in paths for file in _walk(path)]
    return [IncomingFile(path, path.name, str(path)) for path in found]


def _walk(path: Path) -> list[Path]:
    """The file itself, or every file below the folder that is not hidden, in the order of names."""
    if path.is_dir():
        inside = sorted(path.rglob("*"))
        return [p for p in inside if p.is_file() and not _is_hidden(p.relative_to(path))]
    if not path.is_file():
        _usage(f"No file {path}.")
    return [path]


def _is_hidden(path: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in path.parts)


def _all_in(reports: "list[FileReport]") -> bool:
    """No table was refused, and every file gave at least one table that is in."""
    by_path: dict[str, set[str]] = {}
    for report in reports:
        by_path.setdefault(report.path, set()).add(report.status)
    return all("refused" not in found and found & set(GOOD) for found in by_path.values())


def _print(reports: "list[FileReport]", as_json: bool) -> None:
    if as_json:
        _json([report.to_json() for report in reports])
        return
    for report in reports:
        typer.echo(_line(report))


def _line(report: "FileReport") -> str:
    part = f" [{report.sheet or report.member}]" if report.sheet or report.member else ""
    head = f"{report.status:<13} {Path(report.path).name}{part}"
    if report.layout is None:
        return f"{head}\n              {report.message}"
    counts = (
        f"read {report.rows_read}  kept {report.rows_kept}  merged {report.rows_merged}  "
        f"dropped {sum(report.dropped.values())}  quarantined {sum(report.quarantined.values())}"
    )
    lines = [head, f"{report.layout}  {counts}", f"import {report.import_id or '-'}"]
    if report.message:
        lines.append(report.message)
    return "\n              ".join(lines)


def _say(news: "FileProgress") -> None:
    if news.name:
        print(f"{news.done}/{news.total} {news.phase} {news.name}", file=sys.stderr)


def _json(document: list[dict[str, Any]]) -> None:
    import orjson

    typer.echo(orjson.dumps(document, option=orjson.OPT_INDENT_2).decode())


def _usage(message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(USAGE)
