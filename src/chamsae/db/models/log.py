"""The append-only log, the kept hashes of the tree over it, and the keys of what it hides."""

from django.db import models

from chamsae.db.models.appending import AppendOnly, AppendOnlyRows
from chamsae.model.log import COMMITTED


class LogRow(AppendOnly):
    """One log entry; `number` counts without gaps, `leaf` is its hash in the tree.

    `previous` and `hash` are the chain of entries of format 1, empty in later ones.
    """

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.TextField()
    action = models.TextField()
    subject = models.TextField()
    detail = models.JSONField(default=dict)
    hidden = models.JSONField(default=dict)
    sealed = models.JSONField(default=dict)
    format = models.SmallIntegerField(default=COMMITTED)
    leaf = models.CharField(max_length=64)
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64, blank=True)

    objects = models.Manager.from_queryset(AppendOnlyRows["LogRow"])()

    class Meta:
        """Indexes for what was done of one kind, and to one thing."""

        db_table = "chamsae_log"
        indexes = (
            models.Index(fields=["action", "number"], name="log_action"),
            models.Index(fields=["subject", "number"], name="log_subject"),
        )


class TreeRow(AppendOnly):
    """A hash of the tree over the log: every eighth level is kept (chamsae.archive.merkle)."""

    level = models.SmallIntegerField()
    number = models.BigIntegerField()
    hash = models.CharField(max_length=64)

    objects = models.Manager.from_queryset(AppendOnlyRows["TreeRow"])()

    class Meta:
        """Each place once."""

        db_table = "chamsae_tree"
        constraints = (models.UniqueConstraint(fields=["level", "number"], name="tree_place"),)


class KeyRow(models.Model):
    """The key of a person at work or of a thing; deleted, what the log hides under it stays closed."""

    token = models.CharField(max_length=64, primary_key=True)
    holder = models.CharField(max_length=8)
    name = models.TextField()
    secret = models.CharField(max_length=64)

    objects = models.Manager()

    class Meta:
        """One key at a time for each."""

        db_table = "chamsae_key"
        constraints = (models.UniqueConstraint(fields=["holder", "name"], name="key_holder"),)
