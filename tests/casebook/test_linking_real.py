"""Real pages read and linked: who is who within and across them. The texts lie beside the repository, not in it."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import chamsae
from chamsae.casebook.book import Casebook
from chamsae.model.claim import NameType
from chamsae.model.link import Record

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
#: Documents about one woman and her family, with traps: truncated names, misprints, elder and younger confused.
HERS = ("064", "094", "095", *(f"{number:03}" for number in range(97, 113)))
#: Of her documents those that spell her whole name.
SPELLED = {"064", "094", "095", "097", "098", "099", "100", "107", "110", "111"}

pytestmark = pytest.mark.skipif(not DATA.exists(), reason=f"no real pages at {DATA}; nothing was tested")


def read(book: Casebook, files: list[Path]) -> Casebook:
    book.archive.add(files, by="Alice")
    book.read.run(by="Alice")
    book.link.run(by="Alice")
    return book


@pytest.fixture(scope="module")
def seeds() -> Iterator[Casebook]:
    with chamsae.in_memory() as book:
        yield read(book, sorted((DATA / "seeds").glob("*.txt")))


@pytest.fixture(scope="module")
def hers() -> Iterator[Casebook]:
    with chamsae.in_memory() as book:
        yield read(book, [DATA / "corpus-dev" / f"{name}.txt" for name in HERS])


def file_of(book: Casebook, record: Record) -> str:
    return Path(book.store.document(record.document).name).stem


def who(book: Casebook) -> dict[str, set[str]]:
    """For each person record the people of the gold list that its mentions name."""
    gold = json.loads((DATA / "seeds_gold.json").read_text(encoding="utf-8"))["people"]
    spots = {(m["doc"], at): person["id"] for person in gold if person["named"]
             for m in person["mentions"] for at in range(m["start"], m["end"])}  # fmt: skip
    found: dict[str, set[str]] = {}
    for record in book.link.records().values():
        if record.kind is NameType.PERSON:
            claims = book.store.claims(ids=record.claims)
            named = {spots.get((file_of(book, record), claim.trigger.end - 1)) for claim in claims}
            found[record.id] = {one for one in named if one}
    return found


def test_each_mr_kim_mr_park_and_ms_ji_is_the_right_one(seeds: Casebook) -> None:
    named = who(seeds)
    assert all(len(people) <= 1 for people in named.values()), "no record mixes two people"
    held = {person for people in named.values() for person in people}
    kims = {"P-KSKIM", "P-KIMTH", "P-KIMSH", "P-KIMSM"}
    assert kims | {"P-RSPARK", "P-JI"} <= held
    short = [claim.trigger.exact for record in seeds.link.records().values() if named.get(record.id, set()) & kims
             for claim in seeds.store.claims(ids=record.claims)]  # fmt: skip
    assert len({text for text in short if text.startswith(("Mr.", "Ms."))}) >= 2, "short forms were read"


def test_different_people_of_one_family_name_are_never_one_question(seeds: Casebook) -> None:
    named = who(seeds)
    for question in seeds.link.together():
        people = {person for one in question for id in one.records for person in named.get(id, set())}
        assert len(people) <= 1


def test_women_known_by_a_given_name_only_stay_stubs(seeds: Casebook) -> None:
    named = who(seeds)
    girls = {"P-YEONGSOON", "P-EUNKYUNG", "P-YEONGRAN", "P-JEONGAE"}
    records = [record for record in seeds.link.records().values() if named.get(record.id, set()) & girls]
    assert {person for record in records for person in named[record.id]} == girls
    assert all(record.stub for record in records)
    assert all(pair.probability <= 0.5 for record in records for pair in seeds.store.pairs(record=record.id))


def spelled(book: Casebook, *names: str) -> list[Record]:
    return [record for record in book.link.records().values() if {*record.names} & {*names}]


def test_one_woman_in_korean_chinese_and_english_is_one_question_with_nobody_else_in_it(hers: Casebook) -> None:
    whole = spelled(hers, "Kim Cheol-ok", "김철옥", "金哲玉")
    assert {file_of(hers, record) for record in whole} == SPELLED
    hers_ = next(question for question in hers.link.together() if whole[0].id in {one.id for one in question})
    assert {id for one in hers_ for id in one.records} == {record.id for record in whole}
    hers.link.join([one.id for one in hers_], by="Alice")
    try:
        assert set(hers.link.entity(whole[0].id).records) == {record.id for record in whole}
    finally:
        hers.review.undo(by="Alice")


def test_traps_of_names_are_in_no_question(hers: Casebook) -> None:
    traps = spelled(hers, "Kim Kyu", "최순길", "Cheol-ok")
    assert {file_of(hers, record) for record in traps} >= {"102", "104"}
    asked = {id for question in hers.link.together() for one in question for id in one.records}
    assert asked.isdisjoint(record.id for record in traps)


def test_sisters_whose_age_a_translator_confused_may_still_be_one(hers: Casebook) -> None:
    both = {record.id for record in spelled(hers, "金奎丽", "金奎麗")}
    pair = next(pair for id in both for pair in hers.store.pairs(record=id) if {pair.left, pair.right} == both)
    assert pair.barred is None
    assert pair.probability > 0.9
