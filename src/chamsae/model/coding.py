"""What coders write down of a claim of an act: the kinds of violation it is, and how far somebody was involved."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from chamsae.model.ledger import Entry, standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding(Entry):
    """A claim of an act (`subject`) coded by one person.

    `violations` are codes of resources/violations.yml, none where it is no violation at all; `degree` that of whoever
    did it (resources/involvement.yml). `blind`: the coder had not seen what others coded. `note` clarifies the choice
    of a term; `version` is that of the list of violations.
    """

    kind: ClassVar[str] = "coding"

    violations: tuple[str, ...] = ()
    degree: str | None = None
    blind: bool = False
    note: str = ""
    version: str = ""


def codings(entries: Iterable[Coding]) -> Mapping[str, list[Coding]]:
    """The codings that stand by what they code, of each coder the last one, in order."""
    found: dict[str, dict[str, Coding]] = {}
    for entry in standing(entries):
        of = found.setdefault(entry.subject, {})
        of.pop(entry.by, None)
        of[entry.by] = entry
    return {subject: list(of.values()) for subject, of in found.items()}


def adopted(given: Sequence[Coding]) -> Coding | None:
    """The coding in force: the last one given with open eyes, else the blind one where all coders agree; None else."""
    last_open = next((entry for entry in reversed(given) if not entry.blind), None)
    if last_open is not None:
        return last_open
    return given[0] if len({frozenset(entry.violations) for entry in given}) == 1 else None


def differing(given: Sequence[Coding]) -> bool:
    """True where blind coders differ and nobody has settled it with open eyes since."""
    return bool(given) and adopted(given) is None
