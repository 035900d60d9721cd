"""Who may be who: records of documents (derived, replaced as a whole) and the pairs that people judge."""

from django.db import models

from chamsae.db.models.reading import DocumentRow
from chamsae.model.judgement import Status


class RecordRow(models.Model):
    """Someone or something as one document names it; `data` holds the rest of the noun."""

    id = models.CharField(max_length=64, primary_key=True)
    position = models.IntegerField(db_index=True)
    document = models.ForeignKey(DocumentRow, models.PROTECT, related_name="records")
    data = models.JSONField()
    entity = models.CharField(max_length=64, null=True)
    """Whom it was judged to be: the entity's id; null until that is worked out."""
    known = models.TextField(null=True)
    """Kind and key in a list, of what is surely one with all of that key."""

    class Meta:
        """Indexes for the records of an entity, and of what a list holds."""

        db_table = "chamsae_record"
        indexes = (
            models.Index(fields=["entity"], name="record_entity"),
            models.Index(fields=["known"], condition=models.Q(known__isnull=False), name="record_known"),
        )


class EntityRow(models.Model):
    """Whom records were judged to be, as lists show it; derived, and put right where somebody judges.

    `kind`, `size` (records), `documents` and `name` sort it; `spelled` are its folded names, a line each, for search.
    """

    id = models.CharField(max_length=64, primary_key=True)
    kind = models.CharField(max_length=16)
    size = models.IntegerField()
    documents = models.IntegerField()
    name = models.CharField(max_length=100)
    spelled = models.TextField()
    data = models.JSONField()

    class Meta:
        """Index for the list of a kind; it holds the spellings, so that searching them reads nothing else."""

        db_table = "chamsae_entity"
        indexes = (models.Index(fields=["kind", "-size", "-documents", "name", "id", "spelled"], name="entity_list"),)


class ReckonedRow(models.Model):
    """One row: up to which judgement entities are worked out, and since when two people judge."""

    id = models.SmallIntegerField(primary_key=True)
    upto = models.BigIntegerField()
    first = models.TextField(null=True)
    second = models.BigIntegerField(null=True)
    fresh = models.BooleanField()

    class Meta:
        """Table name."""

        db_table = "chamsae_reckoned"


class PairRow(models.Model):
    """Two records that may be one; a pair that was judged stays even where its records are gone.

    From `told` on the columns repeat what the ledger leaves of it (chamsae.model.link.Answers), to find questions by.
    """

    id = models.CharField(max_length=64, primary_key=True)
    left = models.CharField(max_length=64, db_index=True)
    right = models.CharField(max_length=64, db_index=True)
    weight = models.FloatField()
    barred = models.TextField(null=True)
    parts = models.JSONField()
    status = models.CharField(max_length=16, default=Status.PROPOSED)
    told = models.BooleanField(default=False)
    decided = models.BooleanField(null=True)
    asked = models.FloatField(null=True)
    last = models.BigIntegerField(null=True)
    differ = models.BooleanField(default=False)
    held = models.BooleanField(default=True)
    question = models.CharField(max_length=16, null=True)
    """To whom it is put although answered: to a second reader, or openly, in dispute."""

    class Meta:
        """Indexes: pairs that wait, likeliest first; those asked, by evidence; put again; in dispute; not told."""

        db_table = "chamsae_pair"
        indexes = (
            models.Index(fields=["status", "-weight"], name="pair_waiting"),
            models.Index(fields=["-asked", "id"], condition=models.Q(asked__isnull=False), name="pair_asked"),
            models.Index(fields=["weight", "asked"], condition=models.Q(asked__isnull=False), name="pair_likely"),
            models.Index(fields=["question", "id"], name="pair_again"),
            models.Index(fields=["question", "-last", "id"], name="pair_disputed"),
            models.Index(fields=["id"], condition=models.Q(told=False), name="pair_untold"),
        )


class AnsweredRow(models.Model):
    """Somebody whose answer about a pair stands."""

    id = models.BigAutoField(primary_key=True)
    pair = models.ForeignKey(PairRow, models.CASCADE, related_name="answered", db_index=False)
    by = models.TextField()

    class Meta:
        """Each once per pair; an index for what one person answered."""

        db_table = "chamsae_answered"
        constraints = (models.UniqueConstraint(fields=["pair", "by"], name="answered_once"),)
        indexes = (models.Index(fields=["by", "pair"], name="answered_by"),)
