"""What stands in the words of a text: sentences, passages, times, amounts, quotations."""

from .amounts import find_amounts
from .calendar import document_calendar
from .dates import find_moments
from .passages import split_passages
from .quotes import FoundQuote, find_quotes
from .sentences import split_sentences

__all__ = [
    "FoundQuote",
    "document_calendar",
    "find_amounts",
    "find_moments",
    "find_quotes",
    "split_passages",
    "split_sentences",
]
