"""Claims from Chinese documents, simplified and traditional: sentence ends, voices and names as Chinese writes them."""

import re

from chamsae.model.claim import Claim
from chamsae.model.document import Document
from chamsae.read.eastern import Tongue, read

_TITLES = (
    "先生|女士|代表|牧师|牧師|律师|律師|教授|博士|传教士|傳教士|部长|部長|外长|外長|大使|会长|會長|主席|记者|記者|议员|議員"
    "|主任|所长|所長|秘书长|秘書長|总统|總統|研究员|研究員|发言人|發言人|负责人|負責人"
)
_SURNAME = (
    "[王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧程曹袁邓鄧许許傅沈曾"
    "彭吕呂苏蘇卢盧蒋蔡贾丁魏薛叶葉阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱"
    "汤尹黎易常武乔贺赖龚文朴池具申柳太全]"
)
_HAN = r"[\u4e00-\u9fff]"
_SAYS = r"(?:说|說|表示|称|稱|指出|透露|宣称|宣稱|证实|證實|强调|強調|认为|認為|报道|報道|報導|批评|批評|告诉|告訴|确认|確認|估计|估計|報告|报告|写道|引述)"
_WHO = r"(?P<who>[^，。；：！？,;:!?\n“”\"]{2,40}?)"

CHINESE = Tongue(
    language="zh",
    reader="Chinese 1.0",
    sentence_end=re.compile(r"[。！？!?]+[”\"’』」）)]*|；|;"),
    clause_end=re.compile(r"[，,；;：:]"),
    accordings=(
        re.compile(
            rf"(?:据|根据|據|根據|援引|引述){_WHO}(?={_SAYS}|消息|数据|數據|统计|統計|估计|的?报告|的?報告|[：:，,])"
        ),
    ),
    sayings=(re.compile(rf"(?:^|[，。；：:,;”\"])\s*{_WHO}(?={_SAYS})"),),
    heads=re.compile(
        r"(?:消息人士|知情人士|人士|活动家|活動家|官员|官員|专家|專家|学者|學者|目击者|目擊者|居民|消息|发言人|發言人|部|社|报|報|台|臺|网|網"
        r"|组织|組織|团体|團體|机构|機構|媒体|媒體|委员会|委員會|联盟|聯盟|连带|連帶|中心|协会|協會|政府|当局|當局"
        rf"|报告|報告|數據|数据|{_TITLES}|^{_SURNAME}{_HAN}{{1,2}})$"
    ),
    unnamed=re.compile(
        r"消息|知情|人士|官员|官員|专家|專家|学者|學者|目击者|目擊者|居民|团体$|團體$|组织$|組織$|媒体|媒體|匿名"
    ),
    papers=re.compile(r"报告|報告|数据|數據|统计|統計|白皮书|白皮書|决议|決議|声明$|聲明$"),
    persons=(
        re.compile(rf"(?P<name>{_SURNAME}{_HAN}{{1,2}})(?={_TITLES})"),
        re.compile(
            rf"(?:{_TITLES})(?P<name>{_SURNAME}{_HAN}{{1,2}}?)(?=说|說|表示|称|稱|指出|在|回应|回應|[：:，,]|\d)"
        ),
        re.compile(
            rf"(?:(?<!{_HAN})|(?<=传教士)|(?<=傳教士)|(?<=负责人)|(?<=負責人)|(?<=代表)|(?<=特使))"
            rf"(?P<name>{_HAN}{{2,5}}[·・]{_HAN}{{1,5}}?)(?=说|說|表示|称|稱|在|[，。：,]|的)"
        ),
    ),
    no_persons=frozenset(
        ["高级", "金融", "方面", "常务", "石油", "文化", "全国", "全體", "全体", "白宫", "江苏", "周边"]
    ),
    forces=(
        ("denial", re.compile(r"否认|否認|不存在|并不属实")),
        ("estimate", re.compile(r"估计|估計|推算|推测")),
        ("planned", re.compile(r"计划|計劃|擬|拟|将被|將被")),
        ("risk", re.compile(r"可能|恐将|恐將|面临|面臨|风险|風險")),
        ("believed", re.compile(r"据信|據信|相信|似乎")),
        ("hearsay", re.compile(r"据说|據說|据传|據傳|据悉|據悉")),
    ),
    linking=re.compile(r"^(?:他|她|其|该|該|文中|並|并|另)"),
    noun_first=False,
    before=re.compile(r"[们們]?(?:的人数|的人數|人数|人數)?[有为為共约約是占佔达達]{0,2}"),
    behind=re.compile(r"[^，。；：、,;:]{0,12}?"),
    modifying=re.compile(r"的?"),
    unsaid_before=re.compile(
        r"(?:反对|反對|停止|禁止|不得|阻止|避免|防止|拒绝|拒絕|勿|免遭|不会|不會|强烈要求不)[强強]?[制行]?$"
    ),
    unsaid_behind=re.compile(r"(?!)"),
)


def propose(document: Document) -> tuple[Claim, ...]:
    """The claims a Chinese document makes, in order of place."""
    return read(document, CHINESE)
