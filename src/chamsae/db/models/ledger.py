"""Every further ledger: entries of all kinds in one append-only table."""

from django.db import models

from chamsae.db.models.appending import AppendOnly, AppendOnlyRows


class EntryRow(AppendOnly):
    """An entry: its number, kind and subject in columns, the whole noun in `data`."""

    number = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=32)
    subject = models.CharField(max_length=200)
    data = models.JSONField()

    objects = models.Manager.from_queryset(AppendOnlyRows["EntryRow"])()

    class Meta:
        """Indexes for one kind, and for one subject of a kind."""

        db_table = "chamsae_entry"
        indexes = (
            models.Index(fields=["kind", "number"], name="entry_kind"),
            models.Index(fields=["kind", "subject", "number"], name="entry_subject"),
        )
