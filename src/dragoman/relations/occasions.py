"""The occasion that brings a day back each year, as a text names it."""

from __future__ import annotations

import re

YEARLY = re.compile(
    r"\b(?:each|every) year\b|\b(?:each|every) \d|\bannual(?:ly)?\b|\byearly\b", re.IGNORECASE
)
"""Words that say that a day returns."""
LONGEST = 10
"""An occasion of more words is not told: where it ends is not clear."""

OCCASION = re.compile(
    r"\banniversary(?P<of>\s+of)\b|\bannual\s+(?P<kind>(?:[a-z-]+\s+){0,2}?(?:ceremony|ceremonies|commemoration|memorial|"
    r"service|festival|march|rally|vigil|parade|pilgrimage|drills?|exercises?|summit|meeting|talks))\b",
    re.IGNORECASE,
)
WORD = re.compile(r"[\w$][\w.'’$-]*(?<![.'’-])")
# Where the words for an occasion end and those for what was done on it begin.
STOP = re.compile(
    r"(?:on|when|which|that|who|whose|where|while|with|by|at|after|before|as|but|or|to|since|during|amid|despite|because|"
    r"if|said|says|told|is|was|are|were|be|been|has|had|have|will|would|could|can|may|should|falls?|falling|fell|comes?|"
    r"coming|came|pass(?:es|ed)|drew|draws|mark(?:s|ed|ing)?|today|tomorrow|yesterday|this|next|last|each|every|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?![\w’'-])|in\s+an?\s|for\s+the\s+first|and\s+(?![A-Z])"
)
LOOSE = re.compile(r"(?:of|in|for|and|the|a|an|from|between|against|over|under|near|across)")
OWN = re.compile(r"(?:its|his|her|their|our|my|your|it|them|this|that)\b", re.IGNORECASE)


def occasion_of(text: str) -> str | None:
    """The occasion that a text names: "the anniversary of the armistice", "the annual ceremony for the fallen"."""
    for phrase in OCCASION.finditer(text):
        of = phrase["of"]
        words: list[tuple[int, int]] = []
        at = phrase.end()
        for word in WORD.finditer(text, at):
            fresh = words and word.group() in ("the", "a", "an") and not LOOSE.fullmatch(text, *words[-1])
            # an article without a joint before it begins the next part of the sentence
            if fresh or text[at : word.start()].strip() or STOP.match(text, word.start()):
                break
            words.append(word.span())
            at = word.end()
        if len(words) > LONGEST:
            continue
        while words and LOOSE.fullmatch(text, *words[-1]):
            words.pop()
        if words and not OWN.match(text, words[0][0]):
            kind = "anniversary of" if of else f"annual {phrase['kind'].lower()}"
            return f"the {kind} {' '.join(text[first:last] for first, last in words)}"
        if not of and not words:
            return f"the annual {phrase['kind'].lower()}"
    return None
