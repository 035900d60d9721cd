"""Coded acts and events, derived from claims and judgements."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Four tables; they are filled when acts are first looked at."""

    dependencies = [("chamsae_db", "0014_who")]

    operations = [
        migrations.CreateModel(
            name="CodedRow",
            fields=[
                ("id", models.CharField(max_length=200, primary_key=True, serialize=False)),
                ("position", models.CharField(max_length=10)),
                ("shelf", models.CharField(db_index=True, max_length=200)),
                ("occasion", models.CharField(max_length=60, null=True)),
                ("event", models.CharField(max_length=200, null=True)),
                ("act", models.CharField(max_length=40)),
                ("violation", models.CharField(max_length=60, null=True)),
                ("place", models.CharField(max_length=100, null=True)),
                ("when_start", models.DateField(null=True)),
                ("when_end", models.DateField(null=True)),
                ("precision", models.CharField(max_length=16, null=True)),
                ("low", models.FloatField(null=True)),
                ("high", models.FloatField(null=True)),
                ("status", models.CharField(max_length=16)),
                ("data", models.JSONField()),
                (
                    "document",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="coded",
                        to="chamsae_db.documentrow",
                    ),
                ),
            ],
            options={
                "db_table": "chamsae_coded",
                "indexes": [
                    models.Index(fields=["position", "id"], name="coded_in_order"),
                    models.Index(fields=["occasion", "place"], name="coded_occasion"),
                    models.Index(fields=["event", "position", "id"], name="coded_event"),
                    models.Index(fields=["violation", "position", "id"], name="coded_violation"),
                    models.Index(fields=["place", "position", "id"], name="coded_place"),
                ],
            },
        ),
        migrations.CreateModel(
            name="TieRow",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("act", models.CharField(db_index=True, max_length=200)),
                ("kind", models.CharField(max_length=8)),
                ("value", models.CharField(max_length=200)),
            ],
            options={
                "db_table": "chamsae_tie",
                "indexes": [models.Index(fields=["kind", "value", "act"], name="tie_value")],
            },
        ),
        migrations.CreateModel(
            name="EventRow",
            fields=[
                ("id", models.CharField(max_length=200, primary_key=True, serialize=False)),
                ("occasion", models.CharField(db_index=True, max_length=60)),
                ("act", models.CharField(max_length=40)),
                ("day", models.DateField()),
                ("place", models.CharField(max_length=100, null=True)),
                ("acts", models.IntegerField()),
                ("claims", models.IntegerField()),
                ("persons", models.IntegerField()),
            ],
            options={
                "db_table": "chamsae_event",
                "indexes": [models.Index(fields=["-day", "id"], name="event_latest")],
            },
        ),
        migrations.CreateModel(
            name="DerivedRow",
            fields=[
                ("id", models.SmallIntegerField(primary_key=True, serialize=False)),
                ("upto", models.BigIntegerField()),
                ("rules", models.TextField()),
            ],
            options={"db_table": "chamsae_derived"},
        ),
    ]
