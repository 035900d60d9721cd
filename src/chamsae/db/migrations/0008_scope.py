"""Where a figure's people were taken, stock or flow, and what people say a claim counts."""

import django.db.models.deletion
from django.db import migrations, models

SQLITE = """
CREATE TRIGGER chamsae_correction_no_{verb} BEFORE {verb} ON chamsae_correction
BEGIN SELECT RAISE(ABORT, 'chamsae_correction is append-only'); END
"""

POSTGRESQL = """
CREATE TRIGGER chamsae_correction_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON chamsae_correction
FOR EACH STATEMENT EXECUTE FUNCTION chamsae_append_only()
"""


def guard(_apps, editor):
    """Create the triggers of this vendor."""
    postgresql = editor.connection.vendor == "postgresql"
    for statement in [POSTGRESQL] if postgresql else [SQLITE.format(verb=verb) for verb in ("UPDATE", "DELETE")]:
        editor.execute(statement, params=None)


class Migration(migrations.Migration):
    """Two columns, one table that only grows."""

    dependencies = [("chamsae_db", "0007_linking")]

    operations = [
        migrations.AddField(model_name="grouprow", name="to", field=models.TextField(null=True)),
        migrations.AddField(model_name="grouprow", name="flow", field=models.CharField(max_length=8, null=True)),
        migrations.CreateModel(
            name="CorrectionRow",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("data", models.JSONField()),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="chamsae_db.claimrow",
                    ),
                ),
            ],
            options={"db_table": "chamsae_correction"},
        ),
        migrations.RunPython(guard),
    ]
