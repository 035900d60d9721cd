"""What people decided."""

from django.db import models

from chamsae.db.models.appending import AppendOnly, AppendOnlyRows


class JudgementRow(AppendOnly):
    """An entry of the ledger; `number` counts without gaps. `target` is a claim's id or a relation's key."""

    number = models.BigIntegerField(primary_key=True)
    target = models.CharField(max_length=64)
    verdict = models.CharField(max_length=16)
    by = models.TextField()
    at = models.DateTimeField()
    why = models.TextField(blank=True)
    undoes = models.BigIntegerField(null=True)
    by_claim = models.CharField(max_length=64, null=True)

    objects = models.Manager.from_queryset(AppendOnlyRows["JudgementRow"])()

    class Meta:
        """Index for the history of one target."""

        db_table = "chamsae_judgement"
        indexes = (models.Index(fields=["target", "number"], name="judgement_target"),)
