"""A membership says itself whether it is limited to shops, so that losing the last of them does not open all."""

from django.db import migrations, models


def limit(apps, schema_editor):
    """Whoever has shops now is limited to them."""
    apps.get_model("people", "Membership").objects.filter(shops__isnull=False).update(is_limited=True)


class Migration(migrations.Migration):

    dependencies = [("people", "0001_initial")]
    operations = [
        migrations.AddField(
            model_name="membership", name="is_limited", field=models.BooleanField(default=False)
        ),
        migrations.RunPython(limit, migrations.RunPython.noop),
    ]
