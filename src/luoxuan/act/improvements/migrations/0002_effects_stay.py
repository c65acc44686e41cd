"""The database itself refuses to change or remove a measured effect."""

from django.db import migrations

TABLE = "improvements_effect"
MESSAGE = "A measured effect is never changed: measure again."
SQLITE = [
    f"CREATE TRIGGER {TABLE}_no_{verb.lower()} BEFORE {verb} ON {TABLE} "
    f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    for verb in ("UPDATE", "DELETE")
]
POSTGRES = [
    "CREATE FUNCTION improvements_effect_refuse() RETURNS trigger AS $$ "
    f"BEGIN RAISE EXCEPTION '{MESSAGE}'; END $$ LANGUAGE plpgsql",
    f"CREATE TRIGGER {TABLE}_no_change BEFORE UPDATE OR DELETE ON {TABLE} "
    "FOR EACH ROW EXECUTE FUNCTION improvements_effect_refuse()",
]
SQLITE_BACK = [f"DROP TRIGGER {TABLE}_no_update", f"DROP TRIGGER {TABLE}_no_delete"]
POSTGRES_BACK = [
    f"DROP TRIGGER {TABLE}_no_change ON {TABLE}",
    "DROP FUNCTION improvements_effect_refuse()",
]


def run(editor, sqlite, postgres):
    """The statements of the database at hand."""
    for statement in sqlite if editor.connection.vendor == "sqlite" else postgres:
        editor.execute(statement)


class Migration(migrations.Migration):
    """Triggers, for both databases."""

    dependencies = [("improvements", "0001_initial")]
    operations = [
        migrations.RunPython(
            lambda apps, editor: run(editor, SQLITE, POSTGRES),
            lambda apps, editor: run(editor, SQLITE_BACK, POSTGRES_BACK),
        )
    ]
