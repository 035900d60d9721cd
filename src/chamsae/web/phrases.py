"""What errors say, in the language of the screen."""

from django.utils.translation import gettext

from chamsae.errors import ChamsaeError, Phrase
from chamsae.web.stored_words import recalled


def told(words: str | ChamsaeError) -> str:
    """An error, or words of one, as the catalogue has them; what no catalogue has stays as it is.

    Words that were stored as plain text are told by what they were made of, where that is known.
    """
    said = words.words() if isinstance(words, ChamsaeError) else words
    made = said if isinstance(said, Phrase) else recalled(said)
    return _told(made) if made else said


def _told(said: str) -> str:
    if not isinstance(said, Phrase) or not said:
        return said
    if not said.given and (made := recalled(said)) and made.given:
        return _told(made)  # the words of a reader, which came from its process as text
    given = {name: _told(one) for name, one in said.given.items()}
    found = gettext(said.template)
    return found % given if given else found
