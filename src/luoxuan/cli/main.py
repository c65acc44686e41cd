"""The command `luoxuan`: every noun in one place; a noun's own module loads when it is used."""

import typer

from luoxuan.cli import (
    actions,
    brand,
    conformity,
    demo,
    imports,
    inbox,
    init,
    monitors,
    privacy,
    profit,
    reconcile,
    report,
    review,
    serve,
    sql,
    targets,
    tasks,
    trail,
    user,
    warehouse,
    worker,
)

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
    help="Luoxuan 螺旋: operations for merchants on many platforms.",
)
app.command("conformity")(conformity.conformity_command)
app.command("init")(init.init_command)
app.command("import")(imports.import_command)
app.command("inbox")(inbox.inbox_command)
app.command("profit")(profit.profit_command)
app.command("reconcile")(reconcile.reconcile_command)
app.command("serve")(serve.serve_command)
app.command("sql")(sql.sql_command)
app.command("targets")(targets.targets_command)
app.command("tasks")(tasks.tasks_command)
app.command("worker")(worker.worker_command)
app.add_typer(actions.app, name="actions")
app.add_typer(brand.app, name="brand")
app.add_typer(demo.app, name="demo")
app.add_typer(monitors.app, name="monitors")
app.add_typer(privacy.app, name="privacy")
app.add_typer(report.app, name="report")
app.add_typer(review.app, name="review")
app.add_typer(trail.app, name="trail")
app.add_typer(user.app, name="user")
app.add_typer(warehouse.app, name="warehouse")


def main() -> None:
    """Entry point of the command."""
    app()


if __name__ == "__main__":
    main()
