"""A whole invented report in Korean: who is named and linked, what is counted, who says what, what was done."""

from chamsae.model.claim import Act, Figure, Name, NameType, Statement
from tests.read.eastern import claims

REPORT = """탈북민 지원단체 ‘새길동행’ 이사장 차명훈 목사는 12일 기자들과 만나 지난 4월 말 랴오닝성 감옥에서 탈북민 60명가량이 북송됐다고 말했다. 그는 “이 가운데 어린이가 두 명 있었다”고 덧붙였다.
차 목사에 따르면 북송된 이들 중에는 2021년 선양에서 체포된 백순영 씨도 포함됐다. 백 씨의 오빠 백광일(47) 씨는 “동생은 아픈 아이를 두고 떠났다”며 울먹였다.
외교부 한여울 대변인은 정례 브리핑에서 탈북민이 뜻에 반해 송환되어서는 안 된다고 밝혔다."""  # noqa: E501 - a report's own lines


def test_persons_are_named_and_short_names_linked() -> None:
    found = [claim for claim in claims(REPORT, "ko") if isinstance(claim.value, Name)]
    persons = {one.trigger.exact: one.value for one in found if isinstance(one.value, Name)}
    people = {words for words, value in persons.items() if value.type is NameType.PERSON}
    assert people == {"차명훈", "차", "백순영", "백", "백광일", "한여울"}
    assert persons["차"].entity == persons["차명훈"].entity
    assert persons["백"].entity == persons["백순영"].entity
    assert "relative" in persons["백광일"].roles


def test_figures_have_their_bounds_and_acts() -> None:
    found = [claim.value for claim in claims(REPORT, "ko") if isinstance(claim.value, Figure)]
    told = [(one.amount.low, one.amount.comparator, one.act) for one in found]
    assert told == [(60, "about", "repatriated"), (2, "exact", "repatriated")]


def test_statements_have_their_speakers() -> None:
    found = [claim for claim in claims(REPORT, "ko") if isinstance(claim.value, Statement)]
    told = [(one.speaker.text, one.value.direct) for one in found if one.speaker and isinstance(one.value, Statement)]
    assert len(told) == 5
    assert [direct for _, direct in told] == [False, True, False, True, False]
    assert all(
        name in speaker for name, (speaker, _) in zip(("차명훈", "차명훈", "차", "백광일", "한여울"), told, strict=True)
    )


def test_acts_have_their_victims() -> None:
    found = [claim.value for claim in claims(REPORT, "ko") if isinstance(claim.value, Act)]
    assert ("arrested", "백순영") in [(one.act, one.victim) for one in found]
