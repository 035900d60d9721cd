"""Transcripts of recordings."""

from django.db import models

from chamsae.db.models.appending import AppendOnly, AppendOnlyRows
from chamsae.db.models.sources import ObjectRow


class TranscriptRow(AppendOnly):
    """An object that says what is heard in another one."""

    number = models.BigIntegerField(primary_key=True)
    recording = models.ForeignKey(ObjectRow, models.PROTECT, to_field="sha256", related_name="transcripts")
    text = models.ForeignKey(ObjectRow, models.PROTECT, to_field="sha256", related_name="transcribed")
    maker = models.CharField(max_length=16)
    made_by = models.TextField()
    how = models.TextField()
    at = models.DateTimeField()
    added_by = models.TextField()

    objects = models.Manager.from_queryset(AppendOnlyRows["TranscriptRow"])()

    class Meta:
        """A text is attached to a recording once."""

        db_table = "chamsae_transcript"
        constraints = (models.UniqueConstraint(fields=["recording", "text"], name="transcript_once"),)
