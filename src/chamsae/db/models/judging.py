"""What people decided, and what reading again changed."""

from django.db import models

from chamsae.db.models.appending import AppendOnly, AppendOnlyRows
from chamsae.db.models.reading import DocumentRow


class JudgementRow(AppendOnly):
    """An entry of the ledger; `number` counts without gaps. `target` is the id of a claim, relation or pair."""

    number = models.BigIntegerField(primary_key=True)
    target = models.CharField(max_length=64)
    verdict = models.CharField(max_length=16)
    by = models.TextField()
    at = models.DateTimeField()
    why = models.TextField(blank=True)
    undoes = models.BigIntegerField(null=True)
    by_claim = models.CharField(max_length=64, null=True)
    blind = models.BooleanField(null=True)  # null in ledgers from before there were second readers
    batch = models.CharField(max_length=64, null=True)

    objects = models.Manager.from_queryset(AppendOnlyRows["JudgementRow"])()

    class Meta:
        """Indexes for the history of one target and for what was judged at once."""

        db_table = "chamsae_judgement"
        indexes = (
            models.Index(fields=["target", "number"], name="judgement_target"),
            models.Index(fields=["undoes"], condition=models.Q(undoes__isnull=False), name="judgement_undoes"),
            models.Index(fields=["batch"], condition=models.Q(batch__isnull=False), name="judgement_batch"),
        )


class RereadingRow(AppendOnly):
    """What reading a document again changed; the JSON columns hold ids of claims."""

    number = models.BigIntegerField(primary_key=True)
    run = models.BigIntegerField(db_index=True)
    of = models.IntegerField()
    document = models.ForeignKey(DocumentRow, models.PROTECT, related_name="rereadings")
    by = models.TextField()
    at = models.DateTimeField()
    readers = models.TextField()
    batch = models.CharField(max_length=64)
    kept = models.IntegerField()
    new = models.JSONField(default=list)
    retired = models.JSONField(default=list)
    changed = models.JSONField(default=list)
    asked = models.JSONField(default=list)
    missed = models.JSONField(default=list)
    into = models.CharField(max_length=64, null=True)
    reason = models.TextField(null=True)

    objects = models.Manager.from_queryset(AppendOnlyRows["RereadingRow"])()

    class Meta:
        """Table name."""

        db_table = "chamsae_rereading"
