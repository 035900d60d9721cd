"""Records of documents and the pairs of them that people judge."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Two tables."""

    dependencies = [("chamsae_db", "0006_places")]

    operations = [
        migrations.CreateModel(
            name="RecordRow",
            fields=[
                ("id", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("position", models.IntegerField(db_index=True)),
                ("data", models.JSONField()),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="records",
                        to="chamsae_db.documentrow",
                    ),
                ),
            ],
            options={"db_table": "chamsae_record"},
        ),
        migrations.CreateModel(
            name="PairRow",
            fields=[
                ("id", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("left", models.CharField(db_index=True, max_length=64)),
                ("right", models.CharField(db_index=True, max_length=64)),
                ("weight", models.FloatField()),
                ("barred", models.TextField(null=True)),
                ("parts", models.JSONField()),
                ("status", models.CharField(default="proposed", max_length=16)),
            ],
            options={
                "db_table": "chamsae_pair",
                "indexes": [models.Index(fields=["status", "-weight"], name="pair_waiting")],
            },
        ),
    ]
