"""Claims beside one another: checks and stances (derived, replaced as a whole), translations (kept for ever)."""

from django.db import models

from chamsae.db.models.appending import AppendOnly, AppendOnlyRows
from chamsae.db.models.claims import ClaimRow


class CheckRow(models.Model):
    """Arithmetic between claims; `data` holds the noun, `position` is the order given."""

    id = models.CharField(max_length=64, primary_key=True)
    position = models.IntegerField(db_index=True)
    holds = models.BooleanField()
    data = models.JSONField()

    class Meta:
        """Named like its noun."""

        db_table = "chamsae_check"


class CheckedRow(models.Model):
    """A figure a check is about, by the id of its group."""

    id = models.BigAutoField(primary_key=True)
    check_row = models.ForeignKey(CheckRow, models.CASCADE, related_name="checked")
    group = models.CharField(max_length=64, db_index=True)

    class Meta:
        """Named like the rows it joins."""

        db_table = "chamsae_checked"


class StanceRow(models.Model):
    """A statement tied to a figure; `position` is the order given."""

    position = models.IntegerField(primary_key=True)
    group = models.CharField(max_length=64, db_index=True)
    data = models.JSONField()

    class Meta:
        """Named like its noun."""

        db_table = "chamsae_stance"


class TranslationRow(AppendOnly):
    """What a person wrote down as the translation of a statement."""

    number = models.BigIntegerField(primary_key=True)
    claim = models.ForeignKey(ClaimRow, models.PROTECT, related_name="translations")
    data = models.JSONField()
    """The noun in plain JSON, without number."""

    objects = models.Manager.from_queryset(AppendOnlyRows["TranslationRow"])()

    class Meta:
        """Named like its noun."""

        db_table = "chamsae_translation"
