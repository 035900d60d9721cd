"""One table per noun; names end in Row so that nouns and rows are never mistaken for each other.

List screens query these directly (`ClaimRow.objects.using(alias)…`); writing goes through DjangoStore.
"""

from chamsae.db.models.cases import CodedRow, DerivedRow, EventRow, TieRow
from chamsae.db.models.claims import ClaimRow, TallyRow
from chamsae.db.models.comparing import CheckedRow, CheckRow, StanceRow, TranslationRow
from chamsae.db.models.copies import RelationRow, SketchRow
from chamsae.db.models.hearing import TranscriptRow
from chamsae.db.models.judging import JudgementRow, RereadingRow
from chamsae.db.models.ledger import EntryRow
from chamsae.db.models.linking import AnsweredRow, EntityRow, PairRow, ReckonedRow, RecordRow
from chamsae.db.models.log import KeyRow, LogRow, TreeRow
from chamsae.db.models.reading import DocumentRow, PassageRow, PlacesRow, ReadingRow
from chamsae.db.models.settling import CorrectionRow, GroupRow, MemberRow, SettlementRow
from chamsae.db.models.sources import CaptureRow, ObjectRow

__all__ = [
    "AnsweredRow",
    "CaptureRow",
    "CheckRow",
    "CheckedRow",
    "ClaimRow",
    "CodedRow",
    "CorrectionRow",
    "DerivedRow",
    "DocumentRow",
    "EntityRow",
    "EntryRow",
    "EventRow",
    "GroupRow",
    "JudgementRow",
    "KeyRow",
    "LogRow",
    "MemberRow",
    "ObjectRow",
    "PairRow",
    "PassageRow",
    "PlacesRow",
    "ReadingRow",
    "ReckonedRow",
    "RecordRow",
    "RelationRow",
    "RereadingRow",
    "SettlementRow",
    "SketchRow",
    "StanceRow",
    "TallyRow",
    "TieRow",
    "TranscriptRow",
    "TranslationRow",
    "TreeRow",
]
