"""Whom "he" and "she" stand for when they speak: the last speaker, or the name that leads a sentence before."""

from __future__ import annotations

import re

from .speakers import Span, phrases
from .speechwords import ROLES

# A pronoun reaches back over this many sentences for its name ...
_BACK = 4
# ... and looks for it within so many characters of their heads.
_HEAD = 120

# Heads of phrases that "he" and "she" do not stand for.
_NO_PERSON = re.compile(
    r"\b(?:newspaper|daily|agency|ministry|government|administration|party|company|office|army|military|navy"
    r"|statement|report|editorial|court|council|committee|parliament|assembly|congress|senate|commission|union"
    r"|nations|countries|officials|police|states|kingdom|korea|japan|china|russia|tokyo|seoul|beijing|moscow"
    r"|washington|kremlin|house|pentagon|talks|summit|they|it)$",
    re.IGNORECASE,
)
_FULL_NAME = re.compile(r"\b[A-Z][\w’'.-]+(?:\s[A-Z][\w’'.-]+){1,4}")
_LONE_PROPER = re.compile(r"(?:The\s)?[A-Z][\w’'.-]+")


class Antecedents:
    """The people that a text has let speak so far, and the names that lead its sentences.

    ``clauses`` is the text with quoted words blanked out; ``sentences`` are its spans.
    """

    def __init__(self, clauses: str, sentences: list[Span]) -> None:
        self.clauses = clauses
        self.sentences = sentences
        self.spoken: list[tuple[Span, int]] = []
        # A family name alone is a person's where the text gives it in full somewhere.
        self.names = {part for full in _FULL_NAME.findall(clauses) for part in full.split()}

    def note(self, speaker: Span, sentence: int) -> None:
        """Remember who spoke in a sentence."""
        if _is_person(self.clauses[slice(*speaker)]):
            self.spoken.append((speaker, sentence))

    def of(self, start: int, sentence: int) -> Span | None:
        """The span of the name for a pronoun at ``start`` in the sentence of that number, if one is near."""
        last = self.spoken[-1] if self.spoken else None
        for back in range(sentence, max(-1, sentence - _BACK), -1):
            if last and last[1] == back:
                return last[0]
            first, end = self.sentences[back]
            if name := self._leading(first, min(end, start), alone=back == sentence):
                return name
        return last[0] if last and last[1] >= sentence - 2 * _BACK else None

    def _leading(self, start: int, end: int, *, alone: bool) -> Span | None:
        """The first noun phrase of a sentence that names a person and stands free.

        A single name counts where it is part of a full one elsewhere, or ``alone``.
        """
        for phrase in phrases(self.clauses, start, min(end, start + _HEAD)):
            if phrase.before not in ("start", "comma") or phrase.pronoun or not _is_person(phrase.text):
                continue
            if not alone and _LONE_PROPER.fullmatch(phrase.text) and phrase.text not in self.names:
                continue
            if phrase.text.endswith("s") and " " not in phrase.text and phrase.text not in self.names:
                continue
            titled = bool(ROLES & set(phrase.text.lower().split()))
            if titled or re.search(r"\b[A-Z]\w", phrase.text[1:] if " " in phrase.text else phrase.text):
                return phrase.span
        return None


def _is_person(words: str) -> bool:
    if _NO_PERSON.search(words):
        return False
    lone = _LONE_PROPER.fullmatch(words)
    return lone is None or not words.startswith("The ")
