"""A logistic scorer: named features in, a probability out; weights are a small JSON file, never a pickle."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp

from chamsae.errors import InputError, MissingPart

#: Named features of one thing to be scored; what is not named is 0.
Features = Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorer:
    """Weights of a logistic regression; `trained` says on what, and how it was measured."""

    name: str
    version: str
    trained: str
    bias: float
    weights: Mapping[str, float]

    def probability(self, features: Features) -> float:
        """The probability of yes, 0 to 1; unknown features count nothing."""
        score = self.bias + sum(self.weights.get(name, 0.0) * value for name, value in features.items())
        return 1 / (1 + exp(-max(-50.0, min(50.0, score))))


def fit(
    rows: Iterable[tuple[Features, bool]], *, name: str, version: str, trained: str, strength: float = 1.0
) -> Scorer:
    """A scorer fitted by L2-penalised logistic regression (scikit-learn, `strength` is its C); needs the extra `learn`.

    Raises InputError unless both answers occur.
    """
    try:
        from sklearn.feature_extraction import DictVectorizer  # noqa: PLC0415 - an extra, wanted only for fitting
        from sklearn.linear_model import LogisticRegression  # noqa: PLC0415
    except ImportError as error:
        raise MissingPart("fitting needs scikit-learn", do="Install it: pip install 'chamsae[learn]'.") from error
    features, answers = zip(*rows, strict=True) if (rows := list(rows)) else ((), ())
    if len(set(answers)) < 2:
        raise InputError("a scorer cannot be fitted to one kind of answer", thing=name, do="Judge some more.")
    vectors = DictVectorizer()
    model = LogisticRegression(C=strength, max_iter=2000).fit(vectors.fit_transform(features), answers)
    named = zip(vectors.get_feature_names_out(), model.coef_[0], strict=True)
    weights = {str(feature): round(float(weight), 4) for feature, weight in named if abs(weight) >= 5e-5}
    return Scorer(
        name=name, version=version, trained=trained, bias=round(float(model.intercept_[0]), 4), weights=weights
    )


def to_json(scorer: Scorer) -> str:
    """The scorer as JSON text with sorted keys: the same fit gives the same bytes."""
    fields = {name: getattr(scorer, name) for name in ("name", "version", "trained", "bias")}
    return json.dumps({**fields, "weights": dict(scorer.weights)}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def from_json(text: str, *, thing: str) -> Scorer:
    """The scorer in a JSON text; raises InputError naming `thing` when it is none."""
    try:
        raw = json.loads(text)
        weights = {str(name): float(weight) for name, weight in raw["weights"].items()}
        words = {name: str(raw[name]) for name in ("name", "version", "trained")}
        return Scorer(**words, bias=float(raw["bias"]), weights=weights)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"this is not a scorer ({error!r})", thing=thing, do="Fit it again.") from error


@cache
def shipped(name: str) -> Scorer:
    """The scorer `name` that ships with Chamsae (resources/scorers/NAME.json)."""
    path = files("chamsae.resources") / "scorers" / f"{name}.json"
    return from_json(path.read_text(encoding="utf-8"), thing=f"resources/scorers/{name}.json")
