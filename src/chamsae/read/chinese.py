"""Claims from Chinese documents, simplified and traditional: sentences, voices, counts and names in Chinese."""

import re

from chamsae.model.claim import Claim
from chamsae.model.document import Document
from chamsae.read.eastern import Counting, Craft, Deeds, Ground, Speaking, Tongue, read
from chamsae.read.han.doings import doings
from chamsae.read.han.names import names
from chamsae.read.han.tagging import missing
from chamsae.read.han.utterances import utterances
from chamsae.read.han.voices import hear
from chamsae.read.words import either, listed, wordset

_HAN = r"[\u4e00-\u9fff]"
_TITLES = either(listed("eastern", "titles", "zh"))
_CALLINGS = either(listed("eastern", "callings", "zh"))
_NAME = (
    rf"(?:(?:{either(listed('eastern', 'surnames_two', 'zh'))}){_HAN}{{1,2}}?"
    rf"|(?:{either(listed('eastern', 'surnames', 'zh'))}){_HAN}{{1,2}}?)"
)
_SAYS = (
    r"(?:说(?![是去得法服明])|說(?![是去得法服明])|表示|称(?![为為作呼赞讚])|稱(?![为為作呼赞讚])|指出|透露(?!姓名|身份|身分)|宣称|宣稱|证实|證實|强调|強調|认为|認為|报道|報道|報導|批评|批評|告诉|告訴|确认(?!的)|確認(?!的)"
    r"|补充|補充|解释|解釋|坦言|直言|感叹|感嘆|承认|承認|重申|主张|主張|描述|讲述|講述|叙述|敘述|讲道|講道|回答|反问|反問|质问|質問|喊道|谈到|談到"
    r"|提到|表明|谴责|譴責|披露|质疑|質疑|怀疑|懷疑|讲(?=[，,：:道])|講(?=[，,：:道])|提醒|说明(?!书)|說明(?!書)|推估|估算|忆述|憶述|声称|聲稱|转述|轉述|举例|舉例|指(?=[，,：:])|推测|推測|猜测|猜測|作证|作證|抱怨|哭诉|哭訴|控诉|控訴"
    r"|估计|估計|報告(?!員)|报告(?!员)|写道|引述|否认|否認|担心|擔心|警告|呼吁|呼籲|预计|預計|回应|回應|回忆|回憶|介绍|介紹|公布|宣布)"
)
_PLAINLY = (
    r"(?:表示|称|稱|透露(?!姓名|身份|身分)|宣称|宣稱|指出|证实|證實|宣布|强调|強調|否认|否認|警告|担心|擔心"
    r"|回应说|回應說|回忆|回憶|介绍说|介紹說|补充|補充|坦言|直言|重申|承认|承認|作证说|作證說)"
)
#: What a paper is called, what it does, and what somebody does who puts one out.
_PAPER = r"(?:文件|报告|報告|名单|名單|白皮书|白皮書|声明|聲明|调查|調查|记录|紀錄|决议|決議|草案|公文)"
_SHOWS = r"(?:显示|顯示|列出|列明|提到|记载|記載|载明|載明|指出?|称|稱)"
_ISSUES = r"(?:公开|公開|公布|发布|發布|发表|發表|得出|作出|撰文|致函|来信|來信|投书|投書|取得|获得|獲得|签署|簽署)"
#: Behind the name of who issues something: that it was issued, which is nobody's name.
_NOT_ISSUED = r"(?!(?:\d{1,2}日|(?:上|本|这)?(?:星期|周|週).)?(?:发表|發表|发布|發布|公布|公佈|发出|發出))"
_WHO = r"(?P<who>(?:[^，。；：！？,;:!?\n“”\"]|“[^“”\n]{1,15}”){1,40}?)"
_AFTER = r"说|說|表示|称|稱|在|[，。：,]|告诉|告訴|指出|透露|认为|認為|强调|強調|证实|證實|则|則|也|曾"

_SPEAKING = Speaking(
    accordings=(
        re.compile(
            rf"(?P<via>[^，。；：！？,;:\n“”\"据據]{{2,15}})(?:援引|引述|转引|轉引|据|據){_WHO}(?={_SAYS}|的?消息|的?话|的?話|[：:，,])"
        ),
        re.compile(
            rf"(?:(?:(?<!{_HAN})|(?<=[而但另又])|(?<=此外))(?:据|根据|據|根據)|援引|引述){_WHO}"
            rf"(?={_SAYS}|消息|数据|數據|统计|統計|估计|的?(?:报告|報告|纪录|紀錄|记录|記錄|资料|資料|名单|名單|说法|說法|证词|證詞)|[：:，,])"
        ),
    ),
    sayings=(
        re.compile(
            rf"(?:^|[，。；])\s*(?:据|據){_WHO}(?=(?:后来|後來|所|事后|事後)?(?:打听|打聽|了解|瞭解|所知|听说|聽說|知道))"
        ),
        re.compile(rf"(?:^|[，。；：:,;”\"])\s*{_WHO}(?={_SAYS})"),
        re.compile(rf"(?:^|[，。；：:,;”\"])\s*{_WHO}(?=的?(?:数据|數據|统计|統計|资料|資料|报告|報告)(?:显示|顯示))"),
        re.compile(rf"(?:^|[，。；])\s*(?P<who>{_NOT_ISSUED}{_HAN}{{0,12}}?{_PAPER})(?=(?:还|還|也|则|則)?{_SHOWS})"),
        re.compile(
            rf"(?:^|[，。；])\s*{_WHO}(?=(?:曾|已|又)?{_ISSUES}[^，。：；]{{0,16}}，?(?:{_SHOWS}|认为|認為|要求|表示))"
        ),
    ),
    sure=(
        re.compile(
            rf"(?:^|[，。；：:,;”\"])\s*(?P<who>{_NOT_ISSUED}[^，。；：！？,;:\s\n“”\"]{{2,16}}?)(?={_PLAINLY})"
        ),
        re.compile(r"(?:^|[，。；：:,;”\"也听聽])\s*(?P<who>有人|他|她|他们|她们|他們|她們)(?=说|說|称|稱|表示)"),
        re.compile(r"(?P<who>据报道|據報道|據報導|据报|据媒体报道|據媒體報導)"),
        re.compile(r"^\s*(?:有)?(?P<who>记者|記者)(?:追)?[问問]"),
    ),
    closing=re.compile(
        r"[”」]，?(?P<who>[^，。；：！？\s\n“”「」]{1,16}?)(?:说|說|表示|称|稱|补充|補充|问道|問道|喊道|回答|解释|解釋)"
    ),
    within=(
        re.compile(
            r"(?:^|[，。；：,;])\s*(?P<who>(?:[^，。；：,;\n“”]|“[^“”\n]{1,15}”){2,20}?)(?:公布|统计|統計|给出|給出|掌握)的"
        ),
        re.compile(
            rf"是(?P<who>{_HAN}{{3,15}}?)(?:(?:根据|根據|依据|依據){_HAN}{{0,12}})?(?:得出|统计|統計|公布|估计|估計|给出|給出)的"
        ),
    ),
    heads=re.compile(
        rf"(?:{either(listed('eastern', 'heads', 'zh'))}|{_TITLES}|^{_NAME}"
        rf"|{_HAN}者|{_HAN}[长長姐妹哥弟嫂叔舅姑婆爷爺妈媽]|的人)$"
    ),
    nobody=re.compile(
        r"^(?:后来|後來|最后|最後|随后|隨後|先是|其中|对此|對此|同时|同時|因此|这|這|那|此|但|而|并|並|也|又|还|還|再|如果|有关|有關|没有|沒有|不|我)|(?:据|據|简|簡|号|號|自|堪|俗|所|声|聲|曾|已|才|的|未|不|没|沒|有|旧|舊|名|昵|暱|职|職|通|统|統)$|\d|人被|百人|千人|被遣"
    ),
    shortened=re.compile(r"联合会|聯合會|委员会|委員會|(?P<surname>[\u4e00-\u9fff])(?:" + _TITLES + r")"),
    counted_by=re.compile(
        r"(?:（[^（）]*）)?(?:经常|經常|曾经|曾經|曾|也|还|還|则|則|又|再次|多次|随后|隨後|同时|同時|此前|都|却|卻|一再|反复|反覆|另外|最后|最後|当场|當場"
        r"|进一步|進一步|公开|公開|先是|才|这样|這樣|如此|这么|這麼)*(?:在[^，。]{1,12}(?:中|上|里|裡|内|內|时|時|会|會))?(?:(?:向|对|對|透过|透過|通过|通過|接受)[^，。]{1,12})?$"
    ),
    relative=re.compile(
        rf"[^，。：]{{0,12}}(?:曾|被|在|于|於|住|来自|來自|逃离|逃離|逃到|年|岁|歲)[^，。：]{{0,24}}的(?={_NAME}(?:_|（|$))"
    ),
    ours=re.compile(r"(?:我们|我們|本)$"),
    again=re.compile(
        r"[他她](?:(?![妻母父丈女儿兒哥姐弟妹家朋同叔舅姑的])[^，。人的]){1,7}|他|她|他们|她们|他們|她們|报道|報道|報導|(?:该|該)(?:团体|團體|组织|組織|人士|机构|機構|官员|官員|发言人|發言人)"
    ),
    labels=re.compile(
        r"^\[?(?P<who>(?<=\[)[^\]\n]{1,30}(?=\])|(?:问|問|答)(?=\s?[:：])"
        r"|[^，。：:\s\n据據引]{1,20}?(?=(?:追问|追問|提问|提問)?\s?[:：]))"
    ),
    turn=re.compile(r"(?:记者|記者|发言人|發言人|受访者|受訪者|主持人|律师|律師)$"),
    testifying=re.compile(
        rf"(?:(?:证人|證人|口述者?|讲述人|講述人|陈述人|陳述人|当事人|當事人)[：:]\s?|^\s*我(?:叫|名叫)|(?:自述|口述)[（(]化名)"
        rf"(?P<who>{_NAME}|老{_HAN})(?=[，,。（()）\s]|$)",
        re.MULTILINE,
    ),
    presenting=re.compile(
        rf"(?:^|(?<=[。！？!?，,；：:\s]))(?:我的名字|我|本人)"
        rf"(?:叫做?|名叫|是|就是)[^，。；：“”\n]{{0,12}}?(?P<who>{_NAME})(?=[，,。（(；\s]|$)"
    ),
    asker=re.compile(r"问|問|记者|記者"),
    answer=re.compile(r"答|受访者|受訪者"),
    said=re.compile(rf"{_SAYS}|{_SHOWS}"),
    linking=re.compile(r"^(?:他|她|其|该|該|文中|並|并|另)"),
    unnamed=re.compile(
        r"消息|知情|人士|幸存者|倖存者|外交官|官员|官員|专家|專家|学者|學者|目击者|目擊者|居民|团体$|團體$|组织$|組織$|媒体|媒體|匿名|有人|有报道|有報道|有報導|据报|據報|记者|記者|国际社会|國際社會"
    ),
    papers=re.compile(
        r"文件|公文|名单$|名單$|草案|报告(?!员)|報告(?!員)|数据|數據|统计|統計|白皮书|白皮書|决议|決議|声明$|聲明$"
    ),
    first_person=re.compile(r"本会|本會|我们|我們|笔者|筆者|(?<!自)我(?!国|國|方)"),
    introduced=(
        re.compile(rf"(?:我是|本人是)[^，。\n]{{0,20}}?(?:律师|律師|代表|负责人)?(?P<who>{_NAME})(?=[，。])"),
        re.compile(rf"(?:负责人|負責人|发言人|發言人|会长|會長|作者|撰文)[：:]\s?(?P<who>{_NAME})(?=\s|$)"),
        re.compile(rf"作者(?P<who>{_NAME})(?=[为為是系，])"),
        re.compile(rf"^\s*我(?:叫|名叫)(?P<who>{_NAME})(?=[，。])", re.MULTILINE),
    ),
    signed=re.compile(
        rf"(?:{_TITLES})?[：:]?\s?(?P<who>{_NAME}|{_HAN}{{2,15}}(?:会|會|联合会|聯合會|委员会|中心|组织|观察|觀察|團體|团体|组织|組織|联盟|聯盟|协会|協會|基金会|基金會|网络|網絡))\s?(?:敬上|谨启|謹啟)?"
    ),
    kin=re.compile(
        r"(?P<who>[^，。：\s]{0,8}(?:父亲|父親|母亲|母親|丈夫|妻子|女儿|女兒|儿子|兒子|家属|家屬))(?:敬上)?"
    ),
    answerer=re.compile(r"受访者|受訪者"),
)

_DEEDS = Deeds(
    verbal=re.compile(
        r"(?!行动|行動|问题|問題|名单|名單|事件|政策|工作|程序|手续|手續|通知|行为|行為|令|途中|者|人员)"
    ),
    modifier=re.compile(r"[^，。；：、]{0,4}的(?!\s?$)|者|人员|人員"),
    modifying=re.compile(r"的?"),
    unsaid_before=re.compile(
        r"(?:反对|反對|停止|禁止|不得|阻止|避免|防止|拒绝|拒絕|勿|不要|别再|別再|不应|不應|不该|不該|不再|免遭|免于|免於)"
        r"(?:(?:被|再|强制|強制|强行|強行)*|[把将將][^，。]{1,6})$"
        r"|不(?:能|可|可以|应|應|得|该|該)[把将將][^，。]{1,6}$"
    ),
    unsaid_behind=re.compile(r"(?:问题|問題|政策|名单|名單|原则|原則|前(?!往|来)|之前|以前)"),
    undone_before=re.compile(r"(?:未|没有|沒有|没|沒|不会|不會|尚未|并未|並未|从未|從未)(?:有|曾)?(?:被|遭|获|獲)?$"),
    undone_behind=re.compile(r"(?!)"),
    home=re.compile(r"[向对對](?:朝方|朝鲜|朝鮮|北韩|北韓|北朝|平壤)[^，。；]{0,10}$"),
    taken=re.compile(r"带走|帶走|抓走"),
    nobody_there=re.compile(
        r"(?P<said>不存在|没有|沒有)(?:任何|所谓的?|所謂的?)*[“「『]?(?P<who>脱北者|脫北者|(?:朝鲜|朝鮮|北韓|北韩)(?:难民|難民))"
    ),
)

_COUNTING = Counting(
    noun_first=False,
    before=re.compile(r"[们們]?(?:的人数|的人數|人数|人數)?[有为為共约約是占佔达達]{0,2}"),
    behind=re.compile(r"(?:[^，。；：、,;:是]{0,12}的)?[^，。；：、,;:是被在于從从]{0,4}?"),
    beside=re.compile(rf"(?:名|位)(?P<noun>(?!被|遭|在|从|從|已|将|將|因|于|於|等|的|左右|以上){_HAN}{{2}})"),
    votes=re.compile(r"(?P<noun>赞成|贊成|反对|反對|弃权|棄權|出席|应到|實到|实到)(?:者|票)?[为為有]?\s?$"),
    portion=re.compile(r"(?:当中|當中|之中|里面|裡面|中(?:有|的|，|,))"),
    partly=re.compile(
        r"^(?:其中|当中|當中|这些人中|這些人中|他们当中|他們當中)|[，,](?:其中|当中|當中|包括|包含|含有?)"
    ),
    size=re.compile(r"人数|人數|数字|數字|规模|規模|总数|總數"),
    bare=re.compile(r"(?:[，。；,;”]|$|这个数字|的说法)"),
    being=re.compile(r"[是为為]"),
    nobody=re.compile(r"(?:没有|沒有|无|無)一"),
    asking=re.compile(r"(?:多少|几|幾)[^，。]*[?？]"),
    lasting=re.compile(r"(?:(?<=[押禁留关關])|(?<=[押禁留关關]了))(?=[^，。]{1,8}(?:天|周|週|月|年))"),
)

_GROUND = Ground(
    facility=re.compile(
        r"(?P<name>(?:(?![在从從由自于於的至到被把将將和与與及是往向经經押送入进進交移间間座该該某各这這那])[\u4e00-\u9fff]){2,10}(?:第[一二三四五六七八九十\d]+)?"
        r"(?:看守所|拘留所|收容所|收容站|监狱|監獄|集结所|集結所|教化所|管教所|管理所|劳教所|勞教所|羁押所|羈押所|遣返站|招待所|派出所"
        r"|保卫部|保衛部|锻炼队|鍛鍊隊))"
    ),
    there=re.compile(r"(?:该|該)(?:所|处|處|看守所|拘留所|监狱|監獄)|楼内|樓內|所内|所內|(?<![一两兩数])那里|那裡"),
    not_there=re.compile(
        r"(?:籍|人(?!权|權|数|數|士)|公民|居民|难民|難民|外交部|外长|外長|驻|駐|大使|使馆|使館|方(?:面)?(?![圆])|(?:的)?(?:一家|一个)?(?:民间|民間|人权|人權)?"
        r"(?:团体|團體|组织|組織|机构|機構|媒体|媒體))"
    ),
    toward=re.compile(r"(?!)"),
)

CHINESE = Tongue(
    language="zh",
    reader="Chinese 2.0",
    sentence_end=re.compile(r"[。！？!?]+[”\"’』」）)]*|；|;"),
    clause_end=re.compile(r"[，,；;：:]"),
    speaking=_SPEAKING,
    persons=(
        re.compile(rf"(?<![0-9十百千万萬两兩数數几幾])(?P<name>{_NAME})(?={_TITLES})"),  # not 4000余名代表
        re.compile(rf"(?:{_TITLES})(?P<name>{_NAME}?)(?={_AFTER}|回应|回應|主持|[0-9（(])"),
        re.compile(
            rf"(?:{_TITLES}|联系人|联络人|聯絡人|聯繫人|作者|撰文|证人|證人)[：:]\s?(?P<name>{_NAME})(?=\s|$|[，。；])"
        ),
        re.compile(rf"(?:{_CALLINGS})(?P<name>{_NAME})(?=[，。、；（(]|$)"),
        re.compile(rf"(?:^|(?<=[、；：。]))(?P<name>{_NAME})(?=，[男女]，|表示，|说：|說：)"),
        re.compile(
            rf"(?:(?<!{_HAN})|(?<=传教士)|(?<=傳教士)|(?<=负责人)|(?<=負責人)|(?<=代表)|(?<=特使))"
            rf"(?P<name>{_HAN}{{2,5}}[·・]{_HAN}{{1,5}}?)(?={_AFTER}|的)"
        ),
    ),
    one_person=re.compile(r"[^、，,\s]+"),
    no_persons=wordset("eastern", "no_persons", "zh"),
    forces=(
        (
            "denial",
            re.compile(
                r"否认(?![都是的])|否認(?![都是的])|不存在|不属实|不屬實|(?:没有|沒有)(?:任何|所谓|所謂|[“「『]?脱北者|[“「『]?脫北者)|(?:没有|沒有|从未|從未)(?:说|說)|不是事实|不是事實|纯属|純屬"
            ),
        ),
        (
            "hypothetical",
            re.compile(
                r"如果|假如|一旦|倘若|(?:希望|盼望|期盼)[^，。]{0,16}(?:获释|獲釋|释放|釋放|放)|(?:要求|呼吁|呼籲|敦促|促请|促請)[^，。]{0,12}(?:释放|釋放)"
            ),
        ),
        (
            "planned",
            re.compile(
                r"计划|計劃|[擬拟](?=[^，。]{0,4}(?:遣返|遣送|送|移交|押))|准备(?:好)?(?:遣返|遣送|送)|[将將](?=被|于|於|在|要|会|會|遣返|遣送|送)"
            ),
        ),
        ("prediction", re.compile(r"预计|預計|即将|即將")),
        (
            "risk",
            re.compile(
                r"可能(?:会|會|被|将|將|遭|面)|恐|面临|面臨|风险|風險|担心|擔心|担忧|擔憂|怕(?=[^，。]{0,8}(?:被|会|會|遭))"
            ),
        ),
        ("estimate", re.compile(r"估计|估計|推算|推测|推測|认为|認為|估算")),
        ("believed", re.compile(r"据信|據信|相信|似乎|以为|以為")),
        ("hearsay", re.compile(r"据说|據說|据传|據傳|据悉|據悉|据称|據稱|听说|聽說|据报|據報|有人[说說]|传闻|傳聞")),
    ),
    framing=(
        ("estimate", re.compile(r"据估计|據估計|据估算|據推算|据推算")),
        ("hearsay", re.compile(r"据说|據說|据传|據傳|据悉|據悉|据称|據稱|听说|聽說|的传闻|的傳聞|的说法|的說法")),
    ),
    deeds=_DEEDS,
    counting=_COUNTING,
    ground=_GROUND,
)


_CRAFT = Craft(names=names, hear=hear, utterances=utterances, doings=doings)


def remarks() -> tuple[str, ...]:
    """What is said with a document when names are read without the tagger."""
    why = missing()
    return () if why is None else (f"Chinese names by rules only: {why}; install chamsae[read] and read again",)


def propose(document: Document) -> tuple[Claim, ...]:
    """The claims a Chinese document makes, in order of place."""
    return read(document, CHINESE, _CRAFT)
