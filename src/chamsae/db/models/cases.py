"""Acts as coded (derived, put in place where something they rest on changes) and the events they make."""

from django.db import models

from chamsae.db.models.reading import DocumentRow


class CodedRow(models.Model):
    """An act: what lists and tables sort and filter by in columns, the noun in `data` (without its event).

    `position` sorts by the first day, undated acts last ("~"). What it has several of stands in `TieRow`.
    """

    id = models.CharField(max_length=200, primary_key=True)
    position = models.CharField(max_length=10)
    shelf = models.CharField(max_length=200, db_index=True)
    occasion = models.CharField(max_length=60, null=True)
    event = models.CharField(max_length=200, null=True)
    act = models.CharField(max_length=40)
    violation = models.CharField(max_length=60, null=True)
    place = models.CharField(max_length=100, null=True)
    when_start = models.DateField(null=True)
    when_end = models.DateField(null=True)
    precision = models.CharField(max_length=16, null=True)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    status = models.CharField(max_length=16)
    document = models.ForeignKey(DocumentRow, models.PROTECT, related_name="coded", db_index=False)
    data = models.JSONField()

    class Meta:
        """Indexes for lists by day, and by what tables have as axes."""

        db_table = "chamsae_coded"
        indexes = (
            models.Index(fields=["position", "id"], name="coded_in_order"),
            models.Index(fields=["occasion", "place"], name="coded_occasion"),
            models.Index(fields=["event", "position", "id"], name="coded_event"),
            models.Index(fields=["violation", "position", "id"], name="coded_violation"),
            models.Index(fields=["place", "position", "id"], name="coded_place"),
        )


class TieRow(models.Model):
    """What an act has several of: claims, records and persons of its victims, cases, States that answer for it."""

    id = models.BigAutoField(primary_key=True)
    act = models.CharField(max_length=200, db_index=True)
    kind = models.CharField(max_length=8)
    value = models.CharField(max_length=200)

    class Meta:
        """Index for the acts of a claim, a person …"""

        db_table = "chamsae_tie"
        indexes = (models.Index(fields=["kind", "value", "act"], name="tie_value"),)


class EventRow(models.Model):
    """An event: acts of one kind on one day at one place."""

    id = models.CharField(max_length=200, primary_key=True)
    occasion = models.CharField(max_length=60, db_index=True)
    act = models.CharField(max_length=40)
    day = models.DateField()
    place = models.CharField(max_length=100, null=True)
    acts = models.IntegerField()
    claims = models.IntegerField()
    persons = models.IntegerField()

    class Meta:
        """Index for the list, the latest day first."""

        db_table = "chamsae_event"
        indexes = (models.Index(fields=["-day", "id"], name="event_latest"),)


class DerivedRow(models.Model):
    """How far acts are derived: one row; `done` of the `of` claims while all are derived anew."""

    id = models.SmallIntegerField(primary_key=True)
    upto = models.BigIntegerField()
    rules = models.TextField()
    done = models.BigIntegerField(null=True)
    of = models.BigIntegerField(default=0)

    class Meta:
        """Named like its noun."""

        db_table = "chamsae_derived"
