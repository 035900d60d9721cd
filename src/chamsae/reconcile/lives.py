"""What is told of one person: sex, birth and work, by the value people adopted, else by what nobody contradicts."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chamsae.model.link import Record
from chamsae.model.when import When
from chamsae.reconcile.axes import DIFFERS, Life
from chamsae.text.ages import Counting, birth

#: The fields of a life that acts are told apart by (resources/details.yml).
SEX, BORN, AGED, WORK = "sex", "birth", "age", "occupation"
FIELDS = frozenset({SEX, BORN, AGED, WORK})
#: The key of work told in words that no list has: they may name a person, so they are no row of a table.
UNLISTED = "unlisted"
#: What records call work that has a term of its own.
_TERMS = {"missionary": "clergy"}
#: Words that say an age is counted by birthdays.
_BY_BIRTHDAYS = re.compile(r"만\s?\d|[周週]岁|[周週]歲")
_NUMBER = re.compile(r"\d{1,3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A claim of one of FIELDS: its words, term and time; whether it stands, and whether people adopted it."""

    document: str
    field: str
    text: str
    code: str | None = None
    when: When | None = None
    stands: bool = True
    adopted: bool = False


def life(records: Sequence[Record], said: Sequence[Said] = ()) -> Life:
    """What is known of a person: of each field the value adopted, else what all that stands agrees on.

    Values that cannot all be true are told as such (DIFFERS, `differs`), never as one of them; kinds of work hold side
    by side. What a record has from a document in which people refused a claim of that field is left out.
    """
    born, differs = _born(records, said)
    return Life(sex=_sex(records, said), born=born, differs=differs, work=_work(records, said))


def _sex(records: Sequence[Record], said: Sequence[Said]) -> str | None:
    told = {one.code for one in _in_force(said, SEX) if one.code}
    if not _adopted(said, SEX):
        told |= {record.sex.value for record in _heard(records, said, SEX) if record.sex}
    return next(iter(told), None) if len(told) < 2 else DIFFERS


def _work(records: Sequence[Record], said: Sequence[Said]) -> tuple[str, ...]:
    told = {one.code or UNLISTED for one in _in_force(said, WORK)}
    if not _adopted(said, WORK):
        told |= {_TERMS.get(key, key) for record in _heard(records, said, WORK) for key in record.work}
    return tuple(sorted(told))


def _born(records: Sequence[Record], said: Sequence[Said]) -> tuple[When | None, bool]:
    """The days that all births and ages told leave for it; whether they leave none though some were told."""
    adopted = next((field for field in (BORN, AGED) if _adopted(said, field)), None)
    told = [one for field in ((adopted,) if adopted else (BORN, AGED)) for one in _births(_in_force(said, field))]
    if adopted is None:
        told += [record.born for record in _heard(_heard(records, said, BORN), said, AGED) if record.born]
    bounded = [(one.start, one.end) for one in told if one.start and one.end]
    if not bounded:
        return None, False
    start, end = max(first for first, _ in bounded), min(last for _, last in bounded)
    return (When(start=start, end=end), False) if start <= end else (None, True)


def _births(said: Sequence[Said]) -> Iterator[When]:
    for one in said:
        if one.field == BORN and one.when:
            yield one.when
        elif one.field == AGED and one.when and (found := _of_age(one, one.when)):
            yield found


def _of_age(said: Said, on: When) -> When | None:
    """The birth by an age, in either way of counting unless the words say which."""
    number = _NUMBER.search(said.code or said.text)
    ways = (Counting.BIRTHDAYS,) if _BY_BIRTHDAYS.search(said.text) else tuple(Counting)
    found = [born for way in ways if number and (born := birth(int(number[0]), on, way))]
    starts, ends = [one.start for one in found if one.start], [one.end for one in found if one.end]
    return When(start=min(starts), end=max(ends)) if starts and ends else None


def _adopted(said: Sequence[Said], field: str) -> bool:
    return any(one.adopted and one.stands for one in said if one.field == field)


def _in_force(said: Sequence[Said], field: str) -> list[Said]:
    """The claims of a field that people adopted; where there are none, all that stand."""
    standing = [one for one in said if one.field == field and one.stands]
    return [one for one in standing if one.adopted] or standing


def _heard(records: Sequence[Record], said: Sequence[Said], field: str) -> list[Record]:
    """The records of whose documents people refused nothing about the field."""
    refused = {one.document for one in said if one.field == field and not one.stands}
    return [record for record in records if record.document not in refused]
