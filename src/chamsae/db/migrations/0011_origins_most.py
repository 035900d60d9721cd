"""How many independent origins a figure has at most."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """A column of a table that is derived; figures grouped before have as many at most as at least."""

    dependencies = [("chamsae_db", "0010_settling")]

    operations = [
        migrations.AddField(model_name="grouprow", name="origins_most", field=models.IntegerField(default=0)),
    ]
