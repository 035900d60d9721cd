"""Claims from Korean documents: what ends a sentence, who speaks, counts and acts, and how names look in Korean."""

import re

from chamsae.model.claim import Claim
from chamsae.model.document import Document
from chamsae.read.eastern import Counting, Craft, Deeds, Ground, Speaking, Tongue, read
from chamsae.read.entities import missing
from chamsae.read.hangul.doings import doings
from chamsae.read.hangul.names import names
from chamsae.read.hangul.utterances import utterances
from chamsae.read.hangul.voices import hear
from chamsae.read.words import either, keyed, listed, wordset

_TITLES = either(listed("eastern", "titles", "ko"))
_CALLINGS = either(listed("eastern", "callings", "ko"))
_SURNAMES = either(listed("eastern", "surnames", "ko"))
_TWO = either(listed("eastern", "surnames_two", "ko"))
_NAME = rf"(?:(?:{_TWO})[가-힣]{{1,2}}|(?:{_SURNAMES})[가-힣](?![당위부는막게픈])[가-힣])"
_HEADS = rf"{either(listed('eastern', 'heads', 'ko'))}|{_TITLES}|{either(keyed('eastern', 'roles', 'ko')['relative'])}"
_SAID = (
    r"(?:고|라며|면서|라는|다는|고도|[”\"]며)\s?(?:\S{1,8}\s)?"
    r"(?:말|밝|전|했|한다|설명|주장|강조|덧붙|적|쓰|썼|보도|추산|평가|답|증언|알|지적|요구|확인|추정|비판|우려|발표|부인|반박|일축|호소"
    r"|촉구|당부|회고|회상|고백|토로|외쳤|외친|되물|물었|꼬집|경고|시사|규탄|해명|선을\s그|입을\s모|목소리를\s높|반문|단언|술회)"
    r"|발표했|보도했|확인했|집계했|추산했|추정했|적었|것으로\s(?:본다|보고\s있|판단|파악|추정|추산)"
)
_REPORTS = (
    r"(?:밝|말했|말한|말씀|전했|전한|주장|설명|발표|보도|증언|강조|덧붙|호소|지적|비판|적었|알렸|추산|추정|집계|했다|답했|질타"
    r"|되풀이|반박|부인|일축|썼|쓴|촉구|당부|회고|회상|고백|토로|경고|외쳤|외친|해명|규탄|선을\s그|입을\s모|우려|반문|단언)"
)
#: What ends a sentence that somebody is reported to say.
_CLOSES = (
    rf"(?:[다라자냐”\"]고|[다라”\"]며|[다라”\"]면서|고도|[다라]는\s\S+)\s?(?:[^\s,]{{1,12}}\s){{0,4}}?{_REPORTS}\S{{0,9}}\s?$"
    r"|명(?:으로|으로\s각각)\s(?:추산|추정|집계|파악)(?:했|한|하)\S{0,6}\s?$"
    r"|것으로\s(?:본다|보고\s있|판단한|판단하|판단했|파악하|파악했|추정한|추정하|추정했|추산한|추산하|추산했|알고\s있|안다)\S{0,6}\s?$"
)
#: Syllables that end in ㄹ, as verbs do before 수 (될, 보낼); 을 follows what is past (북송됐을 수 있다).
_ENDS_IN_L = "".join(chr(code) for code in range(0xAC00, 0xD7A4) if (code - 0xAC00) % 28 == 8 and chr(code) != "을")
_UNQUOTED = r"[^,.“”\"\n]"
#: Behind the subject of what is reported: its words close with another who says so (… 숨졌다고 가족이 전했다).
_ANOTHER = (
    rf"(?!{_UNQUOTED}*[다라자냐]고\s(?!{_REPORTS})[^,.“”\"\n]{{2,30}}?(?:은|는|이|가|측은|측이)\s"
    rf"(?:[^,.“”\"\s]{{1,8}}\s){{0,3}}{_REPORTS})"
)

#: A sentence that only goes on with numbers: 여성이 95명, 남성이 10명이었다.
_LISTING = (
    r"\d\S{0,4}\s?(?:여\s?)?명(?:이다|이었다|이며|입니다|이었습니다|이라고\s"
    r"|으로\s(?:집계|늘|줄)\S+|에\s(?:달|이르)\S+|이\s됐다)\s?\.?\s?$"
)
#: Behind one's own name: that it is no real one, and the ending.
_ALIASED = r"\s?[（(][^()（）]{0,12}(?:가명|익명)[^()（）]{0,12}[)）]"
_ALIAS = r"(?:\s?[（(][^()（）]{1,20}[)）])?"
_AM = r"\s?(?:입니다|이라고|라고\s?(?:합니다|해요|한다|불러)|이고|이며|이다|예요|이에요|이었)"

_KIN = either(word for word in keyed("eastern", "roles", "ko")["relative"] if word not in ("가족", "형제", "자매"))

_SPEAKING = Speaking(
    accordings=(
        re.compile(
            rf"(?:^|[,.“”\"]\s?)(?:(?P<via>{_UNQUOTED}{{2,30}}?)(?:은|는|이|가)\s)?(?P<who>{_UNQUOTED}{{2,40}}?)(?:을|를)\s인용"
        ),
    ),
    sayings=(
        re.compile(
            rf"(?:^|[,”\"]\s)(?P<who>[^,.\n]{{0,40}}?(?:{_HEADS}))(?:은|는|이|가|도)\s{_ANOTHER}(?=.*(?:{_SAID}))"
        ),
        re.compile(rf"^(?P<who>[^\s,.]{{2,20}})(?:은|는)\s{_ANOTHER}(?=.*(?:{_SAID}))"),
        re.compile(
            rf"(?<=[고며지만는데]\s)(?P<who>[^\s,.“”\"]{{0,12}}(?:{_HEADS}))(?:은|는)\s(?={_UNQUOTED}*(?:{_SAID}))"
        ),
    ),
    sure=(
        re.compile(r"(?:^|[,.“”\"]\s?)(?P<who>[^,.“”\"\n]{2,60}?)에\s?(?:따르면|의하면)"),
        re.compile(
            rf"^(?P<who>[^\s,.“”\"]{{2,15}}(?:\s[^\s,.“”\"]{{1,12}}){{0,2}}?)(?:은|는)\s{_ANOTHER}(?=.*(?:{_CLOSES}))"
        ),
        re.compile(rf"(?:^|\s)[가-힣]{{1,8}}인\s(?P<who>[가-힣]{{2,12}})(?:은|는)\s(?=.*(?:{_CLOSES}))"),
        re.compile(
            rf"^(?P<who>그|그녀|이들|그들|연대|단체|위원회|협회|센터|본부|모임|재단|연합|기록소|연구소|기금)(?:은|는)\s(?=.*(?:{_SAID}))"
        ),
    ),
    closing=re.compile(
        rf"(?:[다라자냐”\"]고|[다라”\"]며)\s(?!{_REPORTS})(?P<who>{_UNQUOTED}{{2,40}}?)(?:은|는|이|가|측은|측이)\s"
        rf"(?:[^,.“”\"\s]{{1,8}}\s){{0,3}}{_REPORTS}"
    ),
    within=(
        re.compile(
            rf"(?:^|[\s,“])(?P<who>[^\s,.“”\"]{{2,12}})(?:이|가)\s"
            rf"(?:주장|추산|집계|추정|확인|파악)(?:하는|한|해온|했던)\s(?={_UNQUOTED}{{0,25}}\d)"
        ),
    ),
    heads=re.compile(rf"(?:{_HEADS})(?:들|측)?$"),
    nobody=re.compile(
        r"[을를]\s|에서$|에서\s|에$|(?:하|있|되|없|지|오|않)$|^(?:이|이것|이번|이날|당시|올해|지난|결과|숫자|규모|명단|사람|일부|이후|한편|또)"
        r"|(?:사실|결과|내용|이유|때문|경우|상황|문제|것)$|명$|따르면|의하면|^(?:저|저희|우리|나|제)$"
    ),
    shortened=re.compile(
        r"연대|단체|위원회|협회|센터|본부|모임|재단|연합|기록소|연구소|기금|네트워크|비대위|(?P<surname>[가-힣])\s?(?:"
        + _TITLES
        + r")"
    ),
    counted_by=re.compile(r"[이가]\s(?:집계|조사|발표|공개|작성)한\s\S{1,6}$"),
    relative=re.compile(
        r"^(?:반면|한편|이어|또한?|다만|특히|앞서|이에\s대해)\s|^.*(?:[가-힣](?:하는|하던|했던|맡은|이끄는|있는|된|나온|참석한)|둔)\s"
    ),
    ours=re.compile(r"(?:저희|우리|본)\s?$"),
    again=re.compile(
        r"(?:그|그녀|이들|그들|이\s단체|해당\s단체|이\s매체|매체|(?:이|그|해당)\s(?:소식통|관계자|당국자))(?:들|측)?"
    ),
    labels=re.compile(r"^\[?(?P<who>(?<=\[)[^\]\n]{1,30}(?=\])|(?:문|답|질문|답변|구술자|면담자|증언자)(?=\s?[:：]))"),
    asker=re.compile(r"문|질문|면담자|조사원"),
    answer=re.compile(r"답|답변|구술자|증언자"),
    said=re.compile(_SAID),
    linking=re.compile(rf"{_LISTING}|{_SAID}|고\s한다|^(?:이어|또)\s|고\s(?:선을\s그|토로|반문|되물|일축)"),
    unnamed=re.compile(
        r"소식통|관계자|당국자|활동가|전문가|목격자|증언자|주민|익명|매체|언론|단체들?$|야당|여당|의원들|국제사회|가족들?$|유족"
    ),
    papers=re.compile(r"보고서|자료|통계|백서|결의안|성명$"),
    first_person=re.compile(r"(?<![가-힣])(?:나는|내가|저는|저희|제가|본회|우리\s?(?:단체|연대|는)|본인은)"),
    introduced=(
        re.compile(rf"(?:저는|본인은)\s[^.\n]{{0,60}}?(?P<who>{_NAME})(?:입니다|이라고\s합니다)"),
        re.compile(r"(?:저희는|우리는|본회는)\s(?P<who>[가-힣]{2,12}(?:연대|협회|위원회|단체|센터|모임|연합))입니다"),
    ),
    signed=re.compile(
        rf"(?:[—–-]+\s?)?(?:[가-힣]{{2,10}}\s)?(?:{_TITLES}|{_CALLINGS})?\s?"
        rf"(?P<who>{_NAME}|[가-힣 ]{{2,20}}(?:연대|협회|위원회|단체|센터|모임|연합))"
        r"(?:\s?(?:드림|올림|배상|씀|일동))?"
    ),
    kin=re.compile(
        r"(?P<who>[^.,]{0,12}(?:아버지|어머니|아내|남편|딸|아들|가족|동생|언니|누나|오빠|형))(?:\s?(?:드림|올림|씀))"
    ),
    testifying=re.compile(rf"(?m)^(?:구술자?|증언자?|진술인)\s?[:：]\s?(?P<who>{_NAME})(?=[\s,(]|$)"),
    listing=re.compile(_LISTING),
    relation=re.compile(rf"\s(?:씨|양|군)의\s(?P<who>{_KIN})$"),
    presenting=re.compile(
        rf"(?:^|(?<=[\s,.]))(?:(?:저는|나는|본인은)\s(?:[^\n.“”\"]{{0,60}}?\s)?|(?:제|내|저의|나의)\s이름은\s)"
        rf"(?P<who>{_NAME}(?={_ALIAS}{_AM})|[가-힣]{{2,4}}?(?={_ALIASED}{_AM}))"
    ),
    answerer=re.compile(r"구술자|증언자|면담 대상자"),
)

_DEEDS = Deeds(
    verbal=re.compile(
        r"(?:을|를|이)?\s?(?:됐|되|돼|된|될|됩|됨|했|하|한|해|할|합|함|당했|당하|당한|시켰|시키|시킨|받|이뤄)|중이"
        r"|(?<=[혀힌혔려졌던온왔겼았었넜어갔간낸냈내잡들살있렸린뒀둬둔났난쳤친줬준받떠맞겨])|\s있|\s*\.?\s*$"
    ),
    modifier=re.compile(
        r"(?:(?:됐던|되었던|당한|시킨|된|한|던|될|할|되는|하는|힌|힐|진)|(?:돼|되어|혀)?\s?있(?:던|는)|(?<=[힌온간낸한던진된은]))"
        r"\s(?!것|적|바\s|수|사실|상태|셈|듯|후|뒤|걸|채|줄|만큼|가운데|데|지\s|상황)"
    ),
    modifying=re.compile(r"(?:된|당한|한|됐던|되었던|시킨|던|힌|진|간|온)?\s(?:[가-힣]{2,6}(?:\s[가-힣]{2,6})?\s)?"),
    unsaid_before=re.compile(r"(?!)"),
    unsaid_behind=re.compile(
        r"\s?(?:을|를)?\s?(?:막|반대|중단|중지|저지|멈추|금지|방지|하지\s말|규탄|항의|문제|정책|여부|관련|피해자\s?가족|전(?![가-힣])|이전|당하지\s않게)"
    ),
    undone_before=re.compile(r"(?:^|\s)안\s$"),
    undone_behind=re.compile(r"(?:되|하|당하|시키|히|지)?지\s?(?:는\s)?(?:않|못)|(?:되|하)는\s일[이은]?\s?없"),
    home=re.compile(
        r"(?:북한|북측|북조선|조선|고향|보위부|보위성)(?:\s?[가-힣]{1,6})?(?:으로|로|에|에게|측에)\s[^,.]{0,12}$|(?<![가-힣])북으로\s[^,.]{0,8}$"
    ),
    taken=re.compile(r"끌려|데려|연행"),
    nobody_there=re.compile(
        r"(?P<who>탈북[민자]들?|북한\s?난민)(?:이?[라란]는?\s\S+)?[이가은는]\s(?:전혀\s)?(?P<said>없|존재하지\s않)"
    ),
    sold=re.compile(rf"(?:{either(listed('hangul', 'people'))})(?:들|명)?[을를]\s[^,.]{{0,30}}$"),
)

_COUNTING = Counting(
    noun_first=True,
    before=re.compile(r"들?(?:은|는|이|가|을|를|도|만|의|수는|중|가운데|\s중|\s가운데|\s등)?\s?"),
    behind=re.compile(r"(?:의|은|는)?\s(?:[가-힣]{1,6}\s)?"),
    beside=re.compile(
        r"(?:^|[\s,“])(?!현재|아직|여전|지금도|오전|오후|새벽|저녁|내륙|지금|이후|당시)"
        r"(?P<noun>[가-힣]{1,5}(?![은는이가을를의에서로도만고며씩해여약단총각등된한던지면두체중운데난낸간온탄과와])[가-힣])\s$"
    ),
    votes=re.compile(r"(?P<noun>찬성|반대|기권|재석|재적|출석|무효)(?:\s?(?:의원|위원))?(?:은|이|표는)?\s?$"),
    portion=re.compile(r"들?\s?(?:가운데|중(?![가-힣]))"),
    partly=re.compile(
        r"(?:^|[,며고데]\s)(?:[“\"'‘]\s?)?(?:이들?|그들?)\s?(?:가운데|중(?![가-힣]))"
        r"|(?:^|[,며고데]\s)(?:그중|이중)(?:에서|에는|엔|에)?\s"
    ),
    size=re.compile(r"규모|숫자|인원|총원|(?<![가-힣])이는\s|수치"),
    bare=re.compile(
        r"(?:이?라고|이?라는|이?라며|이?다(?![가-힣])|입니다|이었|이며|이고|(?:으로|로)\s(?:본|보|추|파|집|알|판)|인\s것으로|은\s됐|은\s될)"
    ),
    being=re.compile(r"(?!)"),
    nobody=re.compile(r"도"),
    asking=re.compile(r"몇\s?(?:명|사람|분).*(?:까|나요|가요)?[?？]"),
    lasting=re.compile(
        r"(?:(?<=넘게)|(?<=가량)|(?<=남짓)|(?<=이상)|\s?(?:조금\s)?(?:동안|넘게|가까이|남짓|간))\s[^,.]{0,25}(?:갇|가뒀|가둬|가두|구금|수감|구류|억류|감금|수용|복역|독방|옥살이|있었|지냈|맞았|고문|조사)"
    ),
)

_GROUND = Ground(
    facility=re.compile(
        r"(?<![가-힣])(?P<name>(?:(?!정치범|강제|노동|난민|임시|비밀|각지|여러|국경)[가-힣]{2,8}(?<![은는을를로한힌된던인이가고며와과등내])(?<!에서)\s"
        r"(?:제\s?\d{1,2}\s?|변방\s?|보위부\s?|공안\s?|도\s?)?(?=구류|수용|교화|집결|감옥|관리|구금|심사|구치|초대|대기|단련|노동단련|도집결)"
        r"|(?!정치범|강제|노동|난민|임시|비밀|변방구류|변방수용)[가-힣]{2,10}?(?:\s?제?\s?\d{1,2}\s?호?\s?)?)"
        r"(?:구류심사소|구류소|구류장|수용소|교화소|집결소|감옥|관리소|구금소|심사소|구치소|초대소|대기소|노동단련대|단련대)"
        r"|[가-힣]{2,5}(?:시|군|도|구역|현)\s?(?:보위부|보위국|안전부|보안서|보안소|보안국|안전소|분주소)(?:\s?(?:구류장|집결소|감방))?)"
        r"(?!장|원)(?![가-힣]*행)"
    ),
    there=re.compile(
        r"(?:(?:그|이|해당)\s(?:건물|시설|곳|구류소|수용소)|(?<![가-힣])(?:이곳|그곳|건물|시설))(?=에|의|안|내|을|를|은|는|\s)"
    ),
    not_there=re.compile(
        r"(?:행(?![가-힣])|행을|\s?(?:정부|당국)에(?!서)|\s?(?:소재|주재|출신|국적|주민|사람|난민|이탈주민|대사관|영사관|외교부|국방부|당국이\s밝)|[을를]\s(?:떠|벗어)|에\s(?:본부|사무실|사무소)를?\s?(?:둔|있는)"
        r"|의\s(?:한\s)?(?:민간|인권|시민|대북)?\s?(?:단체|기관|매체|언론)|(?:\s[가-힣]{1,8}){0,3}에서\s(?:[가-힣]+\s)?(?:기자회견|간담회|회견|토론회|집회))"
    ),
    toward=re.compile(r"(?:\s?[가-힣]{0,4})?(?:으로|로)(?![가-힣])"),
)

KOREAN = Tongue(
    language="ko",
    reader="Korean 2.0",
    sentence_end=re.compile(r"[.!?。…]+[\"'”’」』)]*(?=\s)|[.!?]+[”\"](?=[가-힣]{3,}\s)"),
    clause_end=re.compile(
        r"(?<=[고며서나데만자면다은는명건곳%요]),\s|(?<=명[에이을은도]),\s|;\s|(?<=고)\s(?!있|싶|나서)|(?<=며)\s"
        r"|(?<=[은는인던]데)\s|(?<=다는 소식|다는 보도|다는 주장|다는 소문|다는 증언|다는 제보)\S{0,2}\s"
        r"|(?<=지만)\s|(?<=으나)\s"
    ),
    speaking=_SPEAKING,
    persons=(
        re.compile(
            rf"(?<![가-힣])(?P<name>(?:{_NAME}[·ㆍ,]\s?)*{_NAME})(?:\(\d{{1,3}}\))?"
            rf"(?=\s?(?:{_TITLES})(?:[^가-힣]|[은는이가을를의와과에도측]|들))"
        ),
        re.compile(
            rf"(?<![가-힣])(?:{_CALLINGS})\s(?P<name>{_NAME})(?=\(\d|[은는이가을를의와과도]?(?:[\s,.]|$)|입니다)"
        ),
        re.compile(rf"(?<![가-힣])(?P<name>{_NAME})(?=\(\d{{1,3}}(?:세|살)?[,)])"),
        re.compile(rf"(?:구술자?|증언자?|진술인|글|정리|취재|번역|통역)\s?[:：]\s?(?P<name>{_NAME})(?=[\s,(]|$)"),
        re.compile(rf"(?:^|(?<=\s)|(?<=[—–-]))(?P<name>{_NAME})(?=\s?(?:씀|드림|올림|배상)$)"),
    ),
    one_person=re.compile(_NAME),
    no_persons=wordset("eastern", "no_persons", "ko"),
    forces=(
        (
            "denial",
            re.compile(
                r"부인[했하해]|사실이 아니|사실무근|것이 아니|존재하지 않|"
                r"(?:라는|란)\s?(?:것|말|사람)[은는]\s없|확인된 바 없"
                r"|[한된낸긴]\s(?:적|사실|일)[이은는도]?\s?(?:전혀\s)?없"
                r"|(?:탈북[민자]|난민|북송)(?:들)?[이가은는]?\s?(?:전혀\s|존재하지\s)?(?:없|않)다"
            ),
        ),
        ("hypothetical", re.compile(r"(?:다면|하면|되면)(?:[,\s])|석방[을도]?\s?(?:요구|촉구|요청|호소)")),
        ("planned", re.compile(r"계획|예정|방침|대기 중|준비를 하|준비 중|앞두고|보낼 준비")),
        (
            "risk",
            re.compile(
                rf"(?<![았었했됐])[{_ENDS_IN_L}]\s수(?:도|\s있)|위험(?!을 무릅)|우려(?![와한]\s달리)"
                r"|처할|가능성|위기에|임박"
            ),
        ),
        ("prediction", re.compile(r"[될할]\s것(?:으로\s(?:보|예상|전망)|이라는\s(?:전망|예상))|전망이다|예상된다")),
        ("estimate", re.compile(r"추산|추정|어림|(?:명|로|규모)(?:으로|로)?\s(?:본다|봤다|보았|판단)|것으로\s판단")),
        (
            "hearsay",
            re.compile(
                r"것으로 (?:알려|전해)|[다라]고 한다|는 소문|다는 (?:소식|증언|제보|보도)"
                r"|(?:이라는|라는|다는)\s?(?:말|얘기|이야기|사람)"
                r"|(?<![가-힣])들었"
            ),
        ),
        ("believed", re.compile(r"것으로 (?:보인|보여|보고|안다|파악)|[았었했됐]을\s수\s?(?:도|있)")),
    ),
    framing=(
        (
            "denial",
            re.compile(
                r"(?:다는|라는|란)\s(?:보도|주장|의혹|소문|지적|증언|비판)\S{0,2}\s(?:\S+\s)?(?:부인|일축|반박)"
            ),
        ),
        ("hearsay", re.compile(r"것으로 (?:알려졌|전해졌|전해진|알려진)|[다라]고 한다|는 소문|다는 소식")),
        ("estimate", re.compile(r"것으로 (?:추정|추산|판단)")),
        ("believed", re.compile(r"것으로 (?:보인|보고|파악)")),
        ("hearsay", re.compile(r"다고\s들었|다는\s(?:말|얘기|이야기|소리)[을를]\s들")),
        ("risk", re.compile(r"(?:다|라)고\s(?:우려|걱정|경고)")),
    ),
    deeds=_DEEDS,
    counting=_COUNTING,
    ground=_GROUND,
)


_CRAFT = Craft(names=names, hear=hear, utterances=utterances, doings=doings)


def remarks() -> tuple[str, ...]:
    """What is said with a document when names are read without the trained model."""
    why = missing()
    return () if why is None else (f"Korean names by rules only: {why}; install chamsae[read] and read again",)


def propose(document: Document) -> tuple[Claim, ...]:
    """The claims a Korean document makes, in order of place."""
    return read(document, KOREAN, _CRAFT)
