"""Checks and stances, which are replaced as a whole, and translations of statements, which only grow."""

import django.db.models.deletion
from django.db import migrations, models

SQLITE = """
CREATE TRIGGER chamsae_translation_no_{verb} BEFORE {verb} ON chamsae_translation
BEGIN SELECT RAISE(ABORT, 'chamsae_translation is append-only'); END
"""

POSTGRESQL = """
CREATE TRIGGER chamsae_translation_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON chamsae_translation
FOR EACH STATEMENT EXECUTE FUNCTION chamsae_append_only()
"""


def guard(_apps, editor):
    """Create the triggers of this vendor."""
    postgresql = editor.connection.vendor == "postgresql"
    for statement in [POSTGRESQL] if postgresql else [SQLITE.format(verb=verb) for verb in ("UPDATE", "DELETE")]:
        editor.execute(statement, params=None)


class Migration(migrations.Migration):
    """Four tables."""

    dependencies = [("chamsae_db", "0008_scope")]

    operations = [
        migrations.CreateModel(
            name="CheckRow",
            fields=[
                ("id", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("position", models.IntegerField(db_index=True)),
                ("holds", models.BooleanField()),
                ("data", models.JSONField()),
            ],
            options={"db_table": "chamsae_check"},
        ),
        migrations.CreateModel(
            name="CheckedRow",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("group", models.CharField(db_index=True, max_length=64)),
                (
                    "check_row",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="checked",
                        to="chamsae_db.checkrow",
                    ),
                ),
            ],
            options={"db_table": "chamsae_checked"},
        ),
        migrations.CreateModel(
            name="StanceRow",
            fields=[
                ("position", models.IntegerField(primary_key=True, serialize=False)),
                ("group", models.CharField(db_index=True, max_length=64)),
                ("data", models.JSONField()),
            ],
            options={"db_table": "chamsae_stance"},
        ),
        migrations.CreateModel(
            name="TranslationRow",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("data", models.JSONField()),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="translations",
                        to="chamsae_db.claimrow",
                    ),
                ),
            ],
            options={"db_table": "chamsae_translation"},
        ),
        migrations.RunPython(guard),
    ]
