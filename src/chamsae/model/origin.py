"""Where a number comes from: documents, outlets and speakers, and who took what from whom."""

from dataclasses import dataclass
from enum import StrEnum


class NodeKind(StrEnum):
    """What stands in an origin graph; `unnamed` for a source that is not told ("a source in the region")."""

    DOCUMENT = "document"
    OUTLET = "outlet"
    SPEAKER = "speaker"
    UNNAMED = "unnamed"


class TieKind(StrEnum):
    """How one derives from another.

    The first six are relations of documents. `cites`: a document names an outlet or report as its source; `relays`:
    a speaker or document passes on what somebody told; `lost`: a document says what another attributes, without the
    attribution; `may_be`: a source not told may be the same as another, and nothing tells.
    """

    IDENTICAL = "identical"
    COPY = "copy"
    REWRITE = "rewrite"
    TRANSLATION = "translation"
    RETELLING = "retelling"
    CONTAINS = "contains"
    CITES = "cites"
    RELAYS = "relays"
    LOST = "lost"
    MAY_BE = "may_be"


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A document, outlet or speaker; `claims` of the figure that stand there or are said by it."""

    id: str
    kind: NodeKind
    label: str
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """`source` has what it says from `target` (node ids); `why` is a sentence, `claim` the claim that shows it."""

    source: str
    target: str
    kind: TieKind
    why: str
    claim: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginGraph:
    """Everything that a figure's claims come through, down to `origins`: nodes that derive from none.

    `least` and `most` count independent origins: they differ where a source is not told and may be one with another.
    """

    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]
    origins: tuple[str, ...]
    least: int
    most: int
