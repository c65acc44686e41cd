"""`luoxuan privacy`: does anything personal lie outside the vault, and turning the keys."""

import json as json_
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, help="Personal data: the proof, and the keys.")


@app.command("scan")
def privacy_scan(
    brand: Annotated[str, typer.Option("--brand", help="Files of one brand only.")] = "",
    json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """Read every file and row of the installation with the recognisers. Exit status 1 where something was found."""
    from luoxuan.cli.django import setup

    setup()
    from itertools import chain

    from django.conf import settings

    from luoxuan.foundation.people import selectors as people
    from luoxuan.foundation.vault.selectors import scan

    if brand and people.brand_by_key(brand) is None:
        typer.echo(f"luoxuan: there is no brand {brand}.", err=True)
        raise typer.Exit(2)
    texts = scan.home_texts(settings.LUOXUAN_HOME, brand)
    done = scan.scan(texts if brand else chain(texts, scan.database_texts()))
    plain = [path.name for path in scan.unsealed_originals(settings.LUOXUAN_HOME)]
    if json:
        hits = [vars(hit) for hit in done.hits]
        body = {"texts": done.texts, "letters": done.letters, "hits": hits, "unsealed": plain}
        typer.echo(json_.dumps(body, ensure_ascii=False))
    else:
        for hit in done.hits:
            typer.echo(f"{hit.place}: {hit.kind} {hit.masked}")
        for name in plain:
            typer.echo(f"not sealed: {name}")
        typer.echo(
            f"{done.texts} texts, {done.letters} letters read; {len(done.hits)} finds, {len(plain)} unsealed originals."
        )
    if done.hits or plain:
        raise typer.Exit(1)


@app.command("rotate")
def privacy_rotate(
    brand: Annotated[str, typer.Option("--brand", help="Turn this brand's vault key too.")] = "",
) -> None:
    """Turn the master key; with --brand also the key of that brand's vault. No sealed value is touched."""
    from luoxuan.cli.django import setup

    setup()
    from django.utils import timezone

    from luoxuan.foundation.people import selectors as people
    from luoxuan.foundation.privacy import services as privacy
    from luoxuan.foundation.vault import selectors, services

    at = timezone.now()
    found = people.brand_by_key(brand) if brand else None
    if brand and found is None:
        typer.echo(f"luoxuan: there is no brand {brand}.", err=True)
        raise typer.Exit(2)
    name, turned = privacy.master_rotate(at=at)
    typer.echo(f"Master key {name} in use; the keys of {turned} brands wrapped anew.")
    if found is not None and selectors.key_now(found) is not None:
        persons = services.vault_rotate(brand=found, actor=None, at=at)
        typer.echo(f"{found.key}: the keys of {persons} persons wrapped anew.")
