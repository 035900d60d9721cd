"""Claims from Chinese documents, simplified and traditional: sentence ends, voices and names as Chinese writes them."""

import re

from chamsae.model.claim import Claim
from chamsae.model.document import Document
from chamsae.read.eastern import Tongue, read
from chamsae.read.words import either, listed, wordset

_HAN = r"[\u4e00-\u9fff]"
_TITLES = either(listed("eastern", "titles", "zh"))
_NAME = rf"(?:{either(listed('eastern', 'surnames', 'zh'))}){_HAN}{{1,2}}"
_SAYS = (
    r"(?:说|說|表示|称|稱|指出|透露|宣称|宣稱|证实|證實|强调|強調|认为|認為|报道|報道|報導|批评|批評|告诉|告訴|确认|確認"
    r"|估计|估計|報告(?!員)|报告(?!员)|写道|引述|回应|回應)"
)
_WHO = r"(?P<who>(?:[^，。；：！？,;:!?\n“”\"]|“[^“”\n]{1,15}”){2,40}?)"
_AFTER = r"说|說|表示|称|稱|在|[，。：,]"

CHINESE = Tongue(
    language="zh",
    reader="Chinese 1.0",
    sentence_end=re.compile(r"[。！？!?]+[”\"’』」）)]*|；|;"),
    clause_end=re.compile(r"[，,；;：:]"),
    accordings=(
        re.compile(
            rf"(?:据|根据|據|根據|援引|引述){_WHO}"
            rf"(?={_SAYS}|消息|数据|數據|统计|統計|估计|的?报告|的?報告|[：:，,])"
        ),
    ),
    sayings=(re.compile(rf"(?:^|[，。；：:,;”\"])\s*{_WHO}(?={_SAYS})"),),
    heads=re.compile(rf"(?:{either(listed('eastern', 'heads', 'zh'))}|{_TITLES}|^{_NAME})$"),
    unnamed=re.compile(
        r"消息|知情|人士|官员|官員|专家|專家|学者|學者|目击者|目擊者|居民|团体$|團體$|组织$|組織$|媒体|媒體|匿名"
    ),
    papers=re.compile(r"报告(?!员)|報告(?!員)|数据|數據|统计|統計|白皮书|白皮書|决议|決議|声明$|聲明$"),
    persons=(
        re.compile(rf"(?P<name>{_NAME})(?={_TITLES})"),
        re.compile(rf"(?:{_TITLES})(?P<name>{_NAME}?)(?={_AFTER}|回应|回應|[0-9])"),
        re.compile(
            rf"(?:(?<!{_HAN})|(?<=传教士)|(?<=傳教士)|(?<=负责人)|(?<=負責人)|(?<=代表)|(?<=特使))"
            rf"(?P<name>{_HAN}{{2,5}}[·・]{_HAN}{{1,5}}?)(?={_AFTER}|的)"
        ),
    ),
    one_person=re.compile(r"[^、，,\s]+"),
    no_persons=wordset("eastern", "no_persons", "zh"),
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
        r"(?:反对|反對|停止|禁止|不得|阻止|避免|防止|拒绝|拒絕|勿|免遭|不会|不會)(?:强制|強制|强行|強行)?$"
    ),
    unsaid_behind=re.compile(r"(?!)"),
)


def propose(document: Document) -> tuple[Claim, ...]:
    """The claims a Chinese document makes, in order of place."""
    return read(document, CHINESE)
