"""Bytes as received: objects and the occasions on which they came."""

from django.db import models

from chamsae.db.models.appending import AppendOnly, AppendOnlyRows


class ObjectRow(AppendOnly):
    """Bytes in content-addressed storage; `number` is the order of arrival."""

    number = models.BigIntegerField(primary_key=True)
    sha256 = models.CharField(max_length=64, unique=True)
    sha512 = models.CharField(max_length=128)
    size = models.BigIntegerField()

    objects = models.Manager.from_queryset(AppendOnlyRows["ObjectRow"])()

    class Meta:
        """Table name."""

        db_table = "chamsae_object"


class CaptureRow(AppendOnly):
    """An accession; `number` 12 is shown as "s12", counted without gaps and never given twice."""

    number = models.BigIntegerField(primary_key=True)
    object = models.ForeignKey(
        ObjectRow, models.PROTECT, to_field="sha256", db_column="sha256", related_name="captures"
    )
    size = models.BigIntegerField()
    name = models.TextField()
    how = models.CharField(max_length=16)
    media_type = models.TextField()
    captured_at = models.DateTimeField()
    added_by = models.TextField()
    address = models.TextField(null=True)
    asked = models.TextField(null=True)
    container = models.CharField(max_length=64, null=True)
    redirects = models.JSONField(default=list)
    headers = models.JSONField(default=list)
    claimed_at = models.DateTimeField(null=True)
    notes = models.JSONField(default=list)

    objects = models.Manager.from_queryset(AppendOnlyRows["CaptureRow"])()

    class Meta:
        """Table name."""

        db_table = "chamsae_capture"

    @property
    def id(self) -> str:
        """The accession number as shown: "s12"."""
        return f"s{self.number}"
