"""The files of one release: a page to begin with, figures, tables, cases, narratives, and all of it as data.

The same package gives the same bytes. Nothing in a file names a person, a program, a moment or a machine beside what
the package holds.
"""

import csv
import io
from collections.abc import Iterator, Mapping

from chamsae.model.canonical import canonical
from chamsae.model.released_package import ReleasedCase, ReleasedPackage
from chamsae.publish.page import safe
from chamsae.publish.report import figures_csv, figures_html
from chamsae.publish.table import guarded
from chamsae.publish.table_csv import table_csv
from chamsae.publish.table_page import heading, page, table_html
from chamsae.publish.table_picture import table_svg
from chamsae.text.table_words import key_words, said

Words = Mapping[str, str]
#: What the first page says, by language.
WORDS: Mapping[str, Words] = {
    "en": {
        "figures": "Figures", "tables": "Tables", "cases": "Cases", "texts": "Narratives",
        "withheld": "What stays inside",
        "code": "Code", "sex": "Sex", "what": "What happened", "when": "When", "where": "Where", "open": "not told",
        "true": "True of the casebook up to entry %(number)s of its log (%(hash)s…), %(day)s. Release %(id)s.",
        "codes": "Codes are made for this release alone: the same person has another one elsewhere.",
        "for": "For %(recipient)s only.",
    },
    "ko": {
        "figures": "수치", "tables": "표", "cases": "사례", "texts": "증언", "withheld": "내보내지 않은 것",
        "code": "부호", "sex": "성별", "what": "일어난 일", "when": "때", "where": "곳", "open": "말해지지 않음",
        "true": "사건집 로그 %(number)s번(%(hash)s…), %(day)s 기준. 공개 %(id)s.",
        "codes": "부호는 이 공개에만 쓰입니다. 같은 사람이 다른 공개에서는 다른 부호를 가집니다.",
        "for": "%(recipient)s만 볼 것.",
    },
    "zh": {
        "figures": "数字", "tables": "统计表", "cases": "案例", "texts": "证言", "withheld": "未公开的内容",
        "code": "代号", "sex": "性别", "what": "发生的事", "when": "时间", "where": "地点", "open": "未说明",
        "true": "依据案卷日志第%(number)s条（%(hash)s…），%(day)s。发布编号 %(id)s。",
        "codes": "代号仅用于本次发布，同一人在别处另有代号。",
        "for": "仅供%(recipient)s。",
    },
}  # fmt: skip


def package_files(made: ReleasedPackage) -> dict[str, bytes]:
    """Every file by its name, in order of the names."""
    return {name: text.encode() for name, text in sorted(_files(made))}


def _files(made: ReleasedPackage) -> Iterator[tuple[str, str]]:
    yield "index.html", _index(made)
    yield "release.json", canonical(made) + "\n"
    if made.figures is not None:
        yield from (("figures.html", figures_html(made.figures)), ("figures.csv", figures_csv(made.figures)))
    for at, table in enumerate(made.tables, 1):
        yield f"table-{at}.html", table_html(table, made.language)
        yield f"table-{at}.csv", table_csv(table, made.language)
        yield f"table-{at}.svg", table_svg(table, made.language)
    if made.cases:
        yield "cases.csv", _cases_csv(made)
    yield from ((f"text-{one.code}.txt", one.text) for one in made.texts)


def _index(made: ReleasedPackage) -> str:
    words = WORDS[made.language]
    parts = [f"<p>{safe(words['for'] % {'recipient': made.recipient})}</p>"] if made.recipient else []
    if made.figures is not None:
        parts.append(f'<h2>{words["figures"]}</h2><p><a href="figures.html">figures.html</a> ({_many(made)})</p>')
    if made.tables:
        lines = (
            f'<li><a href="table-{at}.html">{safe(table.title or heading(table, made.language))}</a></li>'
            for at, table in enumerate(made.tables, 1)
        )
        parts.append(f"<h2>{words['tables']}</h2><ol>{''.join(lines)}</ol>")
    if made.cases:
        parts.append(f"<h2>{words['cases']}</h2><p>{words['codes']}</p>")
        parts += [_case(one, made.language) for one in made.cases]
    if made.texts:
        lines = (f'<li><a href="text-{one.code}.txt">{one.code}</a></li>' for one in made.texts)
        parts.append(f"<h2>{words['texts']}</h2><ul>{''.join(lines)}</ul>")
    parts += [*_withheld(made), f"<footer><p>{safe(_true(made))}</p></footer>"]
    return page(made.title, parts, made.language, made.audience)


def _many(made: ReleasedPackage) -> str:
    return f"{len(made.figures.figures):,}" if made.figures else "0"


def _true(made: ReleasedPackage) -> str:
    told = {"number": made.log_number, "hash": made.log_hash[:16], "day": made.day, "id": made.id}
    return WORDS[made.language]["true"] % told


def _case(case: ReleasedCase, language: str) -> str:
    words = WORDS[language]
    sex = f" · {words['sex']}: {safe(key_words('sex', case.sex, language))}" if case.sex else ""
    head = "".join(f'<th scope="col">{words[name]}</th>' for name in ("what", "when", "where"))
    rows = "".join(
        f"<tr><td>{safe(_what(one.violation, language))}</td><td>{safe(one.when or words['open'])}</td>"
        f"<td>{safe(one.place or words['open'])}</td></tr>"
        for one in case.steps
    )
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    return f"<section><h3>{words['code']} {case.code}</h3><p>{sex.removeprefix(' · ')}</p>{table}</section>"


def _what(violation: str | None, language: str) -> str:
    return key_words("violation", violation or "", language)


def _withheld(made: ReleasedPackage) -> Iterator[str]:
    if made.withheld:
        lines = (
            said("withheld", made.language, count=one.count, kind=one.kind, because=one.because)
            for one in made.withheld
        )
        yield f"<h2>{WORDS[made.language]['withheld']}</h2><ul>{''.join(f'<li>{safe(one)}</li>' for one in lines)}</ul>"


def _cases_csv(made: ReleasedPackage) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(("release", "case", "sex", "violation", "when", "place"))
    for case in made.cases:
        for one in case.steps:
            row = (made.id, case.code, case.sex, one.violation, one.when, one.place)
            writer.writerow([guarded(cell) for cell in row])
    return out.getvalue()
