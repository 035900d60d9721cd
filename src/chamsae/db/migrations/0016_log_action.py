"""An index for the entries of the log that tell of one kind of action."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One index."""

    dependencies = [("chamsae_db", "0015_cases")]
    operations = [migrations.AddIndex("LogRow", models.Index(fields=["action", "number"], name="log_action"))]
