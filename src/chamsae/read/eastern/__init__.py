"""What the Korean and the Chinese reader share: sentences, figures, voices and names, fed by a language's own words."""

from chamsae.read.eastern.reader import read
from chamsae.read.eastern.tongue import Tongue

__all__ = ["Tongue", "read"]
