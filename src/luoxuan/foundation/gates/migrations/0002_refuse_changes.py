"""The database itself refuses to change a decided gate, a vote, or a kept finding."""

from django.db import migrations

GATE, VOTE, FINDING = "gates_gate", "gates_gatevote", "gates_gatefindingkept"
WORDS = "A decision is frozen."


def sqlite_trigger(name, verb, table, when=""):
    """One trigger that aborts."""
    return (
        f"CREATE TRIGGER {name} BEFORE {verb} ON {table} {when} "
        f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
    )


CLOSED = "WHEN OLD.state <> 'open'"
SQLITE = [
    sqlite_trigger("gates_gate_no_update", "UPDATE", GATE, CLOSED),
    sqlite_trigger("gates_gate_no_delete", "DELETE", GATE, CLOSED),
    sqlite_trigger("gates_vote_no_update", "UPDATE", VOTE),
    sqlite_trigger("gates_vote_no_delete", "DELETE", VOTE),
    sqlite_trigger("gates_finding_no_update", "UPDATE", FINDING),
    sqlite_trigger("gates_finding_no_delete", "DELETE", FINDING),
]
SQLITE_BACK = [f"DROP TRIGGER {statement.split()[2]}" for statement in SQLITE]
POSTGRES = [
    "CREATE FUNCTION gates_refuse() RETURNS trigger AS $$ "
    f"BEGIN RAISE EXCEPTION '{WORDS}'; END $$ LANGUAGE plpgsql",
    f"CREATE TRIGGER gates_gate_no_change BEFORE UPDATE OR DELETE ON {GATE} "
    "FOR EACH ROW WHEN (OLD.state <> 'open') EXECUTE FUNCTION gates_refuse()",
    *(
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION gates_refuse()"
        for table in (VOTE, FINDING)
    ),
]
POSTGRES_BACK = [
    f"DROP TRIGGER gates_gate_no_change ON {GATE}",
    *(f"DROP TRIGGER {table}_no_change ON {table}" for table in (VOTE, FINDING)),
    "DROP FUNCTION gates_refuse()",
]


def run(editor, sqlite, postgres):
    """The statements of the database at hand."""
    for statement in sqlite if editor.connection.vendor == "sqlite" else postgres:
        editor.execute(statement)


class Migration(migrations.Migration):
    """Triggers, for both databases."""

    dependencies = [("gates", "0001_initial")]
    operations = [
        migrations.RunPython(
            lambda apps, editor: run(editor, SQLITE, POSTGRES),
            lambda apps, editor: run(editor, SQLITE_BACK, POSTGRES_BACK),
        )
    ]
