"""Scores: what is right counts once, what is wrong counts, what nobody asked for counts neither way."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chamsae.model.amount import Amount, Comparator
from chamsae.model.claim import Act, Claim, Figure, NameType, Speaker, SpeakerKind, Time
from chamsae.model.document import Relation, RelationKind
from chamsae.model.when import When
from chamsae.read.gold.marks import RIGHT, Scores, Share, What
from chamsae.read.gold.parse import parse
from chamsae.read.gold.score import score
from chamsae.read.gold.shape import KINDS, Gold
from tests.read.gold import made

LANGUAGES = ("en", "ko", "zh")


def scored(language: str, claims: list[Claim], gold: Gold | None = None) -> Scores:
    return score(gold or made.gold((language,)), {language: claims})


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_read_right_is_all_of_everything(language: str) -> None:
    scores = scored(language, made.right(language))
    for kind in KINDS:
        assert all(
            scores.share(kind, aspect).value in (1.0, None) for aspect in ("found", RIGHT, *scores.aspects(kind))
        )
    assert scores.share("figures", "speaker") == Share(2 if language == "en" else 1, 2 if language == "en" else 1)
    assert scores.share("people").of == (2 if language == "en" else 1)
    assert scores.findings == ()
    assert scores.f1("people") == 1.0


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_read_is_nothing_found_and_every_entry_is_listed(language: str) -> None:
    scores = scored(language, [])
    assert scores.share("figures").right == 0
    assert scores.f1("figures") is None
    assert {finding.what for finding in scores.findings} == {What.MISSED}
    assert len(scores.findings) == len(made.right(language))


@given(st.data())
def test_a_claim_less_is_one_found_less(data: st.DataObject) -> None:
    claims = made.right("en")
    left_out = data.draw(st.sampled_from(claims))
    full, less = scored("en", claims), scored("en", [claim for claim in claims if claim.id != left_out.id])
    found = [sum(scores.share(kind).right for kind in KINDS) for scores in (full, less)]
    assert found[0] - found[1] == 1
    assert [finding.what for finding in less.findings if finding.what is not What.WRONG] == [What.MISSED]


@given(st.permutations(made.right("en")))
def test_the_order_of_claims_changes_nothing(claims: list[Claim]) -> None:
    assert scored("en", claims) == scored("en", made.right("en"))


def test_one_claim_answers_one_entry_only() -> None:
    plain = made.plain(("en",))
    again = {**plain["figures"][0], "id": "F-again"}
    plain["figures"].append(again)
    scores = scored("en", [made.figure("en")], parse(json.dumps(plain).encode()))
    assert scores.share("figures", importance=("core",)) == Share(1, 2)


def test_a_second_claim_on_a_found_figure_is_a_wrong_one() -> None:
    twice = [made.figure("en"), made.figure("en", speaker=None)]
    scores = scored("en", twice)
    assert scores.share("figures", RIGHT) == Share(1, 2)
    assert What.REPEATED in {finding.what for finding in scores.findings}


def test_another_value_at_the_same_words_is_misread_and_counts_against_both() -> None:
    scores = scored("en", [made.figure("en", low=34)])
    assert (scores.share("figures").right, scores.share("figures", RIGHT)) == (0, Share(0, 1))
    (misread,) = [finding for finding in scores.findings if finding.what is What.MISREAD]
    assert "34" in misread.read and "340" in misread.wanted


def test_the_same_number_elsewhere_in_the_text_is_an_invention() -> None:
    amount = Amount(low=340, high=None, comparator=Comparator.MORE_THAN, unit="person")
    scores = scored("en", [made.figure("en", "2021", amount=amount)])
    assert scores.share("figures").right == 0
    assert scores.invented("figures") == 1


def test_a_count_of_days_nobody_noted_invents_no_people() -> None:
    scores = scored("en", [made.figure("en", "2021", low=2021, unit="day")])
    assert scores.invented("figures") == 0


def test_a_trap_is_taken_only_by_people_under_an_act() -> None:
    assert scored("en", [made.trap("en")]).traps == Share(1, 1)
    amount = Amount(low=9000, high=9000, comparator=Comparator.EXACT, unit="person")
    assert scored("en", [made.figure("en", "9,000", amount=amount, act=None)]).traps == Share(0, 1)
    assert scored("en", []).traps == Share(0, 1)


@pytest.mark.parametrize(
    ("aspect", "change"),
    [
        ("comparator", {"amount": Amount(low=340, high=None, comparator=Comparator.AT_LEAST, unit="person")}),
        ("unit", {"unit": "family"}),
        ("act", {"act": "arrested"}),
        ("speaker", {"speaker": None}),
        ("speaker", {"speaker": Speaker(text="Han Sora", kind=SpeakerKind.NAMED)}),
        ("date", {"when": None}),
        ("date", {"when": When.day(date(2021, 5, 4))}),
    ],
)
def test_a_figure_found_is_asked_for_each_of_its_parts(aspect: str, change: dict[str, Any]) -> None:
    scores = scored("en", [made.figure("en", **change)])
    assert scores.share("figures", importance=("core",)) == Share(1, 1)
    assert scores.share("figures", aspect) == Share(0, 1)
    assert aspect in {finding.aspect for finding in scores.findings}


def test_a_trap_that_was_taken_is_a_wrong_proposal() -> None:
    assert scored("en", [made.figure("en"), made.trap("en")]).share("figures", RIGHT) == Share(1, 2)


def test_an_act_read_twice_at_the_same_words_is_wrong_once_and_told_again_in_its_passage_is_not() -> None:
    plain = made.plain(("en",))
    plain["acts"][0]["quote"] = {"doc": "en", "start": 0, "end": 86, "text": made.TEXTS["en"][:86]}
    gold = parse(json.dumps(plain).encode())
    once = made.claim("en", "sent back", Act(act="repatriated"))
    twice = made.claim("en", "sent back", Act(act="repatriated", victim="North Koreans"))
    again = made.claim("en", "from China", Act(act="repatriated"))
    assert scored("en", [once, twice], gold).share("acts", RIGHT) == Share(1, 2)
    assert scored("en", [once, again], gold).share("acts", RIGHT) == Share(1, 1)


def test_a_name_inside_a_longer_one_is_no_wrong_one_but_the_same_name_twice_is() -> None:
    inside, again = made.name("en", "Sora", "e1"), made.name("en", "Han Sora", "e7")
    first = made.name("en", "Han Sora", "e1")
    assert scored("en", [first, inside]).share("people", RIGHT) == Share(1, 1)
    assert scored("en", [first, again]).share("people", RIGHT) == Share(1, 2)


def test_a_range_needs_both_ends() -> None:
    plain = made.plain(("en",))
    plain["figures"][0] |= {"value": 340, "value_max": 360, "comparator": "range"}
    gold = parse(json.dumps(plain).encode())
    for high, found in ((360, 1), (350, 0), (None, 0)):
        amount = Amount(low=340, high=high, comparator=Comparator.RANGE, unit="person")
        assert (
            scored("en", [made.figure("en", amount=amount)], gold).share("figures", importance=("core",)).right == found
        )


def test_vague_words_match_where_their_intervals_overlap() -> None:
    plain = made.plain(("en",))
    plain["figures"][0] |= {"value": 100, "value_max": 999, "comparator": "vague"}
    gold = parse(json.dumps(plain).encode())
    for low, high, found in ((200, 999, 1), (24, 99, 0)):
        amount = Amount(low=low, high=high, comparator=Comparator.VAGUE, unit="person")
        assert (
            scored("en", [made.figure("en", amount=amount)], gold).share("figures", importance=("core",)).right == found
        )


def test_two_people_under_one_entity_are_no_pure_cluster_and_joined() -> None:
    plain = made.plain(("en",))
    plain["people"][0]["mentions"] = [made.span("en", "Han Sora")]
    plain["people"].append(
        {"id": "P-2", "name": "Ms. Han", "importance": "core", "mentions": [made.span("en", "Ms. Han")]}
    )
    plain["keep_apart"] = [["P-en", "P-2"]]
    gold = parse(json.dumps(plain).encode())
    one = scored("en", [made.name("en", "Han Sora", "e1"), made.name("en", "Ms. Han", "e1")], gold)
    assert (one.people.pure, one.people.joined, one.people.precision) == (Share(0, 1), Share(1, 1), 0.5)
    assert What.JOINED in {finding.what for finding in one.findings}
    two = scored("en", [made.name("en", "Han Sora", "e1"), made.name("en", "Ms. Han", "e2")], gold)
    assert (two.people.pure, two.people.joined, two.people.precision) == (Share(2, 2), Share(0, 1), 1.0)


def test_one_person_under_two_entities_is_pure_but_not_one() -> None:
    scores = scored("en", [made.name("en", "Han Sora", "e1"), made.name("en", "Ms. Han", "e2")])
    assert (scores.people.pure, scores.people.recall) == (Share(2, 2), 0.5)


def test_a_person_taken_for_an_organisation_is_missed_and_invented() -> None:
    scores = scored("ko", [made.name("ko", "한소라", "e1", NameType.ORGANISATION)])
    assert scores.share("people") == Share(0, 1)
    assert scores.invented("organisations") == 1


def test_what_lies_in_page_furniture_counts_neither_way() -> None:
    plain = made.plain(("en",))
    everything = {"doc": "en", "start": 0, "end": len(made.TEXTS["en"]), "text": made.TEXTS["en"]}
    plain["documents"][0]["noise_spans"] = [{**everything, "kind": "duplicate_caption"}]
    gold = parse(json.dumps(plain).encode())
    for claims in ([], made.right("en"), [made.trap("en")]):
        scores = scored("en", claims, gold)
        assert scores.share("figures") == scores.share("people") == Share(0, 0)
        assert scores.findings == ()
    plain["documents"][0]["noise_spans"][0]["kind"] = "caption"
    assert scored("en", [], parse(json.dumps(plain).encode())).share("people") == Share(0, 2)


def test_in_a_kind_annotated_in_part_only_rejected_words_are_wrong() -> None:
    plain = made.plain(("en",))
    plain["documents"][0]["complete"] = []
    other = made.name("en", "North Koreans", "e9")
    assert scored("en", [other], parse(json.dumps(plain).encode())).invented("people") == 0
    plain["rejected"] = [{**made.span("en", "North Koreans"), "id": "R1", "kind": "people"}]
    assert scored("en", [other], parse(json.dumps(plain).encode())).invented("people") == 1
    assert scored("en", [other]).invented("people") == 1


def test_an_act_of_another_kind_is_misread_and_a_term_of_the_same_meaning_is_right() -> None:
    arrested = made.claim("en", "sent back", Act(act="arrested"))
    assert scored("en", [arrested]).share("acts").right == 0
    plain = made.plain(("en",))
    plain["acts"][0]["type"] = "deported"
    deported = made.claim("en", "sent back", Act(act="repatriated"))
    assert scored("en", [deported], parse(json.dumps(plain).encode())).share("acts") == Share(1, 1)


def test_a_quotation_of_which_only_a_corner_was_read_is_not_found() -> None:
    whole = made.right("en")[-2]
    start = whole.trigger.start
    corner = replace(whole, trigger=replace(whole.trigger, exact="Nobody", end=start + 6))
    assert scored("en", [corner]).share("quotations") == Share(0, 1)
    assert scored("en", [corner]).share("quotations", "direct, right speaker") == Share(0, 1)


def test_a_date_with_the_wrong_days_is_misread() -> None:
    (time,) = [claim for claim in made.right("zh") if claim.kind == "time"]
    wrong = replace(time, value=Time(when=When.day(date(2021, 3, 5))))
    scores = scored("zh", [wrong])
    assert (scores.share("dates"), scores.share("dates", RIGHT)) == (Share(0, 1), Share(0, 1))


def test_relations_are_asked_for_kind_and_direction() -> None:
    plain = made.plain(("en", "ko"))
    plain["document_relations"] = [{"a": "ko", "b": "en", "relation": "derived_from"}]
    gold = parse(json.dumps(plain).encode())

    def asked(document: str, other: str, kind: RelationKind) -> Scores:
        one = Relation(id="r", document=document, other=other, kind=kind, score=0.5, directed=True, why="made up")
        return score(gold, {}, [one])

    right = asked("ko", "en", RelationKind.TRANSLATION)
    assert (right.share("document_relations"), right.share("document_relations", "direction")) == (
        Share(1, 1),
        Share(1, 1),
    )
    assert asked("en", "ko", RelationKind.COPY).share("document_relations", "direction") == Share(0, 1)
    assert asked("ko", "en", RelationKind.SHARES_PASSAGE).share("document_relations") == Share(0, 1)
    assert score(gold, {}, []).share("document_relations") == Share(0, 1)
    assert score(gold, {}).share("document_relations") == Share(0, 0)


def test_languages_and_importance_are_told_apart() -> None:
    scores = score(made.gold(), {"en": made.right("en")})
    assert scores.share("figures", language="en") == Share(2, 2)
    assert scores.share("figures", language="ko") == Share(0, 1)
    assert scores.share("figures", importance=("secondary",)) == Share(1, 1)
    assert scores.languages() == ("en", "ko", "zh-Hans")


def test_the_interval_of_a_share_is_wilsons() -> None:
    low, high = Share(9, 10).interval() or (0, 0)
    assert (round(low, 3), round(high, 3)) == (0.596, 0.982)
    assert Share(0, 0).interval() is None


@given(st.integers(0, 50), st.integers(0, 50))
def test_the_interval_holds_the_share(right: int, wrong: int) -> None:
    share = Share(right, right + wrong)
    interval = share.interval()
    assert interval is None or (
        0 <= interval[0] <= (share.value or 0) + 1e-9 and (share.value or 0) <= interval[1] + 1e-9
    )


def test_gold_does_not_lose_its_figures_when_written_again() -> None:
    assert msgspec.convert(msgspec.to_builtins(made.gold()), type=Gold) == made.gold()
    assert isinstance(made.figure("en").value, Figure)
