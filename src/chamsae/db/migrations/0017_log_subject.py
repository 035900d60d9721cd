"""An index for what was done to one thing."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """The index."""

    dependencies = [("chamsae_db", "0016_log_action")]

    operations = [
        migrations.AddIndex(
            model_name="logrow", index=models.Index(fields=["subject", "number"], name="log_subject")
        ),
    ]
