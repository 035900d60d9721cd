"""Asking a language model about a passage: what is sent, and what of its answer is kept.

The model only points. Each field of its answer must be words that stand in the passage; numbers and times are read
from those words by our own readers. What does not stand there is dropped, and nothing the model writes is stored.
"""

from chamsae.read.ask.answer import Answer, Pointed
from chamsae.read.ask.passages import Passage, passages
from chamsae.read.ask.proved import Kept, kept
from chamsae.read.ask.question import QUESTION, messages

__all__ = ["QUESTION", "Answer", "Kept", "Passage", "Pointed", "kept", "messages", "passages"]
