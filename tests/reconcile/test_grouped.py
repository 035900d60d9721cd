"""What is told of everybody held with a person belongs to her way, marked as such; what is told of some does not."""

from pathlib import Path

import pytest

from chamsae.model.journey import StepKind
from tests.reconcile.test_itinerary import read, way

HAN = "Han Mi-ran"
EN = "Harbour Weekly\n15 March 2021\n\nSEOUL — Han Mi-ran, 41, fled North Korea in February 2012.\n\n"
HELD_EN = (
    "“I was arrested in Tumen on 3 May 2014,” said Ms. Han. She was held for three weeks at a detention centre.\n\n"
)
KO = (
    "한가람신문\n2021년 3월 15일\n\n서울 — 한미란 씨는 2014년 5월 3일 중국 공안에 체포됐다. "
    "한 씨는 두 달 동안 집결소에 수감됐다.\n\n"
)
ZH = "海湾周报\n2021年3月15日\n\n首尔——韩美兰2014年5月3日被中国警方逮捕。她被关押了三周。\n\n"


@pytest.mark.parametrize(
    ("text", "name", "acts"),
    [
        (f"{EN}{HELD_EN}The guards beat the prisoners every night, she said.\n", HAN, {"tortured"}),
        (f"{EN}{HELD_EN}Soldiers carried out strip searches on the detainees, Ms. Han said.\n", HAN, {"searched"}),
        (f"{EN}{HELD_EN}“They interrogated all the women prisoners at night,” Ms. Han said.\n", HAN, {"interrogated"}),
        (f"{KO}“간수들이 수감자들을 구타했다”고 한 씨는 말했다.\n", "한미란", {"tortured"}),
        (f"{ZH}韩美兰说：“看守每天殴打囚犯。”\n", "韩美兰", {"tortured"}),
        (f"{EN}{HELD_EN}The guards beat some prisoners every night, she said.\n", HAN, set()),
        (f"{EN}{HELD_EN}The guards beat the prisoners who cried, she said.\n", HAN, set()),
        (f"{EN}{HELD_EN}The guards beat her fellow inmates, she said.\n", HAN, set()),
        (f"{EN}Guards in the town beat the prisoners, Ms. Han said.\n", HAN, set()),
        (f"{EN}{HELD_EN}In another camp guards beat the prisoners, according to Harbour Rights.\n", HAN, set()),
        (f"{EN}{HELD_EN}The guards beat two of the prisoners, she said.\n", HAN, set()),
        (f"{ZH}韩美兰说：“看守殴打其他囚犯。”\n", "韩美兰", set()),
        (f"{KO}“간수들이 다른 수감자 두 명을 구타했다”고 한 씨는 말했다.\n", "한미란", set()),
    ],
)  # fmt: skip
def test_what_is_told_of_all_who_are_held_is_a_step(tmp_path: Path, text: str, name: str, acts: set[str]) -> None:
    abuses = [step for step in way(read(tmp_path, text), name).steps if step.kind is StepKind.ABUSE]
    assert {act for step in abuses for act in step.acts} == acts
    assert all(any(why.startswith("told of the group: “") for why in step.why) for step in abuses)
