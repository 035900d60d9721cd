"""How many claims are derived of those that must be, while all acts are derived anew."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Two columns of the one row that tells how far acts are derived."""

    dependencies = (("chamsae_db", "0018_tally"),)

    operations = (
        migrations.AddField("DerivedRow", "done", models.BigIntegerField(null=True)),
        migrations.AddField("DerivedRow", "of", models.BigIntegerField(default=0)),
    )
