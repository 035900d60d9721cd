"""Claims: the whole noun in columns, with what screens filter and sort by beside it."""

from django.db import models

from chamsae.db.models.reading import DocumentRow
from chamsae.model.judgement import Status
from chamsae.model.queue import Stage


class ClaimRow(models.Model):
    """A claim. `value` is the noun's value as JSON; `status` the present fold of its judgements.

    `stage` says when it is asked, `sure` how sure we are as learned from judgements (null: as its reader says).

    Columns from `low` to `name_type` repeat parts of `value` for filters: figures fill low, high,
    comparator, unit, counted, act; acts fill act; names fill name, name_type, entity.
    """

    id = models.CharField(max_length=64, primary_key=True)
    document = models.ForeignKey(DocumentRow, models.PROTECT, related_name="claims", db_index=False)
    kind = models.CharField(max_length=16)
    status = models.CharField(max_length=16, default=Status.PROPOSED)
    stage = models.SmallIntegerField(default=Stage.REST)
    sure = models.FloatField(null=True)
    quote_start = models.IntegerField()
    quote_end = models.IntegerField()
    quote = models.TextField()
    prefix = models.TextField(blank=True)
    suffix = models.TextField(blank=True)
    trigger = models.TextField()
    trigger_start = models.IntegerField()
    trigger_end = models.IntegerField()
    value = models.JSONField()
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    comparator = models.CharField(max_length=16, null=True)
    unit = models.TextField(null=True)
    counted = models.TextField(null=True)
    act = models.TextField(null=True)
    name = models.TextField(null=True)
    name_type = models.CharField(max_length=16, null=True)
    entity = models.TextField(null=True)
    speaker = models.TextField(null=True)
    speaker_kind = models.CharField(max_length=16, null=True)
    speaker_entity = models.TextField(null=True)
    via = models.JSONField(default=list)
    place = models.JSONField(default=list)
    when_start = models.DateField(null=True)
    when_end = models.DateField(null=True)
    when_precision = models.CharField(max_length=16, null=True)
    when_text = models.TextField(null=True)
    modality = models.CharField(max_length=16)
    confidence = models.FloatField()
    reader = models.TextField()
    why = models.JSONField(default=list)
    supersedes = models.CharField(max_length=64, null=True)

    class Meta:
        """Indexes: the Read screen, the review queue, figures and names by kind, corrections, entities."""

        db_table = "chamsae_claim"
        indexes = (
            models.Index(fields=["document", "trigger_start", "trigger_end", "id"], name="claim_in_text"),
            models.Index(
                fields=["status", "stage", "document", "quote_start", "trigger_start", "id"], name="claim_asked_next"
            ),
            models.Index(
                fields=["status", "kind", "stage", "document", "quote_start", "trigger_start", "id"],
                name="claim_asked_kind",
            ),
            models.Index(fields=["kind", "document", "trigger_start", "trigger_end", "id"], name="claim_kind"),
            models.Index(fields=["supersedes"], condition=models.Q(supersedes__isnull=False), name="claim_supersedes"),
            models.Index(fields=["entity"], condition=models.Q(entity__isnull=False), name="claim_entity"),
        )


class TallyRow(models.Model):
    """How many claims are in a state, of a kind, at a stage; triggers on the table of claims keep it right."""

    id = models.BigAutoField(primary_key=True)
    status = models.CharField(max_length=16)
    kind = models.CharField(max_length=16)
    stage = models.SmallIntegerField()
    number = models.BigIntegerField()

    class Meta:
        """One number for each."""

        db_table = "chamsae_tally"
        constraints = (models.UniqueConstraint(fields=["status", "kind", "stage"], name="tally_once"),)
