"""The database itself refuses to change or remove an entry of the trail."""

from django.db import migrations

TABLE = "trail_trailentry"
SQLITE = [
    f"CREATE TRIGGER trail_no_{verb.lower()} BEFORE {verb} ON {TABLE} "
    "BEGIN SELECT RAISE(ABORT, 'The trail is append-only.'); END"
    for verb in ("UPDATE", "DELETE")
]
POSTGRES = [
    "CREATE FUNCTION trail_refuse() RETURNS trigger AS $$ "
    "BEGIN RAISE EXCEPTION 'The trail is append-only.'; END $$ LANGUAGE plpgsql",
    f"CREATE TRIGGER trail_no_change BEFORE UPDATE OR DELETE ON {TABLE} "
    "FOR EACH ROW EXECUTE FUNCTION trail_refuse()",
]
SQLITE_BACK = ["DROP TRIGGER trail_no_update", "DROP TRIGGER trail_no_delete"]
POSTGRES_BACK = [f"DROP TRIGGER trail_no_change ON {TABLE}", "DROP FUNCTION trail_refuse()"]


def run(editor, sqlite, postgres):
    """The statements of the database at hand."""
    for statement in sqlite if editor.connection.vendor == "sqlite" else postgres:
        editor.execute(statement)


class Migration(migrations.Migration):
    """Triggers, for both databases."""

    dependencies = [("trail", "0001_initial")]
    operations = [
        migrations.RunPython(
            lambda apps, editor: run(editor, SQLITE, POSTGRES),
            lambda apps, editor: run(editor, SQLITE_BACK, POSTGRES_BACK),
        )
    ]
