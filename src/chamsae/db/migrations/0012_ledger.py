"""Every further ledger in one table."""

from django.db import migrations, models

SQLITE = """
CREATE TRIGGER chamsae_entry_no_{verb} BEFORE {verb} ON chamsae_entry
BEGIN SELECT RAISE(ABORT, 'chamsae_entry is append-only'); END
"""
POSTGRESQL = """
CREATE TRIGGER chamsae_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON chamsae_entry
FOR EACH STATEMENT EXECUTE FUNCTION chamsae_append_only()
"""


def guard(_apps, editor):
    """Create the triggers of this vendor."""
    postgres = editor.connection.vendor == "postgresql"
    for statement in [POSTGRESQL] if postgres else [SQLITE.format(verb=verb) for verb in ("UPDATE", "DELETE")]:
        editor.execute(statement, params=None)


class Migration(migrations.Migration):
    """The table and its triggers."""

    dependencies = [("chamsae_db", "0011_origins_most")]

    operations = [
        migrations.CreateModel(
            name="EntryRow",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=32)),
                ("subject", models.CharField(max_length=200)),
                ("data", models.JSONField()),
            ],
            options={
                "db_table": "chamsae_entry",
                "indexes": [
                    models.Index(fields=["kind", "number"], name="entry_kind"),
                    models.Index(fields=["kind", "subject", "number"], name="entry_subject"),
                ],
            },
        ),
        migrations.RunPython(guard),
    ]
