"""The database itself refuses to change the target of a closed month, or to open it again."""

from django.db import migrations

TABLE = "targets_targetvalue"
MESSAGE = "The target of a closed month never changes."
CHANGED = {
    "sqlite": (
        "OLD.is_closed AND (NEW.value IS NOT OLD.value OR NEW.month IS NOT OLD.month "
        "OR NEW.node_id IS NOT OLD.node_id OR NOT NEW.is_closed)"
    ),
    "postgres": (
        "OLD.is_closed AND (NEW.value, NEW.month, NEW.node_id, NEW.is_closed) "
        "IS DISTINCT FROM (OLD.value, OLD.month, OLD.node_id, TRUE)"
    ),
}
SQLITE = [
    f"CREATE TRIGGER targets_closed_stays BEFORE UPDATE ON {TABLE} WHEN {CHANGED['sqlite']} "
    f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
]
POSTGRES = [
    f"CREATE FUNCTION targets_refuse() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION '{MESSAGE}'; "
    "END $$ LANGUAGE plpgsql",
    f"CREATE TRIGGER targets_closed_stays BEFORE UPDATE ON {TABLE} FOR EACH ROW "
    f"WHEN ({CHANGED['postgres']}) EXECUTE FUNCTION targets_refuse()",
]
SQLITE_BACK = ["DROP TRIGGER targets_closed_stays"]
POSTGRES_BACK = [
    f"DROP TRIGGER targets_closed_stays ON {TABLE}",
    "DROP FUNCTION targets_refuse()",
]


def run(editor, sqlite, postgres):
    """The statements of the database at hand."""
    for statement in sqlite if editor.connection.vendor == "sqlite" else postgres:
        editor.execute(statement)


class Migration(migrations.Migration):
    """A trigger, for both databases."""

    dependencies = [("targets", "0001_initial")]
    operations = [
        migrations.RunPython(
            lambda apps, editor: run(editor, SQLITE, POSTGRES),
            lambda apps, editor: run(editor, SQLITE_BACK, POSTGRES_BACK),
        )
    ]
