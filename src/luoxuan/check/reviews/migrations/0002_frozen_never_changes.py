"""The database itself refuses to change a frozen review, or anything said in it."""

from django.db import migrations

REVIEW = "reviews_review"
CHILDREN = ("agendaitem", "attendance", "decision", "proposalanswer")
NOTE = "reviews_latenote"
MESSAGE = "A frozen review never changes."
FROZEN_OF = f"EXISTS (SELECT 1 FROM {REVIEW} WHERE id = {{row}}.review_id AND state = 'frozen')"


def sqlite():
    """One trigger per table and verb."""
    raised = f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    made = [
        f"CREATE TRIGGER reviews_no_{verb.lower()} BEFORE {verb} ON {REVIEW} "
        f"WHEN OLD.state = 'frozen' {raised}"
        for verb in ("UPDATE", "DELETE")
    ]
    for table in [f"reviews_{name}" for name in CHILDREN]:
        made += [
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            f"WHEN {FROZEN_OF.format(row='NEW' if verb == 'INSERT' else 'OLD')} {raised}"
            for verb in ("INSERT", "UPDATE", "DELETE")
        ]
    made += [
        f"CREATE TRIGGER {NOTE}_no_{verb.lower()} BEFORE {verb} ON {NOTE} {raised}"
        for verb in ("UPDATE", "DELETE")
    ]
    return made


def postgres():
    """One function for the review, one for what hangs on it, one for the notes."""
    raised = f"RAISE EXCEPTION '{MESSAGE}';"
    made = [
        "CREATE FUNCTION reviews_refuse() RETURNS trigger AS $$ BEGIN "
        f"IF OLD.state = 'frozen' THEN {raised} END IF; "
        "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$ LANGUAGE plpgsql",
        "CREATE FUNCTION reviews_refuse_part() RETURNS trigger AS $$ BEGIN "
        f"IF TG_OP <> 'DELETE' AND {FROZEN_OF.format(row='NEW')} THEN {raised} END IF; "
        f"IF TG_OP <> 'INSERT' AND {FROZEN_OF.format(row='OLD')} THEN {raised} END IF; "
        "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$ LANGUAGE plpgsql",
        f"CREATE FUNCTION reviews_refuse_note() RETURNS trigger AS $$ BEGIN {raised} END $$ "
        "LANGUAGE plpgsql",
        f"CREATE TRIGGER reviews_no_change BEFORE UPDATE OR DELETE ON {REVIEW} "
        "FOR EACH ROW EXECUTE FUNCTION reviews_refuse()",
        f"CREATE TRIGGER {NOTE}_no_change BEFORE UPDATE OR DELETE ON {NOTE} "
        "FOR EACH ROW EXECUTE FUNCTION reviews_refuse_note()",
    ]
    made += [
        f"CREATE TRIGGER reviews_{name}_no_change BEFORE INSERT OR UPDATE OR DELETE "
        f"ON reviews_{name} FOR EACH ROW EXECUTE FUNCTION reviews_refuse_part()"
        for name in CHILDREN
    ]
    return made


def sqlite_back():
    """Every trigger away."""
    names = [f"reviews_no_{verb}" for verb in ("update", "delete")]
    for name in CHILDREN:
        names += [f"reviews_{name}_no_{verb}" for verb in ("insert", "update", "delete")]
    names += [f"{NOTE}_no_{verb}" for verb in ("update", "delete")]
    return [f"DROP TRIGGER {name}" for name in names]


def postgres_back():
    """Every trigger and function away."""
    made = [f"DROP TRIGGER reviews_{name}_no_change ON reviews_{name}" for name in CHILDREN]
    made += [
        f"DROP TRIGGER reviews_no_change ON {REVIEW}",
        f"DROP TRIGGER {NOTE}_no_change ON {NOTE}",
    ]
    functions = ("reviews_refuse", "reviews_refuse_part", "reviews_refuse_note")
    return made + [f"DROP FUNCTION {name}()" for name in functions]


def run(editor, on_sqlite, on_postgres):
    """The statements of the database at hand."""
    made = on_sqlite() if editor.connection.vendor == "sqlite" else on_postgres()
    for statement in made:
        editor.execute(statement)


class Migration(migrations.Migration):
    """Triggers, for both databases."""

    dependencies = [("reviews", "0001_initial")]
    operations = [
        migrations.RunPython(
            lambda apps, editor: run(editor, sqlite, postgres),
            lambda apps, editor: run(editor, sqlite_back, postgres_back),
        )
    ]
