"""The lists and fields a case is coded in: whole, in three languages, crossed over to HURIDOCS where that is known."""

import pytest

from chamsae.model.vocabulary import Holds
from chamsae.text.violations import coded, violation, violations
from chamsae.text.vocabulary import fields, inverse, label, lists, nkdb, term, terms, unknown_of_nkdb, versions

LANGUAGES = {"en", "ko", "zh"}
#: Lists whose dots only say who speaks.
SPOKEN = {"attribution"}


def test_every_list_and_term_has_labels_in_three_languages_and_a_code_of_its_own() -> None:
    for one in lists().values():
        assert set(one.label) == LANGUAGES, one.key
        codes = [entry.code for entry in one.terms]
        assert len(codes) == len(set(codes)), one.key
        for entry in one.terms:
            assert set(entry.label) == LANGUAGES and all(entry.label.values()), (one.key, entry.code)
            assert not entry.definition or set(entry.definition) == LANGUAGES, (one.key, entry.code)
            assert "." not in entry.code or entry.code.rpartition(".")[0] in codes or one.key in SPOKEN


def test_every_field_is_defined_and_a_coded_one_has_its_list() -> None:
    for one in fields().values():
        assert set(one.label) == set(one.definition) == LANGUAGES, one.key
        assert one.holds is not Holds.TERM or one.list in lists(), one.key
        assert one.list is None or one.list in lists(), one.key
        assert one.esf is None or (len(one.esf) == 4 and one.esf.isdigit()), one.key


def test_numbers_of_huridocs_have_their_shape() -> None:
    for one in lists().values():
        assert one.mt is None or (len(one.mt) == 2 and one.mt.isdigit())
        assert one.esf is None or (len(one.esf) == 4 and one.esf.isdigit())
        assert all(entry.esf is None or (len(entry.esf) == 12 and entry.esf.isdigit()) for entry in one.terms)


def test_the_inverse_of_an_inverse_is_the_wider_relation_again() -> None:
    for key in ("kin", "chain"):
        for entry in terms(key):
            assert entry.inverse is not None
            assert inverse(key, entry.inverse) == entry.code.partition(".")[0], entry.code
    assert inverse("kin", "child.daughter") == "parent"
    assert inverse("chain", "contains") == "part_of"


def test_whether_a_holding_is_acknowledged_says_which_form_fits() -> None:
    found = {entry.code: entry.suggests for entry in terms("whereabouts")}
    assert found["denied"] == found["no_answer"] == "disappearance"
    assert found["acknowledged.place"] == "detention"
    assert found["not_asked"] is None


def test_a_term_that_is_not_there_is_none_and_labels_as_its_code() -> None:
    assert term("degree", "no such") is None
    assert label("degree", "ordered", "ko") == "지시함"
    assert label("degree", "no such") == "no such"
    assert label("degree", None) == ""


def test_what_is_known_of_nkdb_is_told_apart_from_what_is_not() -> None:
    codes = {one.code for one in violations()}
    held = [code for category in nkdb() for code in category.violations]
    assert set(held) <= codes and len(held) == len(set(held))
    assert [category.code for category in nkdb() if category.checked] == ["life"]
    assert "16 categories" in unknown_of_nkdb()[0]
    assert set(versions()) == {"details", "involvement", "interventions", "nkdb"}


#: The acts of the chain of a return and their terms in HURIDOCS' list of types of acts (None: it has none).
CHAIN = {
    "refoulement": "380101000000", "expulsion": "330101000000", "denial_of_asylum": "330103000000",
    "denial_of_family_reunion": "330104000000", "arrest": "030101000000", "detention": "030102000000",
    "disappearance": "030103000000", "abduction": "030104000000", "slavery": "030106000000",
    "internal_exile": "050101000000", "travel_ban": "050106000000", "denial_of_return": "050107000000",
    "religious_persecution": "110101000000", "starvation": "360102030000", "denial_of_medical_care": "360102040000",
    "torture": "020111110000", "rape": "020111010000", "sexual_violence": "020102000000", "assault": "020101000000",
    "collective_punishment": "020121000000", "forced_abortion": "080103000000", "killing.infanticide": "010102010000",
    "forced_marriage": "070102000000", "forced_labour": "300102010000", "killing.execution": "010101010000",
    "killing.execution.sentenced": "010101030000", "death_in_custody": "010106010000",
    "death_in_custody.camp": "010106020000", "death_in_custody.transit": "010106030000",
    "death_in_custody.hunger": "010190030100", "death_in_custody.untreated": "010190030200",
    "unfair_trial": "350000000000", "handover": None, "trafficking": None, "invasive_search": None,
    "child_separation": None, "forced_self_criticism": None, "denial_of_access": None,
}  # fmt: skip


@pytest.mark.parametrize("code", CHAIN)
def test_the_acts_of_a_return_are_there_with_their_crosswalk(code: str) -> None:
    found = violation(code)
    assert found is not None and found.esf == CHAIN[code]


@pytest.mark.parametrize(
    ("act", "words", "sentence", "code"),
    [
        ("repatriated", "handed over", "She was handed over on the bridge.", "handover"),
        ("repatriated", "북송", "세 사람이 북송됐다.", "refoulement"),
        ("repatriated", "移交", "她在图们被移交。", "handover"),
        ("tortured", "beaten", "They were beaten.", "ill_treatment"),
        ("tortured", "酷刑", "她遭受酷刑。", "torture"),
        ("killed", "killed", "The newborn was killed.", "killing.infanticide"),
        ("died", "died", "He died crossing the river.", None),
        ("died", "숨졌다", "교화소에서 숨졌다.", "death_in_custody.camp"),
        ("executed", "executed", "Sentenced in the morning, he was executed at noon.", "killing.execution.sentenced"),
        ("executed", "처형", "공개 처형됐다.", "killing.execution"),
        ("escaped", "fled", "She fled.", None),
    ],
)
def test_the_words_of_an_act_decide_between_kinds(act: str, words: str, sentence: str, code: str | None) -> None:
    assert coded(act, words, sentence) == code
