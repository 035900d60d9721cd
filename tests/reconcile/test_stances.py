"""Who confirms, denies or evades a figure: invented news in three languages, and the three seeds."""

from collections.abc import Mapping

import pytest

import chamsae
from chamsae.casebook.book import Casebook
from chamsae.casebook.grouping import document_facts
from chamsae.model.claim import Claim
from chamsae.model.stance import Stance
from chamsae.reconcile.running import by_document
from chamsae.reconcile.spokesmen import Heading, body, heading, position_of, topics_of
from chamsae.reconcile.stances import stances
from tests.reconcile.gold import DATA

HEADS = {
    "en": "Northern Light News\nPublished: 16 October 2023\n\nSome 300 North Koreans were repatriated from China on 11"
    " October, activists say. ",
    "ko": "북녘소식\n2023년 10월 16일\n\n중국이 11일 탈북민 300여 명을 북송했다고 단체들이 밝혔다. ",
    "zh": "北方新闻\n2023年10月16日\n\n人权团体说，中国11日把约300名脱北者遣返朝鲜。",
}
#: A text by name: its language, the position and body expected (None: no stance), its words.
TEXTS: Mapping[str, tuple[str, tuple[str, str] | None, str]] = {
    "no so-called defectors": ("en", ("denies", "cn-mfa"),
        "China's foreign ministry spokesperson Mao Ning told a regular press conference on 13 October that there are no"
        " so-called defectors in China."),
    "cannot confirm": ("en", ("evades", "kr-mou"),
        'An official of the Ministry of Unification said, "We cannot confirm the number of those who were sent back."'),
    "a lawyer": ("en", None, "Han Bora, a lawyer, said the reports are true."),
    "the weather": ("en", None,
        "The State Department said it would raise wheat prices with Beijing. The weather ministry denied that the storm"
        " was coming."),
    "다수": ("ko", ("confirms", "kr-mou"),
        '통일부 구병삼 대변인은 13일 정례브리핑에서 "다수의 북한 주민이 북송된 것은 사실로 보인다"고 말했다.'),
    "이른바": ("ko", ("denies", "cn-mfa"),
        '중국 외교부 왕원빈 대변인은 12일 정례브리핑에서 "중국에는 이른바 탈북자가 존재하지 않는다"고 말했다.'),
    "확인 중": ("ko", ("evades", "other"), '외교부 당국자는 "사실관계를 확인 중"이라고 말했다.'),
    "태풍": ("ko", None, "기상청 대변인은 태풍이 온다는 소문은 사실이 아니라고 말했다."),
    "不存在": ("zh", ("denies", "cn-mfa"), "中国外交部发言人汪文斌13日在例行记者会上说：“在中国不存在所谓的脱北者。”"),
    "大量": ("zh", ("confirms", "kr-mou"), "韩国统一部13日表示，大量朝鲜居民被遣返似乎属实。"),
    "依法": ("zh", ("evades", "cn-mfa"), "中国外交部发言人毛宁说，中方一贯依法妥善处理有关问题。"),
    "律师": ("zh", None, "律师韩宝拉说，报道属实。"),
}  # fmt: skip

Found = Mapping[str, list[tuple[Stance, Heading]]]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Found:
    """The stances of each text with what stands over them, each text in a casebook of its own."""
    folder = tmp_path_factory.mktemp("texts")
    made = {}
    for name, (language, _, text) in TEXTS.items():
        (folder / f"{name}.txt").write_text(HEADS[language] + text, encoding="utf-8")
        with chamsae.in_memory() as book:
            book.archive.add([folder / f"{name}.txt"], by="Alice")
            book.read.run(by="Alice")
            made[name] = headed(book)
    return made


def headed(book: Casebook) -> list[tuple[Stance, Heading]]:
    claims = list(book.store.claims())
    facts, beside = document_facts(book.store), by_document(claims)
    known = {claim.id: claim for claim in claims}

    def over(claim: Claim) -> Heading:
        return heading(claim, facts[claim.document], beside[claim.document])

    return [(stance, over(known[stance.claim])) for stance in stances(claims, book.store.groups(), facts)]


@pytest.mark.parametrize("name", TEXTS)
def test_an_official_takes_a_stance_on_the_figure_and_nobody_else_does(found: Found, name: str) -> None:
    expected = TEXTS[name][1]
    told = [(stance.position.value, head.body.key if head.body else "") for stance, head in found[name]]
    assert told == ([expected] if expected else [])


def test_capacity_occasion_and_day_are_those_of_the_sentence(found: Found) -> None:
    (stance, head), *_ = found["다수"]
    assert (stance.capacity, stance.occasion, str(head.day)) == ("통일부 대변인", "정례브리핑에서", "2023-10-13")
    (stance, head), *_ = found["no so-called defectors"]
    assert stance.capacity == "China's foreign ministry spokesperson"
    assert stance.occasion == "told a regular press conference"
    assert str(head.day) == "2023-10-13"


def test_a_stance_says_why_it_is_tied_to_the_figure(found: Found) -> None:
    ((stance, _),) = found["依法"]
    assert stance.why.startswith("It evades (“")
    assert "is told just before it" in stance.why


@pytest.fixture(scope="module")
def seeds() -> list[tuple[Stance, Heading]]:
    if not (DATA / "seeds").is_dir():
        pytest.skip("needs ../shared/data/seeds beside the repository")
    with chamsae.in_memory() as book:
        book.archive.add([DATA / "seeds"], by="Alice")
        book.read.run(by="Alice")
        groups = {group.id: group for group in book.store.groups()}
        made = headed(book)
        assert {groups[stance.group].scope.act for stance, _ in made} == {"repatriated"}
        return made


def test_beijing_denies_and_its_spokesman_evades_the_return_of_the_seeds(seeds: list[tuple[Stance, Heading]]) -> None:
    told = {(stance.speaker, stance.position.value): head for stance, head in seeds}
    assert set(told) == {("Beijing", "denies"), ("Wang Wenbin", "evades")}
    spokesman = told["Wang Wenbin", "evades"]
    assert spokesman.capacity == "Chinese Foreign Ministry spokesperson"
    assert str(spokesman.day) == "2023-10-12"


def test_of_the_development_documents_a_ministry_confirms_without_number() -> None:
    file = DATA / "corpus-dev" / "035.txt"
    if not file.is_file():
        pytest.skip("needs ../shared/data/corpus-dev beside the repository")
    with chamsae.in_memory() as book:
        book.archive.add([file], by="Alice")
        book.read.run(by="Alice")
        ((stance, head),) = headed(book)
    assert (stance.position.value, head.body.key if head.body else "") == ("confirms", "kr-mou")


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("China’s foreign ministry", "cn-mfa"), ("Ministry of Unification official", "kr-mou"), ("统一部", "kr-mou"),
        ("북한 외무성", "kp-mfa"), ("the special rapporteur on North Korea", "un-sr"), ("Beijing", "cn"),
        ("Han Bora", None), ("인권단체 대변인", None), ("the ministry", "other"),
    ],
)  # fmt: skip
def test_words_for_a_body_name_it(words: str, key: str | None) -> None:
    found = body(words)
    assert (found.key if found else None) == key


@pytest.mark.parametrize(
    ("words", "position"),
    [
        ("we can neither confirm nor deny it", "evades"), ("that is not true", "denies"), ("확인된 바 없다", "evades"),
        ("사실무근이다", "denies"), ("无法证实", "evades"), ("子虚乌有", "denies"), ("the rice was cooked", None),
    ],
)  # fmt: skip
def test_what_words_do_to_a_figure(words: str, position: str | None) -> None:
    assert position_of(words) == position


def test_topics_are_told_in_each_language() -> None:
    assert "return" in topics_of("They were repatriated.")
    assert "status" in topics_of("그들은 난민이 아니다")
    assert topics_of("这些人被关押在看守所")[0] == "custody"
    assert topics_of("The weather was fine.") == ()
