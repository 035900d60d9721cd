"""Keys, looking up, counting, and the import that must stay light."""

import subprocess
import sys

import pytest

from chamsae.errors import MissingPart
from chamsae.text import names
from chamsae.text.names import general, learn

SPELLINGS = ("김선미", "Kim Sun-mi", "Kim Sŏn-mi", "Seon Mi Kim", "金善美", "Ким Сон Ми", "キム・ソンミ")


@pytest.mark.parametrize("text", SPELLINGS)
def test_spellings_of_one_name_share_a_key(text: str) -> None:
    assert set(names.keys(text)) & set(names.keys("김선미"))


def test_a_korean_name_meets_the_pinyin_of_its_characters_by_key() -> None:
    assert set(names.keys("Jin Shanmei")) & set(names.keys("Kim Sun-mi"))
    assert set(names.keys("Chan Yuen-han")) & set(names.keys("陈婉娴"))


def test_keys_tell_a_full_name_from_a_given_name_and_from_other_kinds() -> None:
    assert names.keys("김선미")[0] == "ko:김선미"
    assert names.keys("Sun-mi")[0].startswith("ko:-")
    assert names.keys("Rossi, Giovanni") == ("la:giovanni", "la:rossi")


def test_an_index_finds_spellings_and_puts_the_best_first() -> None:
    index = names.index([*SPELLINGS, "김성민", "Giovanni Rossi"])
    found = index.candidates("Kim Seon-mi", limit=5)
    assert len(found) == 5
    assert [c.weight for c in found] == sorted((c.weight for c in found), reverse=True)
    assert "김성민" not in [c.right.text for c in found]
    assert [c.right.text for c in index.candidates("Rossi Giovanni")] == ["Giovanni Rossi"]


def test_counts_say_how_people_are_written_and_move_the_weight() -> None:
    people = [["김하선", "Kim Ha-sawn"], ["박하선", "Park Ha-sun"]]
    spelled = learn.count([*people, *([["이하선", "Lee Ha-son"]] * 30)])
    assert spelled.spellings["given"]["선"]["son"] == 30
    assert spelled.syllables["family"] == {"김": 1, "박": 1, "이": 30}
    taught, untaught = names.Engine(spelled), names.Engine(names.Counts())
    pair = ("최민선", "Choi Min-son")
    assert taught.compare(*pair).weight > untaught.compare(*pair).weight


def test_counts_of_characters_tell_korean_from_chinese_names() -> None:
    found = learn.count([["김선미", "金善美"], ["王小明", "Wang Xiaoming"]]).characters
    assert found["ko_given"] == {"선善": 1, "미美": 1}
    assert found["zh_family"] == {"王": 1}


def test_names_of_other_kinds_say_so_where_rapidfuzz_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    general._rapidfuzz.cache_clear()
    monkeypatch.setitem(sys.modules, "rapidfuzz", None)
    with pytest.raises(MissingPart, match="rapidfuzz"):
        names.compare("Giovanni Rossi", "Rossi Gianni")
    general._rapidfuzz.cache_clear()


def test_importing_names_brings_in_no_django_and_reads_no_table() -> None:
    code = (
        "import sys; from chamsae.text import names\n"
        "assert not {'django', 'numpy', 'yaml', 'rapidfuzz', 'pypinyin', 'opencc'} & set(sys.modules)\n"
        "names.compare('Kim Sun-mi', '김선미')\n"
        "assert not {'django', 'numpy', 'rapidfuzz', 'pypinyin', 'opencc'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("plain", "hangul"), [("Mun So-yon", "문서연"), ("Kim Hyon-so", "김현서"), ("Kim So-yong", "김서영")]
)
def test_a_spelling_of_the_north_without_its_marks_shares_a_key_with_hangul(plain: str, hangul: str) -> None:
    assert set(names.keys(plain)) & set(names.keys(hangul))
