"""The append-only, hash-chained log."""

from django.db import models

from chamsae.db.models.appending import AppendOnly, AppendOnlyRows


class LogRow(AppendOnly):
    """One log entry; `number` counts without gaps, `hash` covers the row and the hash before it."""

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.TextField()
    action = models.TextField()
    subject = models.TextField()
    detail = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    objects = models.Manager.from_queryset(AppendOnlyRows["LogRow"])()

    class Meta:
        """Table name."""

        db_table = "chamsae_log"
