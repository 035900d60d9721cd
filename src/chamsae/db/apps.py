"""The Django app of the rows."""

from django.apps import AppConfig


class RowsConfig(AppConfig):
    """App `chamsae_db`; it holds all tables, the web app has none."""

    name = "chamsae.db"
    label = "chamsae_db"
    verbose_name = "Chamsae rows"
    default_auto_field = "django.db.models.BigAutoField"
