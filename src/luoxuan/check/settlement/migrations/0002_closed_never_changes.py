"""The database itself refuses to change what a month was closed with, or an adjustment inside a closed month."""

from django.db import migrations

CLOSE, ADJUST = "settlement_monthclose", "settlement_adjustment"
MESSAGE = "A closed month never changes."
SIGNED = "('closed', 'reopened')"
FROZEN = ("brand_id", "month", "number", "figures", "differences", "digest", "data_version",
          "gate_id", "asked_by_id", "asked_at", "closed_by_id", "closed_at")  # fmt: skip
CLOSED_MONTH = (
    f"EXISTS (SELECT 1 FROM {CLOSE} c WHERE c.brand_id = {{row}}.brand_id "
    "AND c.month = {row}.month AND c.state = 'closed')"
)


def changed(is_not):
    """One of the frozen columns is another, or the state moves elsewhere than to opened again."""
    columns = " OR ".join(f"NEW.{name} {is_not} OLD.{name}" for name in FROZEN)
    moves = "NOT (NEW.state = OLD.state OR (OLD.state = 'closed' AND NEW.state = 'reopened'))"
    return f"OLD.state IN {SIGNED} AND ({columns} OR {moves})"


def sqlite():
    """One trigger per table and verb."""
    raised = f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    made = [
        f"CREATE TRIGGER settlement_close_no_update BEFORE UPDATE ON {CLOSE} "
        f"WHEN {changed('IS NOT')} {raised}",
        f"CREATE TRIGGER settlement_close_no_delete BEFORE DELETE ON {CLOSE} "
        f"WHEN OLD.state IN {SIGNED} {raised}",
    ]
    for verb in ("INSERT", "UPDATE", "DELETE"):
        rows = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}[verb]
        when = " OR ".join(CLOSED_MONTH.format(row=row) for row in rows)
        made.append(
            f"CREATE TRIGGER settlement_adjustment_no_{verb.lower()} BEFORE {verb} ON {ADJUST} "
            f"WHEN {when} {raised}"
        )
    return made


def postgres():
    """One function for closings, one for adjustments."""
    raised = f"RAISE EXCEPTION '{MESSAGE}';"
    return [
        "CREATE FUNCTION settlement_refuse_close() RETURNS trigger AS $$ BEGIN "
        f"IF TG_OP = 'DELETE' THEN IF OLD.state IN {SIGNED} THEN {raised} END IF; RETURN OLD; END IF; "
        f"IF {changed('IS DISTINCT FROM')} THEN {raised} END IF; RETURN NEW; END $$ LANGUAGE plpgsql",
        "CREATE FUNCTION settlement_refuse_adjustment() RETURNS trigger AS $$ BEGIN "
        f"IF TG_OP <> 'DELETE' AND {CLOSED_MONTH.format(row='NEW')} THEN {raised} END IF; "
        f"IF TG_OP <> 'INSERT' AND {CLOSED_MONTH.format(row='OLD')} THEN {raised} END IF; "
        "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$ LANGUAGE plpgsql",
        f"CREATE TRIGGER settlement_close_no_change BEFORE UPDATE OR DELETE ON {CLOSE} "
        "FOR EACH ROW EXECUTE FUNCTION settlement_refuse_close()",
        f"CREATE TRIGGER settlement_adjustment_no_change BEFORE INSERT OR UPDATE OR DELETE ON {ADJUST} "
        "FOR EACH ROW EXECUTE FUNCTION settlement_refuse_adjustment()",
    ]


def sqlite_back():
    """Every trigger away."""
    names = [f"settlement_close_no_{verb}" for verb in ("update", "delete")]
    names += [f"settlement_adjustment_no_{verb}" for verb in ("insert", "update", "delete")]
    return [f"DROP TRIGGER {name}" for name in names]


def postgres_back():
    """Every trigger and function away."""
    return [
        f"DROP TRIGGER settlement_close_no_change ON {CLOSE}",
        f"DROP TRIGGER settlement_adjustment_no_change ON {ADJUST}",
        "DROP FUNCTION settlement_refuse_close()",
        "DROP FUNCTION settlement_refuse_adjustment()",
    ]


def run(editor, on_sqlite, on_postgres):
    """The statements of the database at hand."""
    for statement in on_sqlite() if editor.connection.vendor == "sqlite" else on_postgres():
        editor.execute(statement)


class Migration(migrations.Migration):
    """Triggers, for both databases."""

    dependencies = [("settlement", "0001_initial")]
    operations = [
        migrations.RunPython(
            lambda apps, editor: run(editor, sqlite, postgres),
            lambda apps, editor: run(editor, sqlite_back, postgres_back),
        )
    ]
