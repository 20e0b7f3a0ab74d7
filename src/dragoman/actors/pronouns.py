"""Pronouns: the mention before them that they most likely stand for, and the speaker whom "I" and "we" mean.

What counts are agreement in sex, number and kind; the clause (its own object is never "him"); the function of the
candidate, subjects first; and how many sentences lie between. After the account of salience by Lappin and Leass
(Computational Linguistics 20, 1994), with weights set on our own marked documents.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from dragoman.actors.grammar import (
    LONGEST,
    OBJECT,
    OBLIQUE,
    POSSESSOR,
    SUBJECT,
    is_parenthetical,
    pronoun_role,
    same_clause,
)
from dragoman.actors.mentions import BODY, GROUP, NAME, PERSON, PRONOUN, SET, STATE, Mention, Referent
from dragoman.actors.sides import side_of

if TYPE_CHECKING:
    from dragoman.actors.discourse import Discourse

HE = frozenset(("he", "him", "his", "himself"))
SHE = frozenset(("she", "her", "hers", "herself"))
IT = frozenset(("it", "its", "itself"))
REFLEXIVE = frozenset(("himself", "herself", "itself", "themselves"))
FIRST = frozenset(("i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"))
ALONE = frozenset(("i", "me", "my", "mine", "myself"))

# "She" of somebody whose name does not tell: most of those in the news are men.
UNSURE = -1.2

# How many sentences back a pronoun may reach, and how many mentions are weighed at most.
SENTENCES, MOST = 6, 60

ROLE = {SUBJECT: 1.0, OBJECT: 0.6, POSSESSOR: 0.5, OBLIQUE: 0.45}
LEADING, JOINTLY, TURNED = 0.1, 0.2, 1.3
APART, EMBEDDED, QUOTED, CHAIN, PARALLEL, OWN_CLAUSE, NEAREST, GROUND = (
    0.35,
    0.2,
    0.5,
    0.1,
    0.15,
    0.35,
    0.2,
    0.4,
)

_PLURAL = frozenset(("they", "them", "their", "theirs", "themselves"))
DEFINITE = re.compile(r"(?:the|this|that|its|his|her|their)\s|[A-Z]", re.I)
_RELATIVE = re.compile(r"(?<![\w-])(?:who|whose|whom|which|where)(?![\w-])", re.I)
# "Thanked the minister for his service", "wrote to Bern asking it": what follows is the object's.
_TURNS = re.compile(
    r"(?<![\w-])(?:thank|prais|blam|accus|critici[sz]|condemn|congratulat|fault|rebuk|hail|commend|reward|punish|denounc|charg)\w*\s"
    r"[^.;,]*$"
)
_REPLIES = re.compile(r"\s+(?:replied|answered|responded|retorted|countered|shot back)\b")
# "They accuse him of starving them": who starves is the one accused.
_GERUND = re.compile(r"\s(?:of|for|from|by)\s+(?:[\w-]+ly\s+)?\w+ing\s+$")
_ASKS = re.compile(
    r"(?<![\w-])(?:ask|urg|tell|told|order|forc|allow|invit|press|persuad|want|help|beg|warn|advis|instruct|get|got|let|compel|enabl|"
    r"expect|requir|authori[sz]|command|call\w* on|challeng|encourag|lobb)\w*\s+(?:on\s+)?(?:the\s+)?$"
)
_GROUND = re.compile(r"(?<![\w-])(?:in|at|near|across|to|from|outside)\s+(?:the\s+)?$", re.I)
_KIN = re.compile(
    r"\s+(?:[\w'’-]+\s+){0,2}?(?:counterpart|colleague|predecessor|successor|ally|rival|wife|husband|brother|sister|son|daughter|"
    r"deputy|aide|spokesman|spokeswoman|adviser|minister|boss|mentor|host|opposite number|father|mother|lawyer|envoy)\b"
)


_WHO = re.compile(r",?\s+who(?=\s)")
ASIDE = re.compile(r",\s+(?:he|she|it|they)\s+\w+,")


def is_first_person(words: str) -> bool:
    return words.lower() in FIRST


def choose(discourse: Discourse, word: str, start: int) -> Mention | None:
    """The mention that a pronoun at an offset is read by; None where nothing fits."""
    text, lowered = discourse.text, word.lower()
    end = start + len(word)
    traces = discourse.dossier.traces
    sentence = traces.sentence(start)
    begin = max(traces.bounds(sentence)[0], start - LONGEST)
    role = pronoun_role(text, lowered, begin, start, end)
    quoted = discourse.quote_at(start)
    subject = clause_subject(discourse, start, begin)
    if lowered in REFLEXIVE and subject is not None and agrees(subject.referent, lowered):
        return subject
    barred = barred_referents(discourse, lowered, role, start, end, begin, subject)
    speaker = speaker_of(discourse, start) if quoted is not None else None
    if speaker is not None:
        barred.append(speaker)
        if lowered in IT or lowered in _PLURAL:
            # of one's own side one says "we"
            barred.append(side_of(discourse, speaker))
    before = last_before(discourse, start, begin)
    turned = turned_to(discourse, role, start, begin, before)
    best: Mention | None = None
    foremost = -9.0
    nearest = True
    leading = True
    together = {
        id(one)
        for m in discourse.mentions[-MOST:]
        if m.referent.kind == SET and m.form == NAME
        for one in m.referent.members
    }
    seen: dict[int, int] = {}
    last = bisect_left(discourse.starts, start)
    for place in range(last - 1, max(-1, last - 1 - MOST), -1):
        mention = discourse.mentions[place]
        apart = sentence - mention.sentence
        if apart > SENTENCES:
            break
        referent = mention.referent
        if (
            mention.end > start
            or not agrees(referent, lowered, mention.plural)
            or is_barred(referent, barred)
        ):
            continue
        weight = ROLE[mention.role] - APART * min(apart, 1) - 0.4 * max(0, apart - 1)
        weight += fitness(referent, lowered, mention.plural)
        if mention.role == SUBJECT and mention.embedded and apart:
            weight -= EMBEDDED
        elif mention.role == SUBJECT and apart == 1 and leading:
            weight += LEADING
            leading = False
        if apart == 0 and mention.embedded and closed(text, begin, mention, start):
            weight -= EMBEDDED
        if id(referent) in together and apart and lowered not in _PLURAL:
            weight -= JOINTLY
        if mention is turned:
            weight += TURNED
        if mention.quoted != (quoted is not None):
            weight -= QUOTED
        if mention.form == PRONOUN:
            weight += CHAIN
        elif referent.kind == GROUP and lowered in IT and not DEFINITE.match(text, mention.start):
            weight -= GROUND
        if mention.role == role and role in (SUBJECT, OBJECT):
            weight += PARALLEL
        if apart == 0 and mention.role == SUBJECT:
            if role == POSSESSOR and same_clause(text, mention.end, start):
                weight += OWN_CLAUSE
            if nearest:
                weight += NEAREST
            nearest = False
        if (
            referent.kind == STATE
            and mention.role == OBLIQUE
            and _GROUND.search(text, max(0, mention.start - 16), mention.start)
        ):
            weight -= GROUND
        seen[id(referent)] = seen.get(id(referent), 0) + 1
        weight += 0.05 * min(seen[id(referent)] - 1, 3)
        if weight > foremost:
            best, foremost = mention, weight
    if best is None and lowered in {"they", "them", "their"}:
        return None
    return best


def clause_subject(discourse: Discourse, start: int, begin: int) -> Mention | None:
    """The subject of the clause that an offset stands in, where it stands before it."""
    for place in range(bisect_left(discourse.starts, start) - 1, -1, -1):
        mention = discourse.mentions[place]
        if mention.start < max(begin, start - LONGEST):
            return None
        who = _WHO.match(discourse.text, mention.end)
        if who is not None and who.end() <= start and same_clause(discourse.text, who.end(), start):
            # "de Klerk, who freed him": the clause is about whom it explains
            return mention
        if mention.role == SUBJECT and mention.end <= start:
            if is_parenthetical(discourse.text, mention.start, mention.end):
                continue
            gap = mention.end
            aside = ASIDE.match(discourse.text, gap)
            gap = aside.end() if aside else gap
            return mention if same_clause(discourse.text, gap, start) else None
    return None


def barred_referents(
    discourse: Discourse, word: str, role: str, start: int, end: int, begin: int, subject: Mention | None
) -> list[Referent]:
    """Whom a pronoun cannot stand for: its own clause's subject as object; a name that it explains or interrupts."""
    text = discourse.text
    barred: list[Referent] = []
    before = last_before(discourse, start, begin)
    if role == SUBJECT and _REPLIES.match(text, end):
        # who replies is not who spoke before
        spoke = leading_subject(discourse, start)
        if spoke is not None:
            barred.append(spoke)
    if role in (OBJECT, OBLIQUE) and word not in REFLEXIVE:
        if (
            before is not None
            and before.role == OBJECT
            and (
                re.fullmatch(r"\s+(?:not\s+)?to\s+\w+\s+", text[before.end : start])
                and _ASKS.search(text, begin, before.begin)
            )
        ):
            # "asked Riyadh to give it a seat": who is to give is not given
            barred.append(before.referent)
        elif subject is not None and not _GERUND.search(text[subject.end : start]):
            barred.append(subject.referent)
    if before is not None:
        between = text[before.end : start]
        if role == SUBJECT and is_parenthetical(text, start, end):
            barred.append(before.referent)
        if role == POSSESSOR and re.fullmatch(r",\s+", between) and _KIN.match(text, end):
            # "Wang Yi, his Saudi colleague": not his own
            barred.append(before.referent)
    return barred


def turned_to(
    discourse: Discourse, role: str, start: int, begin: int, before: Mention | None
) -> Mention | None:
    """Whom what follows is about: of "Kagame and his", "thanked him for his", "to Bern asking it" the one named."""
    if before is None:
        return None
    text = discourse.text
    between = text[before.end : start]
    if role == POSSESSOR and re.fullmatch(r"\s+(?:and|or|with)\s+", between):
        return before
    if role == POSSESSOR and re.fullmatch(r",\s+", between) and not _KIN.match(text, start + 3):
        return before
    if (
        role == POSSESSOR
        and re.fullmatch(r"\s+(?:for|of|over|on)\s+", between)
        and _TURNS.search(text, begin, before.start)
    ):
        return before
    if role == OBJECT and re.fullmatch(
        r"(?:\s+\w+){0,2}\s+(?:asking|urging|telling|ordering|forcing|inviting|allowing)\s+", between
    ):
        return before
    return None


def closed(text: str, begin: int, mention: Mention, start: int) -> bool:
    """Whether a mention stands in a relative clause that a comma has closed before an offset."""
    opened = _RELATIVE.search(text, begin, mention.start)
    return opened is not None and "," in text[mention.end : start]


def leading_subject(discourse: Discourse, start: int) -> Referent | None:
    """The first subject of the last sentence before an offset that is told outside of quotation marks."""
    here = discourse.dossier.traces.sentence(start)
    found: Mention | None = None
    for place in range(bisect_left(discourse.starts, start) - 1, -1, -1):
        mention = discourse.mentions[place]
        if here - mention.sentence > 3 or (found is not None and mention.sentence != found.sentence):
            break
        if (
            mention.role == SUBJECT
            and not mention.quoted
            and not mention.embedded
            and mention.sentence < here
        ):
            found = mention
    return found.referent if found else None


def last_before(discourse: Discourse, start: int, begin: int) -> Mention | None:
    for place in range(bisect_left(discourse.starts, start) - 1, -1, -1):
        mention = discourse.mentions[place]
        if mention.start < begin:
            return None
        if mention.end <= start and mention.referent.kind != SET:
            return mention
    return None


def is_barred(referent: Referent, barred: list[Referent]) -> bool:
    return any(
        referent is one
        or (referent.kind == SET and one in referent.members)
        or (one.kind == SET and referent in one.members)
        for one in barred
    )


def agrees(referent: Referent, word: str, plural: bool = False) -> bool:
    if word in HE:
        return referent.kind == PERSON and referent.female is not True
    if word in SHE:
        return referent.kind == PERSON and referent.female is not False
    if word in IT:
        return referent.kind in (STATE, BODY) or (referent.kind == GROUP and not plural)
    return referent.kind in (SET, BODY) or (referent.kind in (GROUP, STATE))


def fitness(referent: Referent, word: str, plural: bool) -> float:
    if word in SHE:
        return 0.0 if referent.female else UNSURE
    if word in HE or word in IT:
        return 0.0
    # they
    if referent.kind == SET:
        return 0.1
    if plural:
        return 0.0
    return -0.45 if referent.kind == STATE else -0.25


def first_person(discourse: Discourse, word: str, start: int) -> Referent | None:
    """Whom "I" and "we" mean: the speaker of the words they stand in, or the state, party or body that speaks."""
    speaker = speaker_of(discourse, start)
    if speaker is None:
        return None
    if word in ALONE or speaker.kind == SET:
        return speaker
    return side_of(discourse, speaker)


def speaker_of(discourse: Discourse, start: int) -> Referent | None:
    """Who says the words that an offset stands in."""
    place = bisect_right(discourse.quotes_at, start) - 1
    if place < 0 or discourse.quotes[place].end <= start:
        return None
    quote = discourse.quotes[place]
    if quote.speaker_start is not None and quote.speaker_end is not None:
        found = within(discourse, quote.speaker_start, quote.speaker_end)
        said = discourse.text[start : start + 2].lower()
        if found is not None and not (found.kind == SET and said in {"i ", "my", "me"}):
            return found
    return attributed(discourse, quote.start, quote.end)


def within(discourse: Discourse, start: int, end: int) -> Referent | None:
    """The actor that a span of the text names, a person before others."""
    low, high = bisect_left(discourse.starts, start), bisect_left(discourse.starts, end)
    found = [m for m in discourse.mentions[low:high] if m.referent.kind != SET]
    sets = [m for m in discourse.mentions[low:high] if m.referent.kind == SET]
    named = [m for m in found if m.referent.kind == PERSON and m.form == NAME]
    if len(named) > 1 and sets:
        return sets[-1].referent
    if named:
        return named[-1].referent
    if found:
        return (
            max(found, key=lambda m: m.end - m.start).referent
            if found[0].form != PRONOUN
            else found[0].referent
        )
    return sets[-1].referent if sets else None


def attributed(discourse: Discourse, start: int, end: int) -> Referent | None:
    """The subject of the sentence that a quotation ends in, outside of the marks; else of the one before."""
    traces = discourse.dossier.traces
    for sentence in (
        traces.sentence(max(start, end - 1)),
        traces.sentence(start),
        traces.sentence(start) - 1,
    ):
        if sentence < 0:
            continue
        low, high = traces.bounds(sentence)
        there = discourse.mentions[bisect_left(discourse.starts, low) : bisect_left(discourse.starts, high)]
        outside = [m for m in there if not m.quoted and m.role == SUBJECT and not m.embedded]
        later = [m for m in outside if m.start >= end]
        if later or outside:
            return (later or outside)[0].referent
    return None
