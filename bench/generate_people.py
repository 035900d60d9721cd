"""People in partners' lists, made from a seed: true ids, names in three scripts, and the errors that lists have.

    python bench/generate_people.py FOLDER [--records 1000000] [--seed 7]

Writes FOLDER/people.parquet (columns below) and FOLDER/places.csv, a gazetteer of invented places. What is wrong with
how many records: bench/README.md; the shares are the constants here. `name` is as the list writes it, in Hangul, Hanja,
Chinese characters, or Latin letters of several romanisations; `family` and `given` are the same name with the same
slips in Revised Romanisation throughout, for tools that read Latin letters. All chance comes from `hash(id, salt)`, so
that the same seed gives the same people whatever the number of threads. Nobody in it exists.
"""

import argparse
import csv
from collections.abc import Iterator
from itertools import pairwise, product
from pathlib import Path

import duckdb
import numpy as np

from chamsae.link.scale.births import by_moon_day
from chamsae.text.names.hangul import is_syllable, letters
from chamsae.text.names.tables import Character, characters, pairs, rules, text

#: How many records a person has: shares of one, two, three ...
RECORDS_OF_ONE = (0.35, 0.27, 0.18, 0.10, 0.06, 0.04)

#: Shares of records in a script, and of the romanisations of those in Latin letters.
HANGUL, LATIN, HANJA, HANZI, PINYIN = 0.45, 0.36, 0.06, 0.08, 0.05
ROMANISED = {"rr": 0.30, "mr": 0.15, "nk": 0.15, "news": 0.40}

#: Shares of records with a slip.
TYPO, ORDER, GIVEN_ONLY, NO_NAME = 0.03, 0.05, 0.01, 0.005
NO_SEX, WRONG_SEX = 0.08, 0.005
NO_BIRTH, YEAR_ONLY, MONTH_ONLY, WRONG_YEAR, MOON, WRONG_DAY = 0.01, 0.05, 0.02, 0.02, 0.01, 0.01
NO_PLACE, PROVINCE, NEIGHBOUR, MOVED = 0.05, 0.03, 0.03, 0.02
MOTHER, OTHER_MOTHER = 0.30, 0.03

PLACES, PROVINCES = 200, 10


def _table(words: str) -> dict[str, str]:
    return dict(word.split("=") for word in words.split())


#: Onset, vowel, coda in Revised Romanisation, McCune-Reischauer without marks, the North's way, and in papers.
_ONSET = _table(
    "ㄱ=g/k/k/k ㄲ=kk/kk/kk/kk ㄴ=n/n/n/n ㄷ=d/t/t/d ㄸ=tt/tt/tt/tt ㄹ=r/r/r/r ㅁ=m/m/m/m ㅂ=b/p/p/b "
    "ㅃ=pp/pp/pp/pp ㅅ=s/s/s/s ㅆ=ss/ss/ss/ss ㅇ=/// ㅈ=j/ch/j/j ㅉ=jj/tch/jj/jj ㅊ=ch/ch/ch/ch ㅋ=k/k/k/k "
    "ㅌ=t/t/t/t ㅍ=p/p/p/p ㅎ=h/h/h/h "
)
_VOWEL = _table(
    "ㅏ=a/a/a/a ㅐ=ae/ae/ae/ae ㅑ=ya/ya/ya/ya ㅒ=yae/yae/yae/yae ㅓ=eo/o/o/u ㅔ=e/e/e/e ㅕ=yeo/yo/yo/you "
    "ㅖ=ye/ye/ye/ye ㅗ=o/o/o/o ㅘ=wa/wa/wa/wa ㅙ=wae/wae/wae/wae ㅚ=oe/oe/oe/oi ㅛ=yo/yo/yo/yo ㅜ=u/u/u/oo "
    "ㅝ=wo/wo/wo/wo ㅞ=we/we/we/we ㅟ=wi/wi/wi/wi ㅠ=yu/yu/yu/yoo ㅡ=eu/u/u/eu ㅢ=ui/ui/ui/ee ㅣ=i/i/i/i "
)
_CODA = {"": "", "ㄱ": "k", "ㄴ": "n", "ㄷ": "t", "ㄹ": "l", "ㅁ": "m", "ㅂ": "p", "ㅅ": "t", "ㅇ": "ng"}

#: What papers write for the commonest family names, and the North.
_NEWS = _table(
    "김=Kim 이=Lee 박=Park 최=Choi 정=Jung 강=Kang 조=Cho 윤=Yoon 임=Lim 오=Oh 신=Shin 유=Yoo 노=Noh 구=Koo 우=Woo "
    "문=Moon 주=Joo 백=Baek 허=Huh 배=Bae 송=Song 권=Kwon 안=Ahn 황=Hwang 장=Jang 한=Han 서=Seo "
)
_NORTH = {"이": "Ri", "노": "Ro", "유": "Ryu", "임": "Rim", "박": "Pak", "최": "Choe", "김": "Kim"}


def make(folder: Path, records: int, seed: int = 7) -> Path:
    """The people under `folder`, unless they are there: people.parquet."""
    made = folder / "people.parquet"
    if made.exists():
        return made
    folder.mkdir(parents=True, exist_ok=True)
    connection = duckdb.connect()
    connection.execute("SET threads = 2; SET memory_limit = '5GB'; SET enable_progress_bar = false")
    connection.execute("SET preserve_insertion_order = false")
    connection.execute(f"SET temp_directory = '{folder}/spill'")
    connection.execute(f"CREATE MACRO chance(id, salt) AS (hash(id, salt, {seed}) >> 11) / 9007199254740992.0")
    connection.execute(f"CREATE MACRO pick(id, salt, many) AS (hash(id, salt, {seed}) % many)::BIGINT")
    _tables(connection, np.random.default_rng(seed), folder)
    for statement in _statements(records):
        connection.execute(statement)
    connection.execute(f"COPY (SELECT * FROM record) TO '{made}' (FORMAT parquet)")
    connection.close()
    return made


def _tables(connection: duckdb.DuckDBPyConnection, chance: np.random.Generator, folder: Path) -> None:
    """Small tables: families and given names drawn by their frequency, syllables with spellings and characters."""
    families = {name: part for name, part in pairs(text(rules("korean")["families"])).items() if len(name) == 1}
    names = [name for name, part in families.items() if part >= 2]
    _fill(connection, "family", "nr INT, ko TEXT, rr TEXT, mr TEXT, nk TEXT, news TEXT, han TEXT, hant TEXT, zh TEXT",
          [(at, *_family(name)) for at, name in enumerate(names)])  # fmt: skip
    _slots(connection, "family_slot", np.array([families[name] for name in names]))
    given = _given(chance)
    _fill(connection, "given", "nr INT, one INT, two INT", [(at, one, two) for at, (one, two, _) in enumerate(given)])
    _slots(connection, "given_slot", np.array([part for *_, part in given]))
    syllables = _syllables()
    _fill(connection, "syllable", "nr INT, ko TEXT, rr TEXT, mr TEXT, nk TEXT, news TEXT",
          [(at, word, *_spelt(word)) for at, word in enumerate(syllables)])  # fmt: skip
    _fill(connection, "hanja", "nr INT, nth INT, han TEXT, hant TEXT, zh TEXT", _hanja(syllables))
    places = _places(chance)
    _fill(connection, "place", "nr INT, province INT, en TEXT, ko TEXT, zh TEXT", [row[:5] for row in places])
    _slots(connection, "place_slot", 1 / (np.arange(PLACES) + 3.0))
    _fill(connection, "moon", "day DATE, moon TEXT", _moons())
    _gazetteer(folder / "places.csv", places)


def _fill(connection: duckdb.DuckDBPyConnection, table: str, columns: str, rows: list[tuple[object, ...]]) -> None:
    names = [column.split()[0] for column in columns.split(", ")]
    data = {name: np.array([row[at] for row in rows]) for at, name in enumerate(names)}
    connection.register("filling", data)
    connection.execute(f"CREATE TABLE {table} ({columns})")
    connection.execute(f"INSERT INTO {table} SELECT {', '.join(names)} FROM filling")


def _slots(connection: duckdb.DuckDBPyConnection, table: str, weights: np.ndarray) -> None:
    """A table of 2^18 slots of which each thing has as many as its weight says: one look-up draws it."""
    edges = np.cumsum(weights) / weights.sum()
    drawn = np.searchsorted(edges, (np.arange(1 << 18) + 0.5) / (1 << 18))
    connection.register("filling", {"slot": np.arange(1 << 18), "nr": drawn})
    connection.execute(f"CREATE TABLE {table} AS SELECT slot::INT AS slot, nr::INT AS nr FROM filling")


def _given(chance: np.random.Generator) -> list[tuple[int, int, float]]:
    """Given names: pairs of the commonest syllables; some names are in fashion, most are not; few have one syllable."""
    weights = _syllables()
    parts = np.array(list(weights.values()))
    common = len(parts)
    shares = np.outer(parts, parts) * np.exp(chance.normal(0, 1.0, (common, common)))
    shares[np.arange(common), np.arange(common)] = 0
    kept = np.argwhere(shares > np.quantile(shares, 0.5))
    found = [(int(one), int(two), float(shares[one, two])) for one, two in kept]
    total = sum(part for *_, part in found)
    return [*found, *((at, -1, 0.02 * total * float(parts[at]) / float(parts.sum())) for at in range(common))]


def _syllables() -> dict[str, float]:
    """The 130 commonest syllables of given names with their share."""
    found: dict[str, float] = {}
    weight = 0.0
    for word in text(rules("korean")["given"]).split():
        if word.isdigit():
            weight = float(word)
        elif len(word) == 1:
            found.setdefault(word, weight)
    return dict(sorted(found.items(), key=lambda item: -item[1])[:130])


def _spelt(syllable: str) -> tuple[str, str, str, str]:
    onset, vowel, coda = letters(syllable)
    made = [
        start + middle + _CODA.get(coda, "k")
        for start, middle in zip(_ONSET[onset].split("/"), _VOWEL[vowel].split("/"), strict=True)
    ]
    return made[0], made[1], made[2], made[3]


def _family(name: str) -> tuple[str, ...]:
    """Spellings in four romanisations, simplified and traditional character, pinyin."""
    rr, mr, nk, news = (spelt.capitalize() for spelt in _spelt(name))
    written = _family_hanja(name)
    char = characters()[written]
    zh = "piao" if written == "朴" else "shen" if written == "沈" else next(iter(char.zh))
    north = _NORTH.get(name)
    return name, rr, north or mr, north or nk, _NEWS.get(name, news), char.key, written, zh.capitalize()


def _family_hanja(name: str) -> str:
    """The commonest character of a family name; those whose list begins with the North's reading are given here."""
    words = text(rules("korean")["hanja"]).replace(",", " ").split()
    known = dict(zip("이노유임나여양", "李盧柳林羅呂梁", strict=True))
    return known.get(name) or next(
        (after for word, after in pairwise(words) if word == name and after in characters()), "千"
    )


def _hanja(syllables: dict[str, float]) -> list[tuple[object, ...]]:
    """Eight characters for each syllable, those listed for names first; a slip takes the next."""
    listed: dict[str, list[str]] = {}
    sound = ""
    for word in text(rules("korean")["given_hanja"]).replace(",", " ").split():
        if is_syllable(word[0]):
            sound = word
        elif word in characters() and characters()[word].zh:
            listed.setdefault(sound, []).append(word)
    for char in sorted(
        {entry.key: entry for entry in characters().values()}.values(), key=lambda entry: (-entry.usual, entry.key)
    ):
        if char.zh and char.ko:
            listed.setdefault(next(iter(char.ko)), []).append(char.key)
    found: list[tuple[object, ...]] = []
    for at, word in enumerate(syllables):
        chars = [characters()[char] for char in (listed.get(word) or ["英"])]
        found += [(at, nth, *_forms(chars[nth % len(chars)])) for nth in range(8)]
    return found


def _forms(char: Character) -> tuple[str, str, str]:
    return char.key, char.key, next(iter(char.zh))


def _places(chance: np.random.Generator) -> list[tuple[int, int, str, str, str, float, float]]:
    """Invented counties, about 20 to a province, up to 60 km around its middle."""
    heads, tails = "동서남북청백금송강운", "산천평원주성포림곡양"
    han_heads, han_tails = "东西南北青白金松江云", "山川平原州城浦林谷阳"
    every = [(a + b, c + d) for (a, c), (b, d) in product(zip(heads, han_heads, strict=True),
                                                         zip(tails, han_tails, strict=True))]  # fmt: skip
    names = [(ko + end, zh + han) for end, han in (("군", "郡"), ("시", "市")) for ko, zh in every][:PLACES]
    found = []
    for at, (ko, zh) in enumerate(names):
        province = at % PROVINCES
        north, east = chance.uniform(-0.5, 0.5, 2)
        english = "".join(_spelt(char)[0] for char in ko[:-1]).capitalize()
        kind = "County" if ko.endswith("군") else "City"
        found.append((at, province, f"{english} {kind}", ko, zh, 37.5 + province * 0.6 + north, 125.5 + east * 1.4))
    return found


def _gazetteer(path: Path, places: list[tuple[int, int, str, str, str, float, float]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["id", "within", "names", "latitude", "longitude"])
        for province in range(PROVINCES):
            rows.writerow([f"p{province}", "", f"Province {province}|{province}도|第{province}道", "", ""])
        for at, province, en, ko, zh, north, east in places:
            rows.writerow([f"c{at}", f"p{province}", f"{en}|{ko}|{zh}", f"{north:.4f}", f"{east:.4f}"])


def _moons() -> list[tuple[object, ...]]:
    """Days with the date of the lunar calendar on which they fell; those of leap months have none."""
    dates = product(range(1934, 2005), range(1, 13), range(1, 31))
    found = {by_moon_day(year, month, day): f"{year}-{month:02}-{day:02}" for year, month, day in dates}
    return [(day, moon) for day, moon in found.items() if day]


def _statements(records: int) -> Iterator[str]:
    """The tables of people and records, one after the other."""
    people = int(records / sum((at + 1) * part for at, part in enumerate(RECORDS_OF_ONE))) + 1
    yield f"""CREATE TABLE person AS SELECT id, family_slot.nr AS family, given_slot.nr AS given,
        place_slot.nr AS place,
        mother_family.nr AS mother_family, mother_given.nr AS mother_given,
        (chance(id, 'sex') < 0.6) AS woman, DATE '1935-01-01' + (sqrt(chance(id, 'birth')) * 25000)::INT AS birth
        FROM (SELECT range::INT AS id FROM range({people}))
        JOIN family_slot ON family_slot.slot = floor(chance(id, 'family') * 262144)::INT
        JOIN given_slot ON given_slot.slot = floor(chance(id, 'given') * 262144)::INT
        JOIN place_slot ON place_slot.slot = floor(chance(id, 'place') * 262144)::INT
        JOIN family_slot mother_family ON mother_family.slot = floor(chance(id, 'mother family') * 262144)::INT
        JOIN given_slot mother_given ON mother_given.slot = floor(chance(id, 'mother given') * 262144)::INT"""
    limits = np.cumsum(RECORDS_OF_ONE)
    many = " + ".join(f"(chance(id, 'many') > {limit})::INT" for limit in limits[:-1])
    yield f"""CREATE TABLE copy AS SELECT row_number() OVER (ORDER BY hash(id, nth))::INT - 1 AS id, id AS person
        FROM (SELECT id, unnest(range(1 + {many})) AS nth FROM person)"""
    yield f"DELETE FROM copy WHERE id >= {records}"
    yield from _written()


def _written() -> Iterator[str]:
    scripts = np.cumsum([HANGUL, LATIN, HANJA, HANZI, PINYIN])
    ways = np.cumsum(list(ROMANISED.values()))
    yield f"""CREATE TABLE drawn AS SELECT copy.id, person, woman, birth, place, chance(copy.id, 'slip') AS slip,
        CASE WHEN u < {scripts[0]} THEN 'hangul' WHEN u < {scripts[1]} THEN
          (CASE WHEN v < {ways[0]} THEN 'rr' WHEN v < {ways[1]} THEN 'mr' WHEN v < {ways[2]} THEN 'nk' ELSE 'news' END)
          WHEN u < {scripts[2]} THEN 'hanja' WHEN u < {scripts[3]} THEN 'hanzi' ELSE 'pinyin' END AS way,
        family, one, two, mother_family, mother_given,
        (floor(chance(person, 'first') * chance(person, 'first too') * 8)::INT
          + (chance(copy.id, 'slip') >= {1 - TYPO} AND u >= {scripts[1]})::INT) % 8 AS nth_one,
        floor(chance(person, 'second') * chance(person, 'second too') * 8)::INT AS nth_two
        FROM (SELECT id, person, chance(id, 'script') AS u, chance(id, 'way') AS v FROM copy) copy
        JOIN person ON person.id = person JOIN given ON given.nr = given"""
    yield """CREATE TABLE spelt AS SELECT d.*, f.ko AS f_ko, f.rr AS f_rr,
        s.ko || coalesce(t.ko, '') AS g_ko, s.rr || coalesce(t.rr, '') AS g_rr,
        CASE way WHEN 'hangul' THEN f.ko WHEN 'rr' THEN f.rr WHEN 'mr' THEN f.mr WHEN 'nk' THEN f.nk
          WHEN 'news' THEN f.news WHEN 'hanja' THEN f.hant WHEN 'hanzi' THEN f.han ELSE f.zh END AS family_written,
        CASE way WHEN 'hangul' THEN s.ko || coalesce(t.ko, '')
          WHEN 'rr' THEN s.rr || coalesce('-' || t.rr, '') WHEN 'mr' THEN s.mr || coalesce('-' || t.mr, '')
          WHEN 'nk' THEN s.nk || coalesce(' ' || t.nk, '')
          WHEN 'news' THEN (CASE WHEN pick(d.id, 5, 2) = 0 THEN s.news ELSE s.rr END)
            || coalesce(['-', '', ' '][1 + pick(d.id, 7, 3)]
              || (CASE WHEN pick(d.id, 6, 2) = 0 THEN t.news ELSE t.rr END), '')
          WHEN 'hanja' THEN h.hant || coalesce(k.hant, '') WHEN 'hanzi' THEN h.han || coalesce(k.han, '')
          ELSE h.zh || coalesce(k.zh, '') END AS given_written,
        mf.ko || ms.ko || coalesce(mt.ko, '') AS mother
        FROM drawn d JOIN family f ON f.nr = d.family
        JOIN syllable s ON s.nr = d.one LEFT JOIN syllable t ON t.nr = d.two
        JOIN hanja h ON h.nr = d.one AND h.nth = nth_one LEFT JOIN hanja k ON k.nr = d.two AND k.nth = nth_two
        JOIN family mf ON mf.nr = d.mother_family JOIN given mg ON mg.nr = d.mother_given
        JOIN syllable ms ON ms.nr = mg.one LEFT JOIN syllable mt ON mt.nr = mg.two"""
    yield """CREATE MACRO slipped(word, id) AS (
        CASE pick(id, 11, 3) WHEN 0 THEN word[:1 + pick(id, 12, greatest(1, len(word) - 1))]
             || word[3 + pick(id, 12, greatest(1, len(word) - 1)):]
        WHEN 1 THEN word[:1 + pick(id, 12, greatest(1, len(word) - 1))]
             || 'aeiounmrlkgst'[1 + pick(id, 13, 13)] || word[3 + pick(id, 12, greatest(1, len(word) - 1)):]
        ELSE word[:1 + pick(id, 12, greatest(1, len(word) - 1))] || 'aeiounmrlkgst'[1 + pick(id, 13, 13)]
             || word[2 + pick(id, 12, greatest(1, len(word) - 1)):] END)"""
    yield """CREATE MACRO misheard(word, id) AS (word[:pick(id, 12, len(word))]
        || chr((44032 + (unicode(word[1 + pick(id, 12, len(word))]) - 44032
             + [4, 16, 21, 28, 56, 112][1 + pick(id, 13, 6)]) % 11172)::INT)
        || word[2 + pick(id, 12, len(word)):])"""
    yield _records()


def _records() -> str:
    return f"""CREATE TABLE record AS SELECT r.id::INT AS id, person AS entity, hash(r.id, 'list') % 6 AS list,
        CASE WHEN nameless THEN NULL WHEN given_alone THEN g
          WHEN way IN ('hangul', 'hanja', 'hanzi') THEN family_written || g
          WHEN way = 'news' AND swapped THEN g || ' ' || family_written ELSE family_written || ' ' || g END AS name,
        CASE WHEN nameless OR given_alone THEN NULL WHEN swapped THEN lg ELSE f_rr END AS family,
        CASE WHEN nameless THEN NULL WHEN swapped AND NOT given_alone THEN f_rr ELSE lg END AS given,
        CASE WHEN chance(r.id, 'sex?') < {NO_SEX} THEN NULL
          WHEN (chance(r.id, 'sex!') < {WRONG_SEX}) = woman THEN 'M' ELSE 'F' END AS sex,
        CASE WHEN b < {NO_BIRTH} THEN NULL WHEN b < {NO_BIRTH + YEAR_ONLY} THEN strftime(birth, '%Y')
          WHEN b < {NO_BIRTH + YEAR_ONLY + MONTH_ONLY} THEN strftime(birth, '%Y-%m')
          WHEN b < {NO_BIRTH + YEAR_ONLY + MONTH_ONLY + WRONG_YEAR} THEN
            (year(birth) + CASE WHEN pick(r.id, 21, 2) = 0 THEN 1 ELSE -1 END) || strftime(birth, '-%m-%d')
          WHEN b < {NO_BIRTH + YEAR_ONLY + MONTH_ONLY + WRONG_YEAR + MOON} THEN
            coalesce(moon, strftime(birth, '%Y-%m-%d'))
          WHEN b < {NO_BIRTH + YEAR_ONLY + MONTH_ONLY + WRONG_YEAR + MOON + WRONG_DAY} THEN
            strftime(birth, '%Y-%m-') || lpad((1 + pick(r.id, 22, 28))::TEXT, 2, '0')
          ELSE strftime(birth, '%Y-%m-%d') END AS birth,
        CASE WHEN p < {NO_PLACE} THEN NULL WHEN p < {NO_PLACE + PROVINCE} THEN 'Province ' || province
          WHEN way IN ('rr', 'mr', 'nk', 'news', 'pinyin') THEN en WHEN way = 'hangul' THEN ko ELSE zh END AS place,
        CASE WHEN p < {NO_PLACE} THEN NULL WHEN p < {NO_PLACE + PROVINCE} THEN 'Province ' || province
          ELSE en END AS place_latin,
        CASE WHEN chance(r.id, 'mother?') < {MOTHER * OTHER_MOTHER} THEN f_ko || g_ko
          WHEN chance(r.id, 'mother?') < {MOTHER} THEN mother END AS mother
        FROM (SELECT s.*, slip < {NO_NAME} AS nameless,
            slip >= {NO_NAME} AND slip < {NO_NAME + GIVEN_ONLY} AS given_alone,
            chance(id, 'order') < {ORDER} AS swapped, chance(id, 'birth?') AS b, chance(id, 'place?') AS p,
            CASE WHEN slip < {1 - TYPO} THEN upper(given_written[1]) || given_written[2:]
              WHEN way = 'hangul' THEN misheard(given_written, id)
              WHEN way IN ('hanja', 'hanzi', 'pinyin') THEN given_written
              ELSE slipped(upper(given_written[1]) || given_written[2:], id) END AS g,
            CASE WHEN slip < {1 - TYPO} THEN upper(g_rr[1]) || g_rr[2:]
              ELSE slipped(upper(g_rr[1]) || g_rr[2:], id) END AS lg,
            CASE WHEN chance(id, 'moved') < {MOVED} THEN pick(id, 31, {PLACES})
              WHEN chance(id, 'moved') < {MOVED + NEIGHBOUR} THEN (place + {PROVINCES}) % {PLACES}
              ELSE place END AS at_place
            FROM spelt s) r JOIN place ON place.nr = at_place LEFT JOIN moon ON moon.day = birth"""


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("folder", type=Path)
    ask.add_argument("--records", type=int, default=1_000_000)
    ask.add_argument("--seed", type=int, default=7)
    given = ask.parse_args()
    print(make(given.folder, given.records, given.seed))


if __name__ == "__main__":
    main()
