"""What a document has told so far: the figures a later sentence goes on from, and the building it speaks of."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from chamsae.model.when import When
from chamsae.read.eastern.names import Named

#: A number is the size of what was told before when it is within this factor of that number.
SIZE = 2.0
#: As many figures of a document are remembered.
REMEMBERED = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A figure told before: how many at most, of whom, what was done to them, where and when, in which paragraph."""

    whole: float
    counted: str
    act: str
    place: tuple[str, ...]
    when: When | None
    paragraph: int
    sentence: int


@dataclass(slots=True)
class Topic:
    """The figures told so far, in order, the last place of detention, the one person whom the sentence before names,
    and the last time told, with their paragraphs; grows sentence by sentence. `sends_back` is true of a document that
    denies escapees and tells anywhere of people sent back, `firsthand` of one told in the first person."""

    told: deque[Told] = field(default_factory=lambda: deque(maxlen=REMEMBERED))
    facility: tuple[int, str] | None = None
    people: str = ""
    person: tuple[int, Named] | None = None
    when: tuple[int, When] | None = None
    paragraph: int = -1
    sentence: int = -1
    sends_back: bool = False
    firsthand: bool = False

    def begin(self, paragraph: int) -> None:
        """A new sentence begins."""
        self.sentence += 1
        self.paragraph = paragraph

    def meant(self) -> Named | None:
        """The person that 他 or 她 means at the beginning of a sentence, if only one can be meant."""
        return self.person[1] if self.person and self.person[0] >= self.paragraph - 1 else None

    def whole_of(self, part: float) -> Told | None:
        """The figure of the sentence before, in this paragraph, that the number can be a part of."""
        last = [one for one in self._back() if one.paragraph == self.paragraph and one.sentence < self.sentence]
        last = [one for one in last if one.sentence == last[0].sentence and one.whole >= part]
        return last[0] if last and len({one.act for one in last}) == 1 else None

    def antecedent(self, part: float) -> Told | None:
        """The last figure told that is larger than a part."""
        near = (one for one in self._back() if one.paragraph >= self.paragraph - 1)
        return next((one for one in near if one.whole > part), None)

    def like(self, size: float) -> Told | None:
        """The last figure told before that is nearest to this number, if one is of its size."""
        close = [one for one in self._back() if size and one.whole / SIZE <= size <= one.whole * SIZE]
        return min(close, key=lambda one: max(one.whole / size, size / one.whole), default=None)

    def again(self, size: float, act: str | None) -> Told | None:
        """The figure of the same number and act told before: said again, it is of the same place and time."""
        return next((one for one in self._back() if one.whole == size and one.act == act), None)

    def returns(self) -> bool:
        """True when the document has told of people sent back."""
        return any(one.act == "repatriated" for one in self.told)

    def building(self) -> str | None:
        """The place of detention that “there” means in this paragraph or the one after it was named."""
        return self.facility[1] if self.facility and self.facility[0] >= self.paragraph - 1 else None

    def _back(self) -> Iterator[Told]:
        return reversed(self.told)
