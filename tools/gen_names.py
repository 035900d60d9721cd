"""Write resources/names/han.tsv and counts.json anew.

    python tools/gen_names.py han UNIHAN      UNIHAN: folder of Unihan_*.txt(.bz2), as in Debian's unicode-data
    python tools/gen_names.py counts DATA     DATA: folder of persons_dev.csv (people in public life in many spellings)

Of DATA only counts are kept: how often a syllable or character stands in names and how it is spelled.
"""

import bz2
import csv
import json
import re
import sys
from collections import defaultdict
from pathlib import Path

import opencc
from pypinyin import Style, pinyin

OUT = Path("src/chamsae/resources/names")

HEADER = """\
# Chinese characters of names: the forms of one class (its simplified form first), Korean readings, pinyin and jyutping
# without tones, each from the usual to the rare, and how usual the class is. Made by tools/gen_names.py out of the
# Unihan database 15.0, (c) 1991-2022 Unicode, Inc., under the Unicode License (https://www.unicode.org/license.txt),
# modified: selected, joined and folded; pinyin in order of use by pypinyin (MIT), forms joined by OpenCC (Apache-2.0).
"""

LISTS = ("kKoreanName", "kKoreanEducationHanja", "kTGH", "kKSC0", "kGB0", "kBigFive", "kJis0", "kHKSCS", "kHangul")


def main() -> None:
    """Do what the first word says."""
    what, source = sys.argv[1], Path(sys.argv[2])
    if what == "han":
        write_han(source)
    else:
        write_counts(source)


def write_han(folder: Path) -> None:
    """Join the forms of a character and its sounds."""
    facts = unihan(folder)
    wanted = [char for char, fact in facts.items() if any(name in fact for name in LISTS) and "kMandarin" in fact]
    classes: dict[str, list[str]] = defaultdict(list)
    for char in sorted(wanted):
        classes[simplest(char, facts)].append(char)
    lines = [line for key, forms in sorted(classes.items()) if (line := row(key, forms, facts))]
    (OUT / "han.tsv").write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"han.tsv: {len(lines)} classes of {len(wanted)} characters")


def unihan(folder: Path) -> dict[str, dict[str, str]]:
    """Every field of every character."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for path in sorted(folder.glob("Unihan_*.txt*")):
        data = bz2.decompress(path.read_bytes()) if path.suffix == ".bz2" else path.read_bytes()
        for line in data.decode("utf-8").splitlines():
            if line.startswith("U+"):
                code, name, value = line.split("\t")
                found[chr(int(code[2:], 16))][name] = value
    return found


def simplest(char: str, facts: dict[str, dict[str, str]]) -> str:
    """The simplified form that stands for all forms of a character."""
    traditional = JAPANESE.convert(char)
    simple = SIMPLIFIED.convert(traditional if len(traditional) == 1 else char)
    if simple == char and (listed := facts[char].get("kSimplifiedVariant")):
        options = [chr(int(code[2:], 16)) for code in listed.split()]
        simple = char if char in options else options[0]
    if simple == char and "kTGH" not in facts[char] and (z := facts[char].get("kZVariant")):
        other = chr(int(z.split()[0].split("<")[0][2:], 16))
        simple = SIMPLIFIED.convert(other) if "kTGH" in facts[SIMPLIFIED.convert(other)[0]] else simple
    return str(simple[0])


def row(key: str, forms: list[str], facts: dict[str, dict[str, str]]) -> str:
    """One line of han.tsv; nothing for a class with a single rare form and no sound in Korean."""
    ordered = [key, *(form for form in forms if form != key)]
    readings = unique(sorted((r for form in ordered for r in korean(facts[form])), key=lambda item: item[0]))
    yue = unique([(0, re.sub(r"\d", "", s)) for f in ordered for s in facts[f].get("kCantonese", "").split()])
    zh = unique([(0, sound) for form in sounded(key, ordered, facts) for sound in mandarin(form)])
    usual = max(usualness(facts[form]) for form in ordered)
    if not readings and usual < 1:
        return ""
    return "\t".join(["".join(ordered), " ".join(readings[:5]), " ".join(zh[:3]), " ".join(yue[:3]), f"{usual:g}"])


def sounded(key: str, ordered: list[str], facts: dict[str, dict[str, str]]) -> list[str]:
    """The usual forms of a class: rare ones would bring rare sounds."""
    return [form for form in ordered if form == key or usualness(facts[form]) >= 1] if key in facts else ordered


def korean(fact: dict[str, str]) -> list[tuple[int, str]]:
    """Readings with their rank: those of the school and name lists first."""
    found = []
    for item in fact.get("kHangul", "").split():
        sound, marks = item.split(":")
        found.append((0 if "E" in marks or "N" in marks else 1 if "0" in marks else 2, sound))
    return found


def mandarin(char: str) -> list[str]:
    """Sounds without tone, the usual first."""
    return [s for s in pinyin(char, style=Style.NORMAL, heteronym=True, v_to_u=True)[0] if re.fullmatch("[a-zü]+", s)]


def usualness(fact: dict[str, str]) -> float:
    """4 for school characters, 2 for those of the name list or common in China, 1 for standard ones, else a fifth."""
    if "kKoreanEducationHanja" in fact or fact.get("kFrequency") in {"1", "2"}:
        return 4
    if fact.get("kFrequency") in {"3", "4"} or ("kKoreanName" in fact and "kKSC0" in fact):
        return 2
    return 1 if "kKoreanName" in fact or "kTGH" in fact else 0.2


def unique(items: list[tuple[int, str]]) -> list[str]:
    """The words in order, each once."""
    return list(dict.fromkeys(word for _, word in items))


def write_counts(folder: Path) -> None:
    """Count what the names of DATA show."""
    from chamsae.text.names import learn  # noqa: PLC0415 — the table of characters must exist first

    people: dict[str, list[str]] = defaultdict(list)
    with (folder / "persons_dev.csv").open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            if line["derived"] == "0":
                people[line["person"]].append(line["name"])
    counts = learn.count(people.values())
    kept = {
        "syllables": counts.syllables,
        "spellings": counts.spellings,
        "characters": counts.characters,
        "mandarin": counts.mandarin,
    }
    text = json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True)
    (OUT / "counts.json").write_text(text + "\n", encoding="utf-8")
    print(f"counts.json: {len(people)} people")


JAPANESE = opencc.OpenCC("jp2t")
SIMPLIFIED = opencc.OpenCC("t2s")


if __name__ == "__main__":
    main()
