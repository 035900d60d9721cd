"""Rows of what people decided, and of what reading again changed, to nouns and back."""

from chamsae import codec
from chamsae.db.models import JudgementRow, RereadingRow
from chamsae.model.judgement import Judgement, Verdict
from chamsae.model.rereading import Rereading
from chamsae.model.storable import storable


def judgement_row(judgement: Judgement, number: int) -> JudgementRow:
    """The row of a judgement."""
    storable(judgement, f"judgement on {judgement.target}")
    return JudgementRow(
        number=number,
        target=judgement.target,
        verdict=judgement.verdict,
        by=judgement.by,
        at=judgement.at,
        why=judgement.why,
        undoes=judgement.undoes,
        by_claim=judgement.by_claim,
        blind=judgement.blind or None,
        batch=judgement.batch,
    )


def judgement(row: JudgementRow) -> Judgement:
    """The judgement in a row."""
    return Judgement(
        number=row.number,
        target=row.target,
        verdict=Verdict(row.verdict),
        by=row.by,
        at=row.at,
        why=row.why,
        undoes=row.undoes,
        by_claim=row.by_claim,
        blind=bool(row.blind),
        batch=row.batch,
    )


def rereading_row(rereading: Rereading, number: int, document: int) -> RereadingRow:
    """The row of what reading the document with this number again changed."""
    storable(rereading, f"reading {rereading.document} again")
    return RereadingRow(
        number=number,
        run=rereading.run or number,
        of=rereading.of,
        document_id=document,
        by=rereading.by,
        at=rereading.at,
        readers=rereading.readers,
        batch=rereading.batch,
        kept=rereading.kept,
        new=codec.plain(rereading.new),
        retired=codec.plain(rereading.retired),
        changed=codec.plain(rereading.changed),
        asked=codec.plain(rereading.asked),
        missed=codec.plain(rereading.missed),
        into=rereading.into,
        reason=rereading.reason,
    )


def rereading(row: RereadingRow, document: str) -> Rereading:
    """What the row tells; `document` is the id of its document."""
    return Rereading(
        number=row.number,
        run=row.run,
        of=row.of,
        document=document,
        by=row.by,
        at=row.at,
        readers=row.readers,
        batch=row.batch,
        kept=row.kept,
        new=tuple(row.new),
        retired=tuple(row.retired),
        changed=codec.from_plain(tuple[tuple[str, str], ...], row.changed),
        asked=codec.from_plain(tuple[tuple[str, str], ...], row.asked),
        missed=tuple(row.missed),
        into=row.into,
        reason=row.reason,
    )
