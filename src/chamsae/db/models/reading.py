"""What became of objects: attempts to read them, documents, and the passages search looks in."""

from django.db import models

from chamsae.db.fields import TermsField
from chamsae.db.models.sources import ObjectRow


class DocumentRow(models.Model):
    """A document: `number` is the order of writing, `key` the noun's id. Lists should `.defer("text")`."""

    number = models.BigIntegerField(primary_key=True)
    key = models.CharField(max_length=64, unique=True)
    object = models.ForeignKey(
        ObjectRow, models.PROTECT, to_field="sha256", db_column="sha256", related_name="documents"
    )
    name = models.TextField()
    media_type = models.TextField()
    language = models.TextField()
    reader = models.TextField()
    title = models.TextField(null=True)
    authors = models.JSONField(default=list)
    publisher = models.TextField(null=True)
    address = models.TextField(null=True)
    published = models.JSONField(null=True)
    published_from = models.DateField(null=True, db_index=True)
    furniture = models.JSONField(default=list)
    pages = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    length = models.IntegerField()
    text = models.TextField()  # last, so that SQLite finds every other column without reading through it

    class Meta:
        """Table name."""

        db_table = "chamsae_document"


class PlacesRow(models.Model):
    """Where a document's words stand in its original; only scans and transcripts have one."""

    document = models.OneToOneField(DocumentRow, models.CASCADE, primary_key=True, related_name="places")
    spots = models.JSONField(default=list)
    moments = models.JSONField(default=list)

    class Meta:
        """Table name."""

        db_table = "chamsae_places"


class ReadingRow(models.Model):
    """An attempt to read an object; `latest` marks the one that stands."""

    number = models.BigIntegerField(primary_key=True)
    object = models.ForeignKey(
        ObjectRow, models.PROTECT, to_field="sha256", db_column="sha256", related_name="readings"
    )
    reader = models.TextField()
    state = models.CharField(max_length=16)
    at = models.DateTimeField()
    document = models.ForeignKey(DocumentRow, models.PROTECT, null=True, related_name="readings")
    reason = models.TextField(null=True)
    latest = models.BooleanField(default=True)

    class Meta:
        """One standing attempt per object; the index also counts failures."""

        db_table = "chamsae_reading"
        constraints = (
            models.UniqueConstraint(fields=["object"], condition=models.Q(latest=True), name="one_latest_reading"),
        )
        indexes = (models.Index(fields=["state"], condition=models.Q(latest=True), name="latest_by_state"),)


class PassageRow(models.Model):
    """A stretch of a document's text as search sees it; `terms` feeds the full-text index."""

    id = models.BigAutoField(primary_key=True)
    document = models.ForeignKey(DocumentRow, models.CASCADE, related_name="passages", db_index=False)
    ordinal = models.IntegerField()
    start = models.IntegerField()
    end = models.IntegerField()
    terms = TermsField()

    class Meta:
        """Passages of a document in order."""

        db_table = "chamsae_passage"
        constraints = (models.UniqueConstraint(fields=["document", "ordinal"], name="passage_in_document"),)
