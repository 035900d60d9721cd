"""The order of asking with each claim, blind and joint judgements, and what reading again changed.

The ledger gains columns that may be null, which SQLite adds without copying the table, so its triggers stay.
"""

import django.db.models.deletion
from django.db import migrations, models

from chamsae.model.queue import Stage

SQLITE = """
CREATE TRIGGER chamsae_rereading_no_{verb} BEFORE {verb} ON chamsae_rereading
BEGIN SELECT RAISE(ABORT, 'chamsae_rereading is append-only'); END
"""

POSTGRESQL = """
CREATE TRIGGER chamsae_rereading_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON chamsae_rereading
FOR EACH STATEMENT EXECUTE FUNCTION chamsae_append_only()
"""


def guard(_apps, editor):
    """Create the triggers of this vendor."""
    postgresql = editor.connection.vendor == "postgresql"
    for statement in [POSTGRESQL] if postgresql else [SQLITE.format(verb=verb) for verb in ("UPDATE", "DELETE")]:
        editor.execute(statement, params=None)


class Migration(migrations.Migration):
    """Columns, indexes, one table."""

    dependencies = [("chamsae_db", "0004_claim_asked")]

    operations = [
        migrations.RemoveIndex(model_name="claimrow", name="claim_review"),
        migrations.RemoveIndex(model_name="claimrow", name="claim_asked"),
        migrations.AddField(
            model_name="claimrow", name="stage", field=models.SmallIntegerField(default=Stage["REST"])
        ),
        migrations.AddField(model_name="claimrow", name="sure", field=models.FloatField(null=True)),
        migrations.AddIndex(
            model_name="claimrow",
            index=models.Index(
                fields=["status", "stage", "document", "quote_start", "trigger_start", "id"], name="claim_asked_next"
            ),
        ),
        migrations.AddIndex(
            model_name="claimrow",
            index=models.Index(
                fields=["status", "kind", "stage", "document", "quote_start", "trigger_start", "id"],
                name="claim_asked_kind",
            ),
        ),
        migrations.AddField(model_name="judgementrow", name="blind", field=models.BooleanField(null=True)),
        migrations.AddField(model_name="judgementrow", name="batch", field=models.CharField(max_length=64, null=True)),
        migrations.AddIndex(
            model_name="judgementrow",
            index=models.Index(
                condition=models.Q(("batch__isnull", False)), fields=["batch"], name="judgement_batch"
            ),
        ),
        migrations.AddIndex(
            model_name="judgementrow",
            index=models.Index(
                condition=models.Q(("undoes__isnull", False)), fields=["undoes"], name="judgement_undoes"
            ),
        ),
        migrations.CreateModel(
            name="RereadingRow",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("run", models.BigIntegerField(db_index=True)),
                ("of", models.IntegerField()),
                ("by", models.TextField()),
                ("at", models.DateTimeField()),
                ("readers", models.TextField()),
                ("batch", models.CharField(max_length=64)),
                ("kept", models.IntegerField()),
                ("new", models.JSONField(default=list)),
                ("retired", models.JSONField(default=list)),
                ("changed", models.JSONField(default=list)),
                ("asked", models.JSONField(default=list)),
                ("missed", models.JSONField(default=list)),
                ("into", models.CharField(max_length=64, null=True)),
                ("reason", models.TextField(null=True)),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rereadings",
                        to="chamsae_db.documentrow",
                    ),
                ),
            ],
            options={"db_table": "chamsae_rereading"},
        ),
        migrations.RunPython(guard),
    ]
