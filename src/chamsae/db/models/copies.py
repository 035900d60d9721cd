"""How documents depend on each other, and the sketches copy detection keeps."""

from django.db import models

from chamsae.db.models.reading import DocumentRow
from chamsae.model.judgement import Status


class RelationRow(models.Model):
    """A relation: `number` is the order of writing, `key` the noun's id, `status` the fold of its judgements."""

    number = models.BigIntegerField(primary_key=True)
    key = models.CharField(max_length=64, unique=True)
    document = models.ForeignKey(DocumentRow, models.PROTECT, related_name="relations_from")
    other = models.ForeignKey(DocumentRow, models.PROTECT, related_name="relations_to")
    kind = models.CharField(max_length=16)
    status = models.CharField(max_length=16, default=Status.PROPOSED)
    score = models.FloatField()
    directed = models.BooleanField()
    why = models.TextField()
    shared = models.JSONField(default=list)
    reader = models.TextField(blank=True)

    class Meta:
        """Index for the review queue."""

        db_table = "chamsae_relation"
        indexes = (models.Index(fields=["status", "-score"], name="relation_review"),)


class SketchRow(models.Model):
    """What copy detection keeps of a document; opaque, replaceable."""

    id = models.BigAutoField(primary_key=True)
    document = models.ForeignKey(DocumentRow, models.CASCADE, related_name="sketches", db_index=False)
    method = models.TextField()
    data = models.BinaryField()

    class Meta:
        """One sketch per document and method, found by method."""

        db_table = "chamsae_sketch"
        constraints = (models.UniqueConstraint(fields=["method", "document"], name="sketch_by_method"),)
