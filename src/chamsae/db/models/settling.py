"""Figures side by side: groups with members (derived, replaced as a whole) and settlements (kept for ever)."""

from django.db import models

from chamsae.db.models.appending import AppendOnly, AppendOnlyRows
from chamsae.db.models.claims import ClaimRow


class GroupRow(models.Model):
    """A figure group: its scope in columns, its proposed range, its state; `position` sorts it by its scope."""

    id = models.CharField(max_length=64, primary_key=True)
    position = models.CharField(max_length=1000, db_index=True)
    act = models.TextField(null=True)
    counted = models.TextField()
    unit = models.TextField()
    place = models.TextField(null=True)
    when_start = models.DateField(null=True)
    when_end = models.DateField(null=True)
    when_precision = models.CharField(max_length=16, null=True)
    when_text = models.TextField(null=True)
    to = models.TextField(null=True)
    flow = models.CharField(max_length=8, null=True)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    reason = models.TextField()
    origins = models.IntegerField()
    origins_most = models.IntegerField(default=0)
    contradictory = models.BooleanField()
    rule = models.TextField(default="")
    aside = models.JSONField(default=list)
    """Claims left out, each with its ground, in plain JSON."""
    state = models.CharField(max_length=16, default="proposed")
    settlement = models.BigIntegerField(null=True)
    """The number of the settlement that stands."""
    size = models.IntegerField()
    """How many claims it has."""

    class Meta:
        """Indexes for the figures in dispute, and for those of one state."""

        db_table = "chamsae_group"
        indexes = (
            models.Index(fields=["contradictory", "position"], name="group_disputed"),
            models.Index(fields=["state", "position"], name="group_state"),
        )


class MemberRow(models.Model):
    """A claim's place in a group; `position` is the order within it."""

    id = models.BigAutoField(primary_key=True)
    group = models.ForeignKey(GroupRow, models.CASCADE, related_name="members", db_index=False)
    position = models.IntegerField()
    claim = models.ForeignKey(ClaimRow, models.PROTECT, related_name="memberships")
    why = models.TextField()
    origin = models.TextField()
    copy_of = models.CharField(max_length=64, null=True)

    class Meta:
        """Members of a group in order."""

        db_table = "chamsae_member"
        constraints = (models.UniqueConstraint(fields=["group", "position"], name="member_in_group"),)


class SettlementRow(AppendOnly):
    """A range adopted by a person for the group that had the id `group`, or one taken back."""

    number = models.BigIntegerField(primary_key=True)
    group = models.CharField(max_length=64)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    claims = models.JSONField(default=list)
    aside = models.JSONField(default=list)
    rule = models.TextField(null=True)
    origins = models.JSONField(null=True)
    undoes = models.BigIntegerField(null=True)
    reason = models.TextField()
    by = models.TextField()
    at = models.DateTimeField()

    objects = models.Manager.from_queryset(AppendOnlyRows["SettlementRow"])()

    class Meta:
        """Index for the last settlement of a group."""

        db_table = "chamsae_settlement"
        indexes = (models.Index(fields=["group", "number"], name="settlement_group"),)


class CorrectionRow(AppendOnly):
    """What a person says a claim counts; the last one of a claim that is not taken back stands."""

    number = models.BigIntegerField(primary_key=True)
    claim = models.ForeignKey(ClaimRow, models.PROTECT, related_name="corrections")
    data = models.JSONField()
    """The noun in plain JSON, without number."""

    objects = models.Manager.from_queryset(AppendOnlyRows["CorrectionRow"])()

    class Meta:
        """Named like its noun."""

        db_table = "chamsae_correction"
