"""The last answers, for looking again and taking back: a fixed number of queries, however long the ledger."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from urllib.parse import urlencode

from django.db.models import Count, Max, Q
from django.urls import reverse

from chamsae.db.models import ClaimRow, JudgementRow, RelationRow
from chamsae.model.judgement import BY_READING, Verdict
from chamsae.web.rows import claim_lines, pair_lines
from chamsae.web.words import sentence

#: Answers shown beside the question, and ledger entries looked through to find them.
LAST, LOOKED_AT = 10, 60


@dataclass(frozen=True, slots=True)
class Answer:
    """One of the last answers: what was judged, in words, and how to look at it again.

    `many` counts what was answered at once, as the batch; 1 for a single answer.
    """

    number: int
    verdict: Verdict
    by: str
    words: str
    language: str
    address: str
    batch: str = ""
    many: int = 1


def last_answers(alias: str) -> list[Answer]:
    """The last answers that stand; what was answered at once is one of them."""
    ledger = JudgementRow.objects.using(alias)
    heads = ledger.filter(batch__isnull=False).values("batch").annotate(last=Max("number")).values("last")
    entries = list(
        ledger.exclude(verdict__in=[Verdict.UNDONE, *BY_READING])
        .filter(Q(batch__isnull=True) | Q(number__in=heads), undoes__isnull=True)
        .order_by("-number")[:LOOKED_AT]
    )
    undone = set(ledger.filter(undoes__in=[entry.number for entry in entries]).values_list("undoes", flat=True))
    made = {entry.by_claim for entry in entries if entry.by_claim}
    standing = [entry for entry in entries if entry.number not in undone and entry.target not in made][:LAST]
    return _in_words(alias, standing)


def today(alias: str) -> dict[str, int]:
    """How many answers people gave today, and how many people."""
    midnight = datetime.combine(datetime.now(UTC).date(), time(), UTC)
    rows = JudgementRow.objects.using(alias).filter(at__gte=midnight).exclude(verdict__in=[Verdict.UNDONE, *BY_READING])
    return rows.aggregate(answers=Count("number"), people=Count("by", distinct=True))


def _in_words(alias: str, standing: list[JudgementRow]) -> list[Answer]:
    targets = [entry.by_claim or entry.target for entry in standing]
    claims = claim_lines(alias, ClaimRow.objects.using(alias).filter(id__in=targets))
    words = {line.claim.id: (sentence(line.claim), line.document.language) for line in claims}
    pairs = pair_lines(alias, RelationRow.objects.using(alias).filter(key__in=targets), LAST)
    words |= {pair.id: (f"{pair.left.title} {pair.words} {pair.right.title}", pair.left.language) for pair in pairs}
    batches = [entry.batch for entry in standing if entry.batch]
    counted = JudgementRow.objects.using(alias).filter(batch__in=batches).values_list("batch").annotate(Count("number"))
    many = {str(batch): number for batch, number in counted} if batches else {}
    return [_answer(entry, words, {pair.id for pair in pairs}, many) for entry in standing]


def _answer(
    entry: JudgementRow, words: Mapping[str, tuple[str, str]], pairs: set[str], many: Mapping[str, int]
) -> Answer:
    target = entry.by_claim or entry.target
    said, language = words.get(target, (target, ""))
    address = f"{reverse('review')}?{urlencode({'pair' if target in pairs else 'claim': target})}"
    batch = entry.batch or ""
    # Accepting what reading again suggested writes two entries, which are one answer.
    number = 1 if entry.by_claim else many.get(batch, 1)
    return Answer(entry.number, Verdict(entry.verdict), entry.by, said, language, address, batch, number)
