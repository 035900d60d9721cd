"""What the Korean and the Chinese reader share: sentences, figures, voices and names, fed by a language's own words."""

from chamsae.read.eastern.craft import Craft
from chamsae.read.eastern.reader import read
from chamsae.read.eastern.tongue import Counting, Deeds, Ground, Speaking, Tongue

__all__ = ["Counting", "Craft", "Deeds", "Ground", "Speaking", "Tongue", "read"]
