"""`luoxuan conformity`: how far a brand lives the standard, computed now from its records (all clauses)."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand

USAGE = 2


def conformity_command(
    brand: Annotated[str, typer.Option("--brand", help="Key of the brand.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
    keep: Annotated[bool, typer.Option("--keep", help="Keep the result as a run.")] = False,
) -> None:
    """One line per requirement of T/GXDSL 265-2025: state, value, threshold, age of the evidence."""
    from luoxuan.cli.django import setup

    setup()
    from luoxuan.foundation.people import selectors as people

    found = people.brand_by_key(brand)
    if found is None:
        typer.echo(f"No brand {brand} here. `luoxuan init --brand {brand}` makes one.", err=True)
        raise typer.Exit(USAGE)
    results = _measured(found, keep=keep)
    if as_json:
        import orjson

        from luoxuan.act.conformity.listing import listed

        typer.echo(orjson.dumps(listed(results), option=orjson.OPT_INDENT_2).decode())
        return
    for line in _lines(results):
        typer.echo(line)


def _measured(brand: "Brand", *, keep: bool) -> list[dict[str, Any]]:
    from luoxuan.act.conformity import selectors, services
    from luoxuan.act.conformity.measuring import standard_measured
    from luoxuan.standard import edition

    at = datetime.now(UTC)
    if keep:
        kept: list[dict[str, Any]] = services.run_make(brand=brand, actor=None, at=at).results
        return kept
    exempt = selectors.exemptions_in_force(brand, edition().key, at.date())
    return standard_measured(brand=brand, edition=edition(), exempt=exempt, at=at)


def _lines(results: list[dict[str, Any]]) -> list[str]:
    from luoxuan.act.conformity.judging import score

    said = [
        f"{row['id']:<6} {row['state']:<14} {row['value'] or '—':>10}  {row['sentence']['zh']}"
        for row in results
    ]
    total = score(results)
    share = "—" if total.score is None else f"{Decimal(total.score) * 100:.1f} %"
    states = ", ".join(f"{name} {count}" for name, count in total.states.items() if count)
    return [*said, "", f"T/GXDSL 265-2025: {share} ({states})"]
