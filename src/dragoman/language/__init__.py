"""What stands in the words of a text: sentences, passages, times, amounts, quotations."""

from .dates import find_moments
from .passages import split_passages
from .sentences import split_sentences

__all__ = ["find_moments", "split_passages", "split_sentences"]
