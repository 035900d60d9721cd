"""What errors say, in the language of the screen."""

from django.utils.translation import gettext

from chamsae.errors import ChamsaeError, Phrase


def told(words: str | ChamsaeError) -> str:
    """An error, or words of one, as the catalogue has them; what no catalogue has stays as it is."""
    said = words.words() if isinstance(words, ChamsaeError) else words
    if not isinstance(said, Phrase) or not said:
        return said
    given = {name: told(one) for name, one in said.given.items()}
    found = gettext(said.template)
    return found % given if given else found
