"""By which rule a range is proposed and what it leaves out; how a figure stands; settlements that say more.

What was settled before stays as it is written: the new columns of its rows are empty.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Columns only: those of the table of settlements may be empty, so SQLite does not copy it and loses no trigger."""

    dependencies = [("chamsae_db", "0009_comparing")]

    operations = [
        migrations.AlterField(
            model_name="grouprow", name="position", field=models.CharField(db_index=True, max_length=1000)
        ),
        migrations.AddField(model_name="grouprow", name="rule", field=models.TextField(default="")),
        migrations.AddField(model_name="grouprow", name="aside", field=models.JSONField(default=list)),
        migrations.AddField(
            model_name="grouprow", name="state", field=models.CharField(default="proposed", max_length=16)
        ),
        migrations.AddField(model_name="grouprow", name="settlement", field=models.BigIntegerField(null=True)),
        migrations.AddIndex(
            model_name="grouprow", index=models.Index(fields=["state", "position"], name="group_state")
        ),
        migrations.AddField(model_name="settlementrow", name="rule", field=models.TextField(null=True)),
        migrations.AddField(model_name="settlementrow", name="origins", field=models.JSONField(null=True)),
        migrations.AddField(model_name="settlementrow", name="undoes", field=models.BigIntegerField(null=True)),
    ]
