"""Articles a petition alleges against a State: worked out from the case, struck out or added by a person."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from chamsae.model.ledger import Entry
from chamsae.model.when import When

#: Stands for the Universal Declaration of Human Rights where a treaty is named by its key: it binds by itself.
DECLARATION = "udhr"


class ArticleAct(StrEnum):
    """What somebody does to the list of articles."""

    STRUCK = "struck"
    ADDED = "added"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActBehind:
    """An act an article rests on, as far as a list of articles shows it: what, when, where, told by which claims."""

    id: str
    violation: str
    when: When | None
    place: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """An article against a State with the acts it rests on; `since` when it binds the State (None: the Declaration).

    `treaty` is the key of its instrument, `instrument` how that is called in the form. `cited` tells that it is alleged
    to be contravened, else it is another duty. `act` is what somebody made of it, `choice` who, when and why.
    """

    state: str
    treaty: str
    instrument: str
    article: str
    acts: tuple[ActBehind, ...]
    since: date | None
    cited: bool
    act: ArticleAct | None = None
    choice: Entry | None = None

    @property
    def key(self) -> tuple[str, str, str]:
        """Which article of which instrument against whom."""
        return self.state, self.treaty, self.article

    @property
    def stands(self) -> bool:
        """Whether it is printed."""
        return self.act is not ArticleAct.STRUCK


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenArticle:
    """What somebody did to the list of articles and why, in a sentence, with the number of the entry that says so."""

    entry: int
    text: str
