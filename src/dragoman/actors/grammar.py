"""The place of a mention in its clause, by closed classes of English: subject, object, possessor, oblique."""

from __future__ import annotations

import re

# A sentence is looked back over for so many characters at most, lest one without an end take quadratic time.
LONGEST = 600

SUBJECT, OBJECT, OBLIQUE, POSSESSOR = "subject", "object", "oblique", "possessor"

# Behind one of these a new clause may begin; what stands in another clause may be the same as its object.
CLAUSE = re.compile(
    r"[;:—–“”\"]|(?<![\w-])(?:that|who|whose|which|where|when|while|because|if|although|though|since|unless|whether|than|"
    r"until|after|before|but|said|says|say|saying|believes?|believed|thinks?|thought|hopes?|hoped|warned|warns|argued|argues|"
    r"claimed|claims|denied|denies|insisted|insists|added|adds|knows?|knew|suggested|how|why|what)(?![\w-])",
    re.I,
)
# Words that open a clause whose content is told beside the main one.
EMBEDS = re.compile(
    r"(?<![\w-])(?:that|who|whose|whom|which|where|when|while|because|if|although|though|since|until|after|before|as|whether)"
    r"(?![\w-])",
    re.I,
)
SPEECH = (
    r"(?:said|says|say|told|tells|added|adds|argued|argues|replied|replies|warned|warns|insisted|claimed|explained|noted|wrote|"
    r"declared|announced|recalled|asked|admitted|complained|continued|conceded|acknowledged|observed|remarked|predicted)"
)
_OPENS = re.compile(
    r"(?:^|[;:—–“”\"(]|(?:^|\s)[-–]\s|(?<![\w-])(?:that|when|while|because|if|although|though|since|unless|whether|where|until|"
    r"after|before|as|than|but|said|says|say|which|whom|yet|so|believes?|believed|thinks?|thought|hopes?|hoped|how|why|what|"
    r"however|then|meanwhile|doubted|knew|feared|agreed))\s*(?:(?:the|a|an|also|both)\s+)*[\"“‘']*$",
    re.I,
)
_CONJOINED = re.compile(r"(?:,|(?<![\w-])(?:and|or|nor))\s*(?:(?:the|a|an|then|later)\s+)*$", re.I)
_INVERTED = re.compile(rf"[\"”’,]\s*{SPEECH}\s+(?:the\s+|a\s+)?$", re.I)
_PREPOSITION = re.compile(
    r"(?<![\w-])(?:with|of|by|to|against|from|for|about|on|over|like|between|in|at|under|into|near|towards?|despite|behind|through|"
    r"among|around|without|within|upon|via|per|including|outside|inside|across|alongside|concerning|regarding|beside|besides|"
    r"toward|throughout|during)\s+(?:[\w'’-]+\s+){0,2}?(?:(?:the|a|an)\s+)?$",
    re.I,
)
_PREPOSITION_NEAR = re.compile(
    r"(?<![\w-])(?:with|of|by|to|against|from|for|about|on|over|like|between|in|at|under|into|near|towards?|despite|behind|through|"
    r"among|around|without|within|upon|via|per|including|outside|inside|across|alongside|concerning|regarding|beside|besides|"
    r"toward|throughout|during)\s+(?:(?:the|a|an|both|former|late|then)\s+)*$",
    re.I,
)
_VERB = re.compile(
    r"\s+(?:(?:also|had|has|have|then|later|still|now|never|again|already|not|once|twice|himself|herself|itself|soon|first)\s+)*"
    r"(?:is|are|was|were|has|have|had|will|would|could|should|can|may|might|must|did|does|do|said|says|told|met|went|took|gave|"
    r"left|made|came|won|lost|held|kept|led|saw|sent|put|set|cut|fell|ran|rose|spoke|wrote|paid|flew|fled|began|became|sought|"
    r"brought|bought|sold|stood|sat|felt|thought|knew|found|called|want|wants|say|(?!(?:its|his|this|as|us|is)\b)[a-z]{2,}(?:ed|s))\b"
)
_WARNED = re.compile(r"(?:\s+(?:had|has|have|also|then))*\s+warned\s+", re.I)
_OWNS = re.compile(r"['’]s?(?!\w)")


def function(text: str, begin: int, start: int, end: int) -> str:
    """What a phrase is in its clause. ``begin`` is where its sentence begins; all are offsets of the text."""
    if _OWNS.match(text, end):
        return POSSESSOR
    before = text[max(begin, start - 90) : start]
    if start - 90 > begin:
        before = "~" + before
    if not before.strip() or _INVERTED.search(before):
        return SUBJECT
    if _PREPOSITION_NEAR.search(before):
        # "after" and "since" open clauses as well as phrases
        return OBLIQUE
    if _OPENS.search(before):
        return SUBJECT
    if _CONJOINED.search(before):
        return SUBJECT if _VERB.match(text, end) else OBJECT
    if before.rstrip().endswith("who"):
        return SUBJECT
    return OBJECT


def is_embedded(text: str, begin: int, start: int) -> bool:
    """Whether a clause that another opened stands around an offset of a sentence."""
    begin = max(begin, start - LONGEST)
    closed = max(text.rfind(mark, begin, start) for mark in ';:“”"')
    begin = max(begin, closed + 1)
    opened = max(EMBEDS.finditer(text, begin, start), key=lambda one: one.start(), default=None)
    if opened is None:
        return False
    # ", who must leave after ten years, had wanted": a comma behind the clause closes it
    between = text[opened.end() : start]
    return between.count(",") == 0 or opened.group().lower() == "that"


def same_clause(text: str, start: int, end: int) -> bool:
    """Whether nothing between two offsets opens another clause."""
    if end - start > LONGEST:
        return False
    return CLAUSE.search(text, start, end) is None or _WARNED.fullmatch(text[start:end]) is not None


def is_parenthetical(text: str, start: int, end: int) -> bool:
    """ "The president, he argued, has immunity": who argues is told between commas."""
    return text[:start].rstrip().endswith(",") and bool(re.compile(rf"\s+{SPEECH}\s*,").match(text, end))


def followed_by_verb(text: str, end: int) -> bool:
    return _VERB.match(text, end) is not None


_AFTER_NOUNLESS = re.compile(
    r"\s*(?:$|[.,;:!?)\"”“—–-]|(?:to|as|in|on|at|for|from|of|with|by|after|before|and|or|but|that|who|when|while|because|if|was|"
    r"is|had|has|would|will|into|over|back|during|about|against|until|since|under|out|up|off|down|out|last|this|next|a|an|the|"
    r"not|he|she|it|they|on|again|twice|too|also|home|there|here)\b)",
    re.I,
)


def pronoun_role(text: str, word: str, begin: int, start: int, end: int) -> str:
    """The function of a pronoun, which its form tells but for "it" and "her"."""
    if word in {"he", "she", "they"}:
        return SUBJECT
    if word in {"his", "its", "their"} or (word == "her" and not _AFTER_NOUNLESS.match(text, end)):
        return POSSESSOR
    if word == "it":
        role = function(text, begin, start, end)
        return (
            SUBJECT
            if followed_by_verb(text, end) and role != "oblique"
            else "object"
            if role == SUBJECT and not followed_by_verb(text, end)
            else role
        )
    role = function(text, begin, start, end)
    return "oblique" if role == "oblique" else "object"
