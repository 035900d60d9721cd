"""What the database counts as claims are written is what counting them would give."""

from collections import Counter

from chamsae.db.models import ClaimRow, TallyRow
from chamsae.db.store import DjangoStore
from chamsae.model.judgement import Verdict
from chamsae.model.queue import Asking, Stage
from tests.contracts.material import every_kind, held, judgement


def agrees(store: DjangoStore) -> bool:
    rows = ClaimRow.objects.using(store.alias).values_list("status", "kind", "stage")
    tally = TallyRow.objects.using(store.alias).exclude(number=0).values_list("status", "kind", "stage", "number")
    return Counter(rows) == Counter({(status, kind, stage): number for status, kind, stage, number in tally})


def test_claims_written_judged_staged_and_deleted_are_counted(store: DjangoStore) -> None:
    claims = [claim for name in ("d1", "d2") for claim in every_kind(held(store, name))]
    store.add_claims(claims)
    assert agrees(store)
    store.add_judgement(judgement(claims[0].id, Verdict.ACCEPTED))
    store.add_judgement(judgement(claims[3].id, Verdict.REJECTED))
    store.put_askings([Asking(claim=claims[1].id, stage=Stage.GAP, sure=0.5)])
    assert agrees(store)
    assert (store.counts().claims, store.counts().to_review) == (len(claims), len(claims) - 2)
    ClaimRow.objects.using(store.alias).filter(id__in=[claims[5].id, claims[6].id]).delete()
    assert agrees(store)


def test_what_is_not_kept_is_not_counted(store: DjangoStore) -> None:
    claims = every_kind(held(store))
    try:
        with store.transaction():
            store.add_claims(claims)
            raise RuntimeError
    except RuntimeError:
        assert agrees(store)
    assert store.counts().claims == 0
