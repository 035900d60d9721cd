"""An index for the order in which claims are asked in review."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One index more."""

    dependencies = [("chamsae_db", "0003_search")]

    operations = [
        migrations.AddIndex(
            model_name="claimrow",
            index=models.Index(
                fields=["status", "kind", "unit", "document", "quote_start", "trigger_start", "id"],
                name="claim_asked",
            ),
        ),
    ]
