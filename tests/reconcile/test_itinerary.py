"""The way of one person out of what documents tell: invented stories in three languages, and one of the sample news."""

from collections.abc import Sequence
from pathlib import Path

import pytest

import chamsae
from chamsae.casebook.book import Casebook
from chamsae.model.claim import Claim
from chamsae.model.journey import Journey, Step, StepKind
from chamsae.model.judgement import Verdict

SEEDS = Path(__file__).parents[3] / "shared" / "data" / "seeds"

ENGLISH = """Harbour Weekly
15 March 2021

A woman from Musan tells her story

SEOUL — Han Mi-ran, 41, fled North Korea in February 2012.

Chinese police arrested Ms. Han on 3 May 2014. She was held for three weeks at a detention centre in Tumen.

On 26 May 2014 she was sent back across the bridge with nine others. Guards searched her on arrival.

Ms. Han was held at a holding centre in Onsong for about two months. She was beaten every day, she said.

A court sentenced her to three years in a re-education camp. She was released in August 2017.

In October 2017 she escaped again, and she arrived in South Korea in January 2018.
"""
CHINESE = """海湾周报
2021年3月15日

一名茂山妇女的讲述

首尔——韩美兰2012年2月从咸镜北道茂山渡过图们江逃离朝鲜。

2014年5月3日，韩美兰被中国警方逮捕。她在图们看守所被关押了三周。

2014年5月26日，韩美兰被强制遣返朝鲜。

她在稳城集结所被关押了两个月，每天遭到殴打。

2017年10月韩美兰再次逃离朝鲜，2018年1月抵达韩国。
"""
KOREAN = """한가람신문
2021년 3월 15일

“다리 위에서 이름을 불렀다”

서울 — 한 탈북민의 이야기다.

한미란 씨는 2014년 5월 3일 중국 공안에 체포됐다.

2014년 5월 26일 한 씨는 북한으로 강제 송환됐다.

한 씨는 온성 보위부 집결소에 두 달 동안 수감됐다. 그곳에서 매일 구타를 당했다고 한 씨는 말했다.

2017년 8월 석방됐다.
"""


def read(tmp_path: Path, *texts: str) -> Casebook:
    book = chamsae.in_memory()
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    book.archive.add([str(tmp_path)], by="A")
    book.read.run(by="A")
    book.link.run(by="A")
    return book


def way(book: Casebook, name: str, *, unbroken: bool = False) -> Journey:
    return book.journeys.of(book.journeys.find(name).id, unbroken=unbroken)


def kinds(steps: Sequence[Step]) -> list[str]:
    return [step.kind.value for step in steps]


def words(book: Casebook, step: Step) -> list[str]:
    claims: list[Claim] = list(book.store.claims(ids=list(step.claims)))
    return [claim.quote.exact for claim in claims]


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> tuple[Casebook, Journey]:
    book = read(tmp_path_factory.mktemp("english"), ENGLISH)
    return book, way(book, "Han Mi-ran", unbroken=True)


def test_an_english_story_becomes_its_steps_in_order(english: tuple[Casebook, Journey]) -> None:
    book, journey = english
    assert kinds(journey.steps) == [
        "flight", "arrest", "custody", "handover", "custody", "abuse", "abuse", "custody", "release", "flight",
        "arrival",
    ]  # fmt: skip
    assert journey.conflicts == ()
    assert all(words(book, step) for step in journey.steps if step.kind is not StepKind.CUSTODY or step.claims)


def test_each_custody_has_its_place_its_kind_and_the_state_that_holds(english: tuple[Casebook, Journey]) -> None:
    tumen, onsong, camp = (step for step in english[1].steps if step.kind is StepKind.CUSTODY)
    assert (tumen.place, tumen.state) == ("cn-tumen", "cn")
    assert (onsong.place, onsong.facility, onsong.state) == ("kp-onsong", "kp-jipkyulso", "kp")
    assert (camp.facility, camp.state) == ("kp-kyohwaso", "kp")
    assert tumen.lengths[0].low <= 21 <= (tumen.lengths[0].high or 0)


def test_what_was_done_belongs_to_the_custody_it_is_told_of(english: tuple[Casebook, Journey]) -> None:
    onsong = [step for step in english[1].steps if step.kind is StepKind.CUSTODY][1]
    assert {act for step in english[1].steps if step.during == onsong.id for act in step.acts} == {
        "searched",
        "tortured",
    }


def test_a_chinese_story_becomes_the_same_way(tmp_path: Path) -> None:
    journey = way(read(tmp_path, CHINESE), "韩美兰", unbroken=True)
    assert kinds(journey.steps)[-7:] == ["arrest", "custody", "handover", "custody", "abuse", "flight", "arrival"]
    tumen, onsong = (step for step in journey.steps if step.kind is StepKind.CUSTODY)
    assert (tumen.facility, onsong.facility) == ("cn-kanshousuo", "kp-jipkyulso")
    assert journey.conflicts == ()


def test_a_korean_story_becomes_its_way(tmp_path: Path) -> None:
    journey = way(read(tmp_path, KOREAN), "한미란")
    assert kinds(journey.steps) == ["arrest", "handover", "custody", "abuse", "release"]
    assert journey.steps[2].facility == "kp-jipkyulso"


def test_sums_hopes_and_looks_back_make_no_steps(tmp_path: Path) -> None:
    text = (
        "Harbour Weekly\n2 June 2020\n\nSEOUL — Ok Sun-hui escaped North Korea three times and was sent back twice.\n\n"
        "Chinese police arrested Ms. Ok on 4 March 2011. On 9 April 2011 she was deported to North Korea.\n\n"
        "Following her deportation, she was held in Onsong. She hoped to be released soon.\n"
    )
    assert kinds(way(read(tmp_path, text), "Ok Sun-hui").steps) == ["arrest", "handover", "custody"]


def test_what_another_document_tells_is_put_to_the_same_steps(tmp_path: Path) -> None:
    other = (
        "Rights Digest\n2 May 2022\n\nSEOUL — Han Mi-ran was arrested in May 2014 in China.\n\n"
        "Ms. Han was deported to North Korea on 26 May 2014.\n"
    )
    book = read(tmp_path, ENGLISH, other)
    (pair,) = [pair for pair in book.store.pairs() if pair.barred is None and pair.weight > 0]
    book.review.judge(pair.id, Verdict.ACCEPTED, by="A")
    journey = way(book, book.store.pair(pair.id).left)
    arrest = next(step for step in journey.steps if step.kind is StepKind.ARREST)
    assert len(arrest.claims) == 2 and kinds(journey.steps).count("handover") == 1


@pytest.mark.skipif(not SEEDS.exists(), reason="the sample news are not beside the project")
def test_the_woman_of_the_sample_news_is_followed_from_flight_to_arrival() -> None:
    book = chamsae.in_memory()
    book.archive.add([str(SEEDS / "002.txt")], by="A")
    book.read.run(by="A")
    book.link.run(by="A")
    journey = way(book, "Ji Myung Hee", unbroken=True)
    assert kinds(journey.steps) == [
        "flight", "arrest", "custody", "abuse", "custody", "handover", "custody", "abuse", "abuse", "abuse", "custody",
        "flight", "arrival",
    ]  # fmt: skip
    acts = [step.acts for step in journey.steps if step.kind is StepKind.ABUSE]
    assert acts == [("deprived",), ("searched",), ("tortured",), ("coerced",)]
    (searched,) = (step for step in journey.steps if "searched" in step.acts)
    assert searched.why == ("told of the group: “prisoners”",) and "cavity searches" in words(book, searched)[0]
    lengths = [length.words for step in journey.steps for length in step.lengths]
    assert [told for told in lengths if "month" in told or "days" in told or "year" in told] == [
        "approximately a month of detention", "three days", "70 days", "50 days of torture",
        "2-year reeducation program",
    ]  # fmt: skip
    dated = [(step.kind.value, one.when.text) for step in journey.steps for one in step.dated]
    assert dated[:2] == [("flight", "July 2010"), ("arrest", "Oct. 13, 2010")] and dated[-1] == ("arrival", "in 2016")
    baishan, border, _, kaechon = (step for step in journey.steps if step.kind is StepKind.CUSTODY)
    assert (baishan.place, border.facility, kaechon.place) == ("cn-baishan-dc", "cn-border-station", "kp-khs1")
    handover = next(
        span for step, span in zip(journey.steps, journey.spans, strict=True) if step.kind is StepKind.HANDOVER
    )
    assert f"{handover.earliest_start}" == "2011-01-05" and f"{handover.latest_start}" == "2011-02-07"
    assert all(words(book, step) for step in journey.steps if step.claims)


@pytest.fixture(scope="module")
def of_the_news() -> Casebook:
    if not SEEDS.exists():
        pytest.skip("the sample news are not beside the project")
    book = chamsae.in_memory()
    book.archive.add([str(SEEDS / "002.txt")], by="A")
    book.read.run(by="A")
    book.link.run(by="A")
    return book


def test_lengths_in_the_sample_news_that_do_not_add_up_are_found(of_the_news: Casebook) -> None:
    (doubt,) = way(of_the_news, "Ji Myung Hee").doubts
    told = [claim.trigger.exact for claim in of_the_news.store.claims(ids=list(doubt.claims))]
    assert sorted(told) == ["70", "approximately a", "nearly three"]
    assert "cannot all be true" in doubt.why
    assert way(of_the_news, "Kim Sun-hyang").doubts == ()


def test_another_source_that_dates_her_torture_to_her_year_of_arrival_contradicts_it(
    of_the_news: Casebook, tmp_path: Path
) -> None:
    (tmp_path / "other.txt").write_text(
        "Other Paper\n2 May 2020\n\nSEOUL — Ji Myung Hee was detained in North Korea. "
        "Ms. Ji was tortured in 2016 for 50 days, she said.\n",
        encoding="utf-8",
    )
    of_the_news.archive.add([str(tmp_path / "other.txt")], by="A")
    of_the_news.read.run(by="A")
    of_the_news.link.run(by="A")
    one, other = (record.id for record in of_the_news.store.records() if "Ji Myung Hee" in record.names)
    of_the_news.link.must(one, other, by="A", why="the same photograph")
    journey = of_the_news.journeys.of(one, unbroken=True)
    quoted = [{claim.quote.exact for claim in of_the_news.store.claims(ids=list(c))} for c in journey.conflicts]
    assert any("tortured in 2016" in words for told in quoted for words in told), quoted
    abuse = next(step for step in journey.steps if step.kind is StepKind.ABUSE and "tortured" in step.acts)
    assert len({claim.document for claim in of_the_news.store.claims(ids=list(abuse.claims))}) == 2


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        (
            "Harbour Weekly\n15 March 2021\n\nSEOUL — Moon Ae-sook, 41, lives in Seoul. "
            "She was arrested in China at 22 by Korean age.\n",
            "Moon Ae-sook",
            "at 22 by Korean age",
        ),
        (
            "한가람신문\n2021년 3월 15일\n\n서울 — 한 탈북민의 이야기다.\n\n문애숙(41) 씨는 서울에 산다. "
            "문애숙 씨는 스물두 살 때 중국 공안에 체포됐다.\n",
            "문애숙",
            "스물두 살",
        ),
        (
            "海湾周报\n2021年3月15日\n\n首尔——一名脱北者的讲述。\n\n文爱淑（41岁）虚岁22岁那年被中国警方逮捕。\n",
            "文爱淑",
            "虚岁22岁",
        ),
    ],
)
def test_an_age_then_dates_a_step_where_the_birth_is_known(tmp_path: Path, text: str, name: str, words: str) -> None:
    journey = way(read(tmp_path, text), name)
    (arrest,) = (step for step in journey.steps if step.kind is StepKind.ARREST)
    (dated,) = arrest.dated
    assert dated.when.text == words
    assert dated.when.start is not None and dated.when.end is not None
    assert 2000 <= dated.when.start.year <= 2001 <= dated.when.end.year <= 2003
