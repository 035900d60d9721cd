"""Whom records were judged to be, kept in the order of lists; what the ledger leaves of pairs, to find questions by."""

import django.db.models.deletion
from django.db import migrations, models


def key_known(apps, editor):
    """Fill the new column of records that a list holds; entities are made when the casebook is opened."""
    rows = apps.get_model("chamsae_db", "RecordRow").objects.using(editor.connection.alias)
    for row in rows.iterator(chunk_size=2000):
        if row.data.get("known") is not None:
            rows.filter(id=row.id).update(known=f"{row.data['kind']} {row.data['known']}")


class Migration(migrations.Migration):
    """Three tables, columns of two others."""

    dependencies = [("chamsae_db", "0013_evidence_log")]

    operations = [
        migrations.AddField("RecordRow", "entity", models.CharField(max_length=64, null=True)),
        migrations.AddField("RecordRow", "known", models.TextField(null=True)),
        migrations.AddField("PairRow", "told", models.BooleanField(default=False)),
        migrations.AddField("PairRow", "decided", models.BooleanField(null=True)),
        migrations.AddField("PairRow", "asked", models.FloatField(null=True)),
        migrations.AddField("PairRow", "last", models.BigIntegerField(null=True)),
        migrations.AddField("PairRow", "differ", models.BooleanField(default=False)),
        migrations.AddField("PairRow", "held", models.BooleanField(default=True)),
        migrations.AddField("PairRow", "question", models.CharField(max_length=16, null=True)),
        migrations.RunPython(key_known),
        migrations.AddIndex("RecordRow", models.Index(fields=["entity"], name="record_entity")),
        migrations.AddIndex(
            "RecordRow",
            models.Index(fields=["known"], condition=models.Q(known__isnull=False), name="record_known"),
        ),
        migrations.AddIndex(
            "PairRow",
            models.Index(fields=["-asked", "id"], condition=models.Q(asked__isnull=False), name="pair_asked"),
        ),
        migrations.AddIndex(
            "PairRow",
            models.Index(fields=["weight", "asked"], condition=models.Q(asked__isnull=False), name="pair_likely"),
        ),
        migrations.AddIndex("PairRow", models.Index(fields=["question", "id"], name="pair_again")),
        migrations.AddIndex("PairRow", models.Index(fields=["question", "-last", "id"], name="pair_disputed")),
        migrations.AddIndex(
            "PairRow", models.Index(fields=["id"], condition=models.Q(told=False), name="pair_untold")
        ),
        migrations.CreateModel(
            name="EntityRow",
            fields=[
                ("id", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=16)),
                ("size", models.IntegerField()),
                ("documents", models.IntegerField()),
                ("name", models.CharField(max_length=100)),
                ("spelled", models.TextField()),
                ("data", models.JSONField()),
            ],
            options={
                "db_table": "chamsae_entity",
                "indexes": [
                    models.Index(fields=["kind", "-size", "-documents", "name", "id"], name="entity_of_kind"),
                    models.Index(fields=["-size", "-documents", "name", "id"], name="entity_in_list"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReckonedRow",
            fields=[
                ("id", models.SmallIntegerField(primary_key=True, serialize=False)),
                ("upto", models.BigIntegerField()),
                ("first", models.TextField(null=True)),
                ("second", models.BigIntegerField(null=True)),
                ("fresh", models.BooleanField()),
            ],
            options={"db_table": "chamsae_reckoned"},
        ),
        migrations.CreateModel(
            name="AnsweredRow",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("by", models.TextField()),
                (
                    "pair",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answered",
                        to="chamsae_db.pairrow",
                    ),
                ),
            ],
            options={
                "db_table": "chamsae_answered",
                "constraints": [models.UniqueConstraint(fields=["pair", "by"], name="answered_once")],
                "indexes": [models.Index(fields=["by", "pair"], name="answered_by")],
            },
        ),
    ]
