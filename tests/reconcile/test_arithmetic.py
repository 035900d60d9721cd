"""Arithmetic between claims, from invented texts in three languages to what holds and what is questioned."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

import chamsae
from chamsae.casebook.book import Casebook
from chamsae.casebook.grouping import document_facts
from chamsae.model.check import Check, CheckKind
from chamsae.model.claim import Claim
from chamsae.reconcile.arithmetic import checks
from chamsae.reconcile.ties import ties
from tests.reconcile.gold import DATA

HEADS = {
    "en": "Testimony of escapees\nPublished: 12 March 2019\n\n",
    "ko": "탈북민 증언\n2019년 3월 12일\n\n",
    "zh": "脱北者证词\n2019年3月12日\n\n",
}
BALANCE, PART, SUM = CheckKind.BALANCE, CheckKind.PART, CheckKind.SUM
DURATION, WEEKDAY, CONVERSION = CheckKind.DURATION, CheckKind.WEEKDAY, CheckKind.CONVERSION

#: A text by name: its language, the kind of check that must be found in it and whether it holds, its words.
TEXTS: Mapping[str, tuple[str, CheckKind, bool, str]] = {
    "still held": ("en", BALANCE, True,
        "Police at Hoeryong Detention Center held 90 North Koreans in January. In February 40 of "
        "them were sent back. Some 50 North Koreans are still held at Hoeryong Detention Center."),
    "of the 120": ("en", BALANCE, False,
        "Of the 120 escapees held in the Helong jail, 70 were sent back to North Korea and 65 "
        "remain there, said Han Bora."),
    "120명 중": ("ko", BALANCE, True,
        "투먼구류소에는 탈북민 120명이 있었다. 120명 중 70명이 북송되고 50명이 남아 있다고 "
        "한보라 씨는 말했다."),
    "120名中": ("zh", BALANCE, False,
        "和龙看守所关押的120名脱北者中，70人被遣返，80人仍在押，韩宝拉说。"),
    "more women": ("en", PART, False,
        "About 60 North Koreans were arrested near Yanji in May 2018. Of them, 85 were women, the "
        "group said."),
    "including": ("en", PART, True,
        "The ministry counted 210 returnees in 2017, including 160 women. Three prisons took them "
        "in."),
    "이 가운데": ("ko", PART, False,
        "지난해 북송된 탈북민은 210명이다. 이 가운데 여성이 260명이라고 단체는 밝혔다."),
    "其中": ("zh", PART, True,
        "去年有210名脱北者被遣返，其中女性160人。"),
    "6, 5 and 3": ("en", SUM, True,
        "Fourteen escapees were caught in Dalian: 6 women, 5 men and 3 children."),
    "9 and 7": ("en", SUM, False,
        "Fifteen escapees (9 women and 7 men) were caught in Dalian."),
    "남녀": ("ko", SUM, True,
        "다롄에서 탈북민 12명(남성 4명, 여성 8명)이 체포됐다."),
    "男女": ("zh", SUM, False,
        "在大连有16名脱北者（男性5人、女性10人）被抓。"),
    "모두": ("ko", SUM, True,
        "9명과 7명, 5명 등 모두 21명의 탈북민이 체포됐다."),
    "two stays": ("en", DURATION, False,
        "Ri Ok-ju said she was held for two weeks in a police cell in Tumen. Then she spent three "
        "months in Yanji prison, she said. After nearly two months of detention in China, Ri "
        "Ok-ju was sent back, she said."),
    "six months": ("en", DURATION, True,
        "Ri Ok-ju was held in Yanji from 3 April 2017 to 9 October 2017, about six months."),
    "2개월": ("ko", DURATION, False,
        "리옥주 씨는 2017년 4월 3일부터 2017년 10월 9일까지 2개월간 구금됐다."),
    "六个月": ("zh", DURATION, True,
        "李玉珠从2017年4月3日到2017年10月9日被关押了六个月。"),
    "Monday": ("en", WEEKDAY, True,
        "They were sent back on Monday, October 10, 2016, over the bridge."),
    "Friday": ("en", WEEKDAY, False,
        "They were sent back on Friday, October 10, 2016, over the bridge."),
    "(화)": ("ko", WEEKDAY, False,
        "그들은 2016년 10월 10일(화) 다리를 건넜다."),
    "星期一": ("zh", WEEKDAY, True,
        "2016年10月10日（星期一），他们被送过桥。"),
    "grams": ("en", CONVERSION, True,
        "A prisoner got 300 grams (10.6 oz) of maize a day."),
    "too many pounds": ("en", CONVERSION, False,
        "They carried 40 kg (120 lb) of wood."),
    "75%": ("ko", PART, True,
        "탈북민 400명 중 여성은 300명(75%)이었다."),
    "half of 400": ("ko", PART, False,
        "탈북민 400명 중 여성은 300명(50%)이었다."),
    "ten weeks, then two years": ("en", DURATION, True,
        "She was held from 12 January 2014 to 20 March 2014, ten weeks, and then for two years in Kaechon."),
    "一年": ("zh", DURATION, False,
        "她从2014年1月12日到2014年3月20日被关押了一年。"),
    "아직": ("ko", BALANCE, False,
        "룽징에서 탈북민 48명이 체포됐다. 이 중 30명이 북송됐고 25명이 아직 남아 있다."),
    "일요일": ("ko", WEEKDAY, True,
        "2014년 1월 12일 일요일 그는 강을 건넜다."),
}  # fmt: skip

#: Texts with numbers that have nothing to do with one another: none may be questioned.
UNTIED: Mapping[str, tuple[str, str]] = {
    "guards": ("en",
        "In May 30 North Koreans were arrested. Five guards watched the cell. Of these North "
        "Koreans, 20 were women. Among them 12 were sent back."),
    "hostages": ("en",
        "More than 200 hostages were taken elsewhere. We speak of over 2,000 people, with 600 of "
        "them sent back."),
    "lengths": ("en",
        "She was deprived of sleep for three days. She was held for 70 days in Helong. She "
        "collected hair for over a month. After two years in the camp she fled."),
    "other years": ("ko",
        "선양에서 8일 12명이 체포됐고 다른 곳에서 9명이 더 잡혔다. 지난해에는 모두 300명이 "
        "북송됐다."),
    "two buses": ("zh",
        "这三个月里共有500人被送回，其中一次用了两辆大巴送走90人。"),
    "no weekday of its": ("en",
        "On Monday the minister spoke about 9 October 2017. Some 35,000 have arrived in South "
        "Korea; last year 200 came."),
    "parts that overlap": ("en",
        "Of the 500 sent back, more than 400 were women and 300 were from North Hamgyong, the "
        "source said."),
    "many of 60": ("ko",
        "탈북민 60명 중 상당수가 북송됐다. 주민 200명이 이를 보았다."),
    "rounded years": ("en",
        "Ri Ok-ju was jailed from 3 April 2015 to 9 October 2017, three years, her brother said."),
    "vans": ("en",
        "More than 400 people, most of them women, were sent back; 30 buses were seen, and among them were 12 prison"
        " vans."),
    "sixty percent": ("en",
        "Two hundred escapees were detained at Tumen in 2016. In 2019 there were 40. Of them 60 percent were women."),
}  # fmt: skip


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[Check]]:
    """The checks of each text, all of them read into one casebook."""
    folder = tmp_path_factory.mktemp("texts")
    for name, row in {**TEXTS, **UNTIED}.items():
        (folder / f"{name}.txt").write_text(f"{HEADS[str(row[0])]}{row[-1]}", encoding="utf-8")
    with chamsae.in_memory() as book:
        book.archive.add([folder], by="Alice")
        book.read.run(by="Alice")
        names = {document.id: Path(document.name).stem for document in book.store.documents()}
        return _by_text(book, names)


def _by_text(book: Casebook, names: Mapping[str, str]) -> Mapping[str, list[Check]]:
    document = {claim.id: claim.document for claim in book.store.claims()}
    made: dict[str, list[Check]] = {name: [] for name in names.values()}
    for check in checked(book):
        for name in {names[document[claim]] for claim in check.claims}:
            made[name].append(check)
    return made


def checked(book: Casebook) -> tuple[Check, ...]:
    groups = list(book.store.groups())
    return checks(book.store.claims(), groups, document_facts(book.store), ties(groups))


@pytest.mark.parametrize("name", TEXTS)
def test_what_a_text_ties_together_is_compared(found: Mapping[str, list[Check]], name: str) -> None:
    _, kind, holds, _ = TEXTS[name]
    assert [(check.kind, check.holds) for check in found[name] if check.kind is kind] == [(kind, holds)]


@pytest.mark.parametrize("name", [*TEXTS, *UNTIED])
def test_nothing_else_is_questioned(found: Mapping[str, list[Check]], name: str) -> None:
    expected = {TEXTS[name][1]} if name in TEXTS and not TEXTS[name][2] else set()
    assert {check.kind for check in found[name] if not check.holds} == expected


def test_a_question_names_the_fewest_claims_and_why(found: Mapping[str, list[Check]]) -> None:
    (check,) = found["more women"]
    assert set(check.conflict) == set(check.claims)
    assert check.why == "“85” are told as a part of “About 60”: these cannot all be true."


@pytest.fixture(scope="module")
def seeds() -> Iterator[Casebook]:
    if not (DATA / "seeds").is_dir():
        pytest.skip("needs ../shared/data/seeds beside the repository")
    with chamsae.in_memory() as book:
        book.archive.add([DATA / "seeds"], by="Alice")
        book.read.run(by="Alice")
        yield book


def test_350_180_and_170_at_baishan_support_one_another(seeds: Casebook) -> None:
    (balance,) = [check for check in checked(seeds) if check.kind is BALANCE]
    assert balance.holds
    assert _numbers(seeds, balance.claims) == {"350", "more than 180", "more than 170"}
    assert len(balance.groups) == 3


def test_nearly_three_months_is_questioned_and_nothing_else(seeds: Casebook) -> None:
    (question,) = [check for check in checked(seeds) if not check.holds]
    assert question.kind is DURATION
    assert _numbers(seeds, question.conflict) == {"approximately a", "70", "nearly three"}


def test_kilograms_and_pounds_of_one_harvest_agree(seeds: Casebook) -> None:
    told = [check for check in checked(seeds) if check.kind is CONVERSION]
    assert [(check.holds, _numbers(seeds, check.claims)) for check in told if "1,470" in check.why] == [
        (True, {"1,470", "3,240"})
    ]


def test_the_order_of_claims_and_figures_changes_nothing(seeds: Casebook) -> None:
    claims, groups, facts = list(seeds.store.claims()), list(seeds.store.groups()), document_facts(seeds.store)
    expected = checks(claims, groups, facts, ties(groups))
    random.Random(3).shuffle(claims)
    random.Random(3).shuffle(groups)
    assert checks(claims, groups, facts, ties(groups)) == expected


def test_what_a_copy_repeats_is_checked_once(seeds: Casebook) -> None:
    facts = document_facts(seeds.store)
    claims: list[Claim] = list(seeds.store.claims())
    document = next(claim.document for claim in claims if claim.trigger.exact == "1,470")
    copies = [replace(claim, id=f"x{claim.id}", document="copy") for claim in claims if claim.document == document]
    kinds = [check.kind for check in checks(claims, (), facts)]
    assert [check.kind for check in checks([*claims, *copies], (), facts, heads={"copy": document})] == kinds


def test_the_sum_of_the_shenyang_arrests_comes_out_in_the_development_documents() -> None:
    if not (DATA / "corpus-dev").is_dir():
        pytest.skip("needs ../shared/data/corpus-dev beside the repository")
    with chamsae.in_memory() as book:
        book.archive.add([DATA / "corpus-dev" / f"{number}.txt" for number in (142, 143, 194)], by="Alice")
        book.read.run(by="Alice")
        sums = [check for check in checked(book) if check.kind is SUM]
        assert all(check.holds for check in sums)
        told = [_numbers(book, check.claims) for check in sums]
    assert {"12명", "9명", "7명", "5명", "2명", "31"} in told
    assert {"10명", "21명", "31"} in told


def _numbers(book: Casebook, claims: tuple[str, ...]) -> set[str]:
    return {book.store.claim(id).trigger.exact for id in claims}
