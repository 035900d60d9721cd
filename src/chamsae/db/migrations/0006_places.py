"""Where words stand in their originals, and transcripts of recordings, which are only ever added."""

import django.db.models.deletion
from django.db import migrations, models

SQLITE = """
CREATE TRIGGER chamsae_transcript_no_{verb} BEFORE {verb} ON chamsae_transcript
BEGIN SELECT RAISE(ABORT, 'chamsae_transcript is append-only'); END
"""

POSTGRESQL = """
CREATE TRIGGER chamsae_transcript_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON chamsae_transcript
FOR EACH STATEMENT EXECUTE FUNCTION chamsae_append_only()
"""


def guard(_apps, editor):
    """Create the triggers of this vendor."""
    postgresql = editor.connection.vendor == "postgresql"
    for statement in [POSTGRESQL] if postgresql else [SQLITE.format(verb=verb) for verb in ("UPDATE", "DELETE")]:
        editor.execute(statement, params=None)


class Migration(migrations.Migration):
    """Two tables."""

    dependencies = [("chamsae_db", "0005_review")]

    operations = [
        migrations.CreateModel(
            name="PlacesRow",
            fields=[
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="places",
                        serialize=False,
                        to="chamsae_db.documentrow",
                    ),
                ),
                ("spots", models.JSONField(default=list)),
                ("moments", models.JSONField(default=list)),
            ],
            options={"db_table": "chamsae_places"},
        ),
        migrations.CreateModel(
            name="TranscriptRow",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("maker", models.CharField(max_length=16)),
                ("made_by", models.TextField()),
                ("how", models.TextField()),
                ("at", models.DateTimeField()),
                ("added_by", models.TextField()),
                (
                    "recording",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="transcripts",
                        to="chamsae_db.objectrow",
                        to_field="sha256",
                    ),
                ),
                (
                    "text",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="transcribed",
                        to="chamsae_db.objectrow",
                        to_field="sha256",
                    ),
                ),
            ],
            options={"db_table": "chamsae_transcript"},
        ),
        migrations.AddConstraint(
            model_name="transcriptrow",
            constraint=models.UniqueConstraint(fields=("recording", "text"), name="transcript_once"),
        ),
        migrations.RunPython(guard),
    ]
