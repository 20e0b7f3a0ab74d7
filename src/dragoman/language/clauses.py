"""Where the clauses of a sentence begin and end, as far as words without a tagger tell."""

from __future__ import annotations

import re

from .numbers import alternatives
from .speechwords import FINITE, INDIRECT_VERB

Span = tuple[int, int]

# What may stand between a verb and its "that": whom it is said to, when, and in which speech.
THAT_CLAUSE = re.compile(
    r"(?:\s(?:[A-Z]\w+|reporters|lawmakers|parliament|journalists|him|her|them|us|me|the\s\w+)){0,3}"
    r"(?:\s(?:in|at|on|via|from|to)\s[A-Z][\w.]*(?:\s[A-Z]\w+){0,2})?"
    r"(?:\s(?:on\s|late\s|early\s)?[A-Z]\w+day|\s(?:this|last)\s\w+"
    r"|\s(?:in|at|during|to|on|via)\s(?:an?|the|his|her|its|their)\s[\w’'-]+(?:\s[\w’'-]+){0,3}?){0,2}\sthat\s"
)
# A clause that follows a verb of saying without "that"; the group ``clause`` starts where it does.
BARE_CLAUSE = re.compile(
    r"(?:\son)?(?:\s\w+day)?\s(?P<clause>(?:he|she|it|they|there|the|its|his|her|their|this|these|both|no|any|some|all|[A-Z][\w’'.-]*|\d[\d,]*)"
    r"\s(?:[^\s,;:]+\s){0,9}?(?:is|are|was|were|will|would|has|have|had|should|could|can|may|might|must|did|does|do|\w{2,16}ed|remains?|plans?|wants?)\s)"
)

_JOINT = re.compile(
    r";\s|\s—\s|\s–\s|:\s|,[\"”’]\s|[,:]\s(?=[\"“])"
    r"|,\s(?:and|but|while|although|though|as|after|because|so|which|where|who|according)\s"
    r"|,\s(?=(?:saying|adding|announcing|warning|noting)\s)|,\s(?=[^,]{2,60}\s(?:said|says|told|added|announced|reported)\b)"
)
_SAYING = re.compile(
    r"(?:saying|adding|announcing|warning|noting|says?|said|added|agreed|told)\sthat\s|(?:saying|adding)\s"
)
# Words that open no clause of its own: its subject has been left behind.
_NO_SUBJECT = re.compile(
    r"(?:is|are|was|were|be|been|has|have|had|will|would|could|should|may|might|must|can|shall|do|does|did|to|that|which|who|whom"
    r"|whose|where|when|not|also|or|than|said|says|told|added|of|because|according|\w{2,16}ing|\w{2,16}ed)\s"
)
_FINITE = re.compile(rf"\s(?:{alternatives(FINITE)}|[a-z]{{3,16}}ed)(?=[\s,.]|$)|['’]ll\s")

# Behind a comma a verb has its subject farther left than a cut in between would leave it.
_SEVERED = re.compile(
    r",\s(?:is|are|was|were|has|have|had|will|would|could|should|may|might|must|can|shall)\s"
)

# No sentence is cut at more joints on either side of a span than these.
_JOINTS = 5
# A clause reaches so many characters to either side of its span.
_REACH = 600


def clause_around(text: str, sentence: Span, span: Span) -> Span:
    """The shortest clause of a sentence that holds a span and stands on its own.

    Clauses are parted at semicolons, dashes, conjunctions behind a comma, and at a verb of saying with its
    "that". A piece without a subject or a finite verb is no clause: it keeps what stands beside it.
    """
    start, end = max(sentence[0], span[0] - _REACH), min(sentence[1], span[1] + _REACH)
    starts, ends = [start], []
    for joint in _JOINT.finditer(text, start, end):
        if joint.end() <= span[0]:
            starts.append(joint.end())
        elif joint.start() >= span[1]:
            ends.append(joint.start())
    starts = sorted({*starts, *_reported(text, start, span[0])})[-_JOINTS:]
    for first in reversed([start, *starts]):
        for last in [*ends[:_JOINTS], end]:
            if stands_alone(text[first:last]) and (first == start or not _SEVERED.search(text, first, last)):
                return first, last
    return sentence


def _reported(text: str, start: int, stop: int) -> list[int]:
    """Where clauses that a verb of saying reports begin, before ``stop``."""
    found = [saying.end() for saying in _SAYING.finditer(text, start, stop)]
    for verb in INDIRECT_VERB.finditer(text, start, stop):
        if clause := THAT_CLAUSE.match(text, verb.end(), stop):
            found.append(clause.end())
        elif (clause := BARE_CLAUSE.match(text, verb.end())) and clause.start("clause") <= stop:
            found.append(clause.start("clause"))
    return found


def stands_alone(words: str) -> bool:
    """Whether words have a subject before their finite verb, as far as their form tells."""
    words = words.strip(" \"“”'’,")
    if _NO_SUBJECT.match(words):
        return False
    return _FINITE.search(words) is not None
