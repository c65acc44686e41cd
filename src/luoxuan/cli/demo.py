"""`luoxuan demo`: a filled brand to look at, its export files, and back to nothing."""

import shutil
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, help="The demo brand 演示品牌「青岚」.")

SHANGHAI = timezone(timedelta(hours=8))

LastDay = Annotated[
    str, typer.Option("--last-day", help="Last day of the data, YYYY-MM-DD; yesterday if left out.")
]
Seed = Annotated[int, typer.Option("--seed", help="Another seed, another year.")]


@app.command("up")
def demo_up(
    port: Annotated[int, typer.Option("--port", help="Port on 127.0.0.1.")] = 8000,
    last_day: LastDay = "",
    seed: Seed = 0,
    serve: Annotated[bool, typer.Option(help="Serve after filling.")] = True,
) -> None:
    """Fill the demo brands where they are not filled, print how to log in, serve until Ctrl-C."""
    from luoxuan.cli.django import setup
    from luoxuan.cli.serve import serve_command

    setup()
    from luoxuan.cli import demo_brand

    try:
        if not demo_brand.is_filled():
            demo_brand.fill(_day(last_day), seed, typer.echo)
    except demo_brand.DemoError as error:
        typer.echo(f"luoxuan: {error}", err=True)
        raise typer.Exit(1) from error
    typer.echo(demo_brand.how_to_log_in(port))
    if serve:
        serve_command(port=port)


@app.command("files")
def demo_files(folder: Path, last_day: LastDay = "", seed: Seed = 0) -> None:
    """Write the demo's export files, its answer sheet and UCI Online Retail under FOLDER; import nothing."""
    from luoxuan.demo.folder import write_folder
    from luoxuan.demo.retail import FILE_NAME, write_retail
    from luoxuan.demo.story import SEED

    written = write_folder(folder, _day(last_day), seed=seed or SEED)
    lines = write_retail(folder / FILE_NAME)
    typer.echo(f"{len(written)} files of the demo brand and {lines:,} lines of Online Retail.")
    typer.echo(f"They are in {folder}; answers.json says what is planted.")


@app.command("reset")
def demo_reset(
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Remove the whole home folder if it holds nothing but the demo; refuse otherwise."""
    from luoxuan.cli.django import setup

    setup()
    from django.conf import settings

    from luoxuan.cli import demo_brand

    why_not = demo_brand.hindrance()
    if why_not:
        typer.echo(f"luoxuan: {why_not}", err=True)
        raise typer.Exit(2)
    home = settings.LUOXUAN_HOME
    if not yes:
        typer.confirm(f"Remove {home} with everything in it?", abort=True)
    shutil.rmtree(home)
    typer.echo(f"Removed {home}. `luoxuan demo up` fills it again.")


@app.command("fill-retail", hidden=True)
def demo_fill_retail() -> None:
    """Fill the second brand; `up` runs it beside the first."""
    from luoxuan.cli.django import setup

    setup()
    from luoxuan.cli import demo_brand

    try:
        demo_brand.fill_retail(datetime.now(SHANGHAI), typer.echo)
    except demo_brand.DemoError as error:
        typer.echo(f"luoxuan: {error}", err=True)
        raise typer.Exit(1) from error


def _day(text: str) -> date:
    """The day asked for, else yesterday in the shops' zone."""
    if not text:
        return datetime.now(SHANGHAI).date() - timedelta(days=1)
    try:
        return date.fromisoformat(text)
    except ValueError:
        typer.echo(f"luoxuan: {text} is not a day: write YYYY-MM-DD.", err=True)
        raise typer.Exit(2) from None
