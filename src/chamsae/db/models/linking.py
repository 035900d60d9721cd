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

    class Meta:
        """Table name."""

        db_table = "chamsae_record"


class PairRow(models.Model):
    """Two records that may be one; a pair that was judged stays even where its records are gone."""

    id = models.CharField(max_length=64, primary_key=True)
    left = models.CharField(max_length=64, db_index=True)
    right = models.CharField(max_length=64, db_index=True)
    weight = models.FloatField()
    barred = models.TextField(null=True)
    parts = models.JSONField()
    status = models.CharField(max_length=16, default=Status.PROPOSED)

    class Meta:
        """Index for the pairs that wait, likeliest first."""

        db_table = "chamsae_pair"
        indexes = (models.Index(fields=["status", "-weight"], name="pair_waiting"),)
