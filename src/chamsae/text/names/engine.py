"""The engine: one model with a parser, and what can be asked of it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice

from chamsae.text.names import blocking, comparison, romanising
from chamsae.text.names.comparison import Comparison
from chamsae.text.names.model import Model
from chamsae.text.names.parsing import Parser
from chamsae.text.names.reading import Name
from chamsae.text.names.romanising import Romanised
from chamsae.text.names.tables import FAMILY, GIVEN, Counts

#: Above this weight two spellings are more often one name than two, in any script.
THRESHOLD = 1.3

#: No more candidates of one key are looked at: a key that so many names share tells nobody apart.
_CROWD = 2_000


class Engine:
    """Reads and compares names by what was counted in other names."""

    def __init__(self, counts: Counts | None = None) -> None:
        """`counts`: those of `learn.count`, or None for those that come with Chamsae."""
        self._model = Model(counts)
        self._parser = Parser(self._model)

    def parse(self, text: str) -> Name:
        """Read a name in any form; any text will do, and one that is no East Asian name has no readings."""
        return self._parser.read(text)

    def compare(self, left: str | Name, right: str | Name) -> Comparison:
        """Compare two names: the weight in bits and the reason for each part. The weight is the same either way round.

        Raises MissingPart for names that are neither Korean nor Chinese where rapidfuzz is not installed.
        """
        return comparison.of(self._name(left), self._name(right), self._model)

    def weights(self, pairs: Iterable[tuple[str | Name, str | Name]]) -> list[float]:
        """The weights of many pairs; a text that stands in several pairs is parsed once."""
        texts: dict[str, Name] = {}
        found = []
        for left, right in pairs:
            a = left if isinstance(left, Name) else texts.get(left) or texts.setdefault(left, self._parser.read(left))
            b = (
                right
                if isinstance(right, Name)
                else texts.get(right) or texts.setdefault(right, self._parser.read(right))
            )
            found.append(comparison.weight(a, b, self._model))
        return found

    def keys(self, text: str | Name) -> tuple[str, ...]:
        """Keys for blocking, the likeliest first: spellings of one name share at least one."""
        return blocking.keys(self._name(text), self._model)

    def best_match(self, name: str | Name, among: Sequence[str | Name]) -> Comparison | None:
        """The candidate that speaks most for one person, if any reaches the threshold; of equals the first."""
        wanted = self._name(name)
        found = [self.compare(wanted, other) for other in among]
        best = max(found, key=lambda one: one.weight, default=None)
        return best if best is not None and best.weight >= THRESHOLD else None

    def romanise(self, text: str | Name) -> Romanised:
        """A name in Hangul or Chinese characters in letters, by three systems; empty for names in letters."""
        return romanising.romanised(self._name(text), self._model)

    def written(self, hangul: str) -> tuple[frozenset[str], ...]:
        """How each part of a name in Hangul (family name, syllables of the given name) is usually written in letters.

        Empty for what cannot be read as a Korean name.
        """
        reading = next((one for one in self._parser.read(hangul).readings if one.family), None)
        if reading is None or reading.family is None:
            return ()
        family = self._model.written(reading.family.text, FAMILY)
        return (family, *(self._model.written(part.text, GIVEN) for part in reading.given))

    def index(self, texts: Iterable[str]) -> "Index":
        """Many names, ready to be looked up by any spelling."""
        return Index(self, texts)

    def _name(self, text: str | Name) -> Name:
        return text if isinstance(text, Name) else self._parser.read(text)


class Index:
    """Names by their keys: finds those that may be one with a name, without comparing it to all."""

    def __init__(self, engine: Engine, texts: Iterable[str]) -> None:
        """`texts`: the names to be found; the same text twice is found once."""
        self._engine = engine
        self._by_key: dict[str, dict[str, Name]] = defaultdict(dict)
        for text in texts:
            name = engine.parse(text)
            for key in engine.keys(name):
                self._by_key[key][text] = name

    def candidates(self, name: str | Name, limit: int = 10) -> list[Comparison]:
        """Names that share a key with `name`, those that speak most for one person first."""
        wanted = self._engine.parse(name) if isinstance(name, str) else name
        shared: dict[str, Name] = {}
        for key in self._engine.keys(wanted):
            shared |= dict(islice(self._by_key.get(key, {}).items(), _CROWD))
        weights = self._engine.weights((wanted, other) for other in shared.values())
        ranked = sorted(zip(weights, shared.values(), strict=True), key=lambda item: (-item[0], item[1].text))
        return [self._engine.compare(wanted, other) for _, other in ranked[:limit]]
