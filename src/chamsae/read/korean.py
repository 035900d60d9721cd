"""Claims from Korean documents: what ends a sentence, who speaks and how names look in Korean."""

import re

from chamsae.model.claim import Claim
from chamsae.model.document import Document
from chamsae.read.eastern import Tongue, read
from chamsae.read.words import either, listed, wordset

_TITLES = either(listed("eastern", "titles", "ko"))
_NAME = rf"(?:{either(listed('eastern', 'surnames', 'ko'))})[가-힣](?![당위부는막게픈])[가-힣]"
_HEADS = rf"{either(listed('eastern', 'heads', 'ko'))}|{_TITLES}"
_SAID = (
    r"(?:고|라며|면서|라는|다는|고도)\s?(?:\S{1,8}\s)?"
    r"(?:말|밝|전|했|한다|설명|주장|강조|덧붙|적|쓰|보도|추산|평가|답|증언|알|지적|요구|확인|추정|비판|우려|발표)"
    r"|발표했|보도했|확인했|집계했|추산했|추정했|적었"
)

KOREAN = Tongue(
    language="ko",
    reader="Korean 1.0",
    sentence_end=re.compile(r"[.!?。…]+[\"'”’」』)]*(?=\s)|[.!?]+[”\"](?=[가-힣]{3,}\s)"),
    clause_end=re.compile(
        r"(?<=[고며서나데만자면다은는명건곳%]),\s|;\s|(?<=[고며])\s|(?<=[은는]데)\s|(?<=지만)\s|(?<=으나)\s"
    ),
    accordings=(re.compile(r"(?:^|[,.“”\"]\s?)(?P<who>[^,.“”\"\n]{2,60}?)(?:에\s(?:따르면|의하면)|(?:을|를)\s인용)"),),
    sayings=(
        re.compile(rf"(?:^|[,”\"]\s)(?P<who>[^,.\n]{{0,40}}?(?:{_HEADS}))(?:은|는|이|가|도)\s(?=.*(?:{_SAID}))"),
        re.compile(rf"^(?P<who>[^\s,.]{{2,20}})(?:은|는)\s(?=.*(?:{_SAID}))"),
    ),
    heads=re.compile(rf"(?:{_HEADS})$"),
    unnamed=re.compile(r"소식통|관계자|당국자|활동가|전문가|목격자|증언자|주민|익명|매체|언론|단체들?$"),
    papers=re.compile(r"보고서|자료|통계|백서|결의안|성명$"),
    persons=(
        re.compile(
            rf"(?<![가-힣])(?P<name>(?:{_NAME}[·ㆍ,]\s?)*{_NAME})"
            rf"(?=\s?(?:{_TITLES})(?:[^가-힣]|[은는이가을를의와과에도측]|들))"
        ),
    ),
    one_person=re.compile(_NAME),
    no_persons=wordset("eastern", "no_persons", "ko"),
    forces=(
        ("denial", re.compile(r"부인했|부인하|사실이 아니|사실무근")),
        ("estimate", re.compile(r"추산|추정|어림")),
        ("planned", re.compile(r"계획|예정|방침|대기")),
        ("risk", re.compile(r"위험|우려|처할|가능성")),
        ("believed", re.compile(r"것으로 (?:보인|보고|알려|안다|전해|파악)")),
        ("hearsay", re.compile(r"다고 한다|라고 한다|는 소문|다는 소식")),
        ("hypothetical", re.compile(r"(?:다면|하면|되면)[,\s]")),
    ),
    linking=re.compile(rf"{_SAID}|고\s한다"),
    noun_first=True,
    before=re.compile(r"들?(?:은|는|이|가|을|를|도|만|의|수는|중|가운데|\s중|\s가운데|\s등)?\s?"),
    behind=re.compile(r"(?:의|은|는)?\s(?:[가-힣]{1,6}\s)?"),
    modifying=re.compile(r"(?:된|당한|한|됐던|되었던|던|힌|진|간|온)?\s?(?:[가-힣]{2,6}(?:\s[가-힣]{2,6})?\s)?"),
    unsaid_before=re.compile(r"(?!)"),
    unsaid_behind=re.compile(r"(?:을|를)?\s?(?:막|반대|중단|중지|저지|멈추|금지|하지\s말|않)"),
)


def propose(document: Document) -> tuple[Claim, ...]:
    """The claims a Korean document makes, in order of place."""
    return read(document, KOREAN)
