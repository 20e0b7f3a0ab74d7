"""Quotations and who they are ascribed to.

A stretch between marks is a quotation where a verb of reporting governs it, in this order:

1. direct, the speaker behind it: ``"…," X said``;
2. direct, the speaker before it: ``X said: "…"``;
3. partial, governed by a verb before it in its sentence: ``X called for "…" on trade``;
4. partial, the speaker at the sentence's end: ``The step is "…", X said``;
5. going on from the quotation before it in the paragraph, or over the paragraph's end.

What no such verb governs is a title or a scare quote. Clauses that a verb of saying reports without marks
are indirect quotations.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import islice

from msgspec import Struct, structs

from .antecedents import Antecedents
from .clauses import BARE_CLAUSE, THAT_CLAUSE
from .quotemarks import Marked, find_marked
from .sentences import split_sentences
from .speakers import Phrase, phrases, subject_after, subject_before
from .speechwords import (
    BARE,
    BE,
    INDIRECT_VERB,
    NOT_QUOTED,
    NOUN_OPENERS,
    REPORT,
    REPORT_VERB,
    SAY_VERB,
    WORK,
)

Span = tuple[int, int]


class FoundQuote(Struct, frozen=True, kw_only=True):
    """Words given as somebody's own; offsets count in the text, the span lies inside the quotation marks.

    ``kind`` is direct, partial or indirect. The speaker's span covers the noun phrase that names them; where
    the text has "he" or "she" there, it is that of the nearest name the pronoun can stand for.
    """

    text: str
    start: int
    end: int
    kind: str
    speaker_start: int | None = None
    speaker_end: int | None = None


# A verb governs a partial quotation within this many characters of its sentence.
_GOVERNED = 260
_NEAR = 30

# So many verbs of reporting are tried for a subject in one clause; more stand only in a list of words.
_VERBS_TRIED = 4
_SAY_AT_HEAD = re.compile(rf"[\s,]*(?P<verb>{SAY_VERB.pattern})\s")
_ACCORDING_AT_HEAD = re.compile(r"[\s,]*[Aa]ccording\sto\s")
_ACCORDING = re.compile(r"\b[Aa]ccording\sto\s")
_WHAT_CALLED = re.compile(
    r"\b(?i:what|which|whom|as)\s(?:\S+\s){1,8}?(?:called|termed|described\sas|branded|labell?ed|dubbed)[\s,:]*$"
)
_CAPITALISED = re.compile(
    r"(?:[A-Z0-9][\w’'.-]*|of|the|and|in|a|to|for)(?:\s(?:[A-Z0-9][\w’'.-]*|of|the|and|in|a|to|for)){0,7}[,.]?"
)
# Behind a passive stands who acts: "was described by X as".
_BY = re.compile(r"(?:\s(?:recently|widely|repeatedly|once|later|also)){0,2}\sby(?=\s)")
# "Calling the vote “…”, X left": the subject of an opening participle follows in the main clause.
_OPENING = re.compile(r"\s*(?P<verb>[A-Z]\w{2,16}ing)\s[^,;:]{0,120}$")
_MAIN_CLAUSE = re.compile(r"[^,.;\n]{0,80},(?=\s)")
_FINAL = ".,!?…—-"
_SHE_OR_HE = frozenset({"he", "she"})


def find_quotes(text: str) -> list[FoundQuote]:
    """Find the quotations of ``text`` with the spans of their speakers, in order of their place."""
    return _Reading(text).quotes()


class _Reading:
    def __init__(self, text: str) -> None:
        self.text = text
        self.sentences = split_sentences(text)
        self.starts = [start for start, _ in self.sentences]
        self.marked = find_marked(text)
        # Words inside marks are not part of the clause that quotes them: blanks of the same length stand in.
        pieces, at = [], 0
        for m in self.marked:
            pieces.append(text[at : m.open_at])
            pieces.append("\N{OBJECT REPLACEMENT CHARACTER}" + " " * (m.close_at - m.open_at - 1))
            at = m.close_at
        self.clauses = "".join(pieces) + text[at:]
        self.people = Antecedents(self.clauses, self.sentences)

    def quotes(self) -> list[FoundQuote]:
        found: list[FoundQuote] = []
        last: tuple[Marked, FoundQuote] | None = None
        begun: list[int] = []
        marks = iter(self.marked)
        marked = next(marks, None)
        quoted_to = 0
        for start, end in self.sentences:
            while marked and marked.open_at < end:
                if quote := self._quote(marked, last):
                    last = (marked, quote)
                    found.append(quote)
                    if marked.goes_on:
                        begun.append(len(found) - 1)
                    elif quote.speaker_start is not None:
                        _ascribe(found, begun, quote)
                        begun.clear()
                    quoted_to = marked.close_at
                marked = next(marks, None)
            if quoted_to <= start and (indirect := self._indirect(start, end)):
                found.append(indirect)
        return found

    def _sentence(self, at: int) -> int:
        return max(0, bisect_right(self.starts, at) - 1)

    def _quote(self, m: Marked, last: tuple[Marked, FoundQuote] | None) -> FoundQuote | None:
        words = self.text[m.start : m.end]
        if not any(c.isalpha() for c in words):
            return None
        first, final = self._sentence(m.open_at), self._sentence(max(m.open_at, m.close_at - 1))
        start, end = self.sentences[first][0], self.sentences[final][1]
        start = min(start, m.open_at)
        whole = words[0].isupper() or not words[0].isalpha()
        closed = words[-1] in _FINAL or self.text[m.close_at : m.close_at + 1] == ","
        full = whole and (closed or m.goes_on) and words.count(" ") >= 1
        before = self.clauses[start : m.open_at]
        bound = " ".join(before.split()[-1:]).endswith((",", ":"))
        named = NOT_QUOTED.search(before[-60:]) or (not words[0].islower() and WORK.search(before[-60:]))
        if named and not _WHAT_CALLED.search(before[-120:]) and not bound:
            return None
        if last and whole is False and closed and self._resumed(last, m):
            return self._found(m, "direct", _speaker(last[1]))
        if not before.strip(" \n\N{OBJECT REPLACEMENT CHARACTER}") or bound or closed:
            speaker = self._behind(m, end) or (self._before(start, m, say=True) if bound else None)
            if speaker:
                return self._found(m, "direct" if full or (bound and whole) else "partial", speaker)
        if governed := self._before(start, m, say=False):
            return self._found(m, "direct" if full and bound else "partial", governed)
        title = _CAPITALISED.fullmatch(words) and words.count(" ") < 5
        if not title and (trailing := self._trailing(m, end)):
            return self._found(m, "partial", trailing)
        return self._going_on(m, before, last, full=full)

    def _resumed(self, last: tuple[Marked, FoundQuote], m: Marked) -> bool:
        """Whether a direct quotation goes on behind its ascription: ``"Any attack," he said, "will …"``."""
        prior, quote = last
        between = self.clauses[prior.close_at : m.open_at]
        return (
            quote.kind == "direct"
            and self._sentence(prior.open_at) == self._sentence(m.open_at)
            and between.rstrip().endswith(",")
            and SAY_VERB.search(between) is not None
        )

    def _found(self, m: Marked, kind: str, speaker: Span | None) -> FoundQuote:
        start, end = m.start, m.end
        if kind != "direct":
            # A comma inside the marks belongs to the sentence around a partial quotation.
            while end > start and self.text[end - 1] in ",.":
                end -= 1
        if speaker:
            self.people.note(speaker, self._sentence(m.open_at))
        return FoundQuote(
            text=self.text[start:end], start=start, end=end, kind=kind,
            speaker_start=speaker[0] if speaker else None, speaker_end=speaker[1] if speaker else None,
        )  # fmt: skip

    def _behind(self, m: Marked, end: int) -> Span | None:
        """``," X said`` or ``," said X``: the clause right behind the marks."""
        at = m.close_at
        if self.text[m.end - 1 : m.end] not in (",", "?", "!", "…", "—", "-", ".") and self.text[
            at : at + 1
        ] not in (",", " "):
            return None
        end = self._to_next_quote(at, end)
        if inverted := _SAY_AT_HEAD.match(self.clauses, at, end):
            return self._named(subject_after(self.clauses, inverted.end() - 1, end))
        if according := _ACCORDING_AT_HEAD.match(self.clauses, at, end):
            return self._named(subject_after(self.clauses, according.end() - 1, end))
        verb = SAY_VERB.search(self.clauses, at, min(end, at + _GOVERNED))
        if verb is None or not self._directly(at, verb.start()):
            return None
        return self._named(subject_before(self.clauses, at, verb.start()))

    def _directly(self, at: int, verb: int) -> bool:
        """Whether a clause behind a quotation starts with its speaker."""
        found = phrases(self.clauses, at, verb)
        return bool(found) and not self.clauses[at : found[0].start].strip(" ,")

    def _to_next_quote(self, at: int, end: int) -> int:
        stop = self.clauses.find("\N{OBJECT REPLACEMENT CHARACTER}", at, end)
        return stop if stop >= 0 else end

    def _before(self, start: int, m: Marked, *, say: bool) -> Span | None:
        """The subject of the last verb of reporting before the marks."""
        if say and (according := _ACCORDING.search(self.clauses, start, m.open_at)):
            return self._named(subject_after(self.clauses, according.end() - 1, m.open_at))
        if not say and (opening := _OPENING.match(self.clauses, start, m.open_at)):
            main = _MAIN_CLAUSE.match(self.clauses, m.close_at)
            if main and opening["verb"].lower() in REPORT:
                return self._named(subject_after(self.clauses, main.end(), len(self.clauses)))
        # Words that are all names are a title unless the verb is right before them.
        reach = _NEAR if _CAPITALISED.fullmatch(self.text, m.start, m.end) and not say else _GOVERNED
        pattern = SAY_VERB if say else REPORT_VERB
        verbs = list(pattern.finditer(self.clauses, max(start, m.open_at - reach), m.open_at))
        for verb in reversed(verbs[-_VERBS_TRIED:]):
            by = _BY.match(self.clauses, verb.end(), m.open_at)
            if (
                by
                and not say
                and verb[0].endswith("ed")
                and (agent := subject_after(self.clauses, by.end(), m.open_at))
            ):
                return self._named(agent)
            subject = subject_before(self.clauses, start, verb.start(), participle=verb[0].endswith("ing"))
            if subject is None or self._is_no_act(verb):
                continue
            if (
                say
                and " that " in self.clauses[verb.end() : m.open_at]
                and self.clauses[m.open_at - 2] == ","
            ):
                continue
            return self._named(subject)
        return None

    def _is_no_act(self, verb: re.Match[str]) -> bool:
        """Whether a form stands for no act of its subject: a noun ("a call for") or a passive ("is called")."""
        before = self.clauses[max(0, verb.start() - 24) : verb.start()].split()
        if before and before[-1].lower() in BE and not verb[0].endswith("ing"):
            return True
        if verb[0] in ("said", "says", "told"):
            return False
        if verb[0].split()[0].endswith(("ed", "ing")):
            return bool(before) and before[-1].lower() in ("the", "a", "an", "its", "their", "his", "her")
        return bool(before) and (before[-1].lower() in NOUN_OPENERS or before[-1].endswith(("’s", "'s")))

    def _trailing(self, m: Marked, end: int) -> Span | None:
        """``… "x" …, X said`` at the sentence's end."""
        stop = self._to_next_quote(m.close_at, end)
        for verb in islice(SAY_VERB.finditer(self.clauses, m.close_at, stop), _VERBS_TRIED):
            subject = subject_before(self.clauses, m.close_at, verb.start())
            if subject and subject.before == "comma" and subject.start > m.close_at:
                return self._named(subject)
        if according := _ACCORDING.search(self.clauses, m.close_at, stop):
            return self._named(subject_after(self.clauses, according.end() - 1, stop))
        return None

    def _going_on(
        self, m: Marked, before: str, last: tuple[Marked, FoundQuote] | None, *, full: bool
    ) -> FoundQuote | None:
        """A quotation without an ascription of its own: of the last speaker, if the talk goes on."""
        if last is None:
            return self._found(m, "direct", None) if full and self._long(m) else None
        prior, quote = last
        between = self.text[prior.close_at : m.open_at]
        speaker = _speaker(quote)
        same_sentence = self._sentence(prior.open_at) == self._sentence(m.open_at)
        if same_sentence and re.fullmatch(
            r"[\s,]*(?:and|or|but|as well as|as|to)?(?:\s[\w’'-]+){0,8}\s?", between
        ):
            return self._found(m, quote.kind if not full else "direct", speaker)
        if prior.goes_on or (
            full and not before.strip() and len(between) < 400 and between.count("\n\n") <= 1
        ):
            return self._found(m, "direct", speaker)
        return self._found(m, "direct", None) if full and self._long(m) else None

    def _long(self, m: Marked) -> bool:
        return self.text.count(" ", m.start, m.end) >= 5

    def _indirect(self, start: int, end: int) -> FoundQuote | None:
        """``X said that …`` and ``…, X said.``"""
        for verb in islice(INDIRECT_VERB.finditer(self.clauses, start, end), _VERBS_TRIED):
            subject = subject_before(self.clauses, start, verb.start())
            if subject is None or self._is_no_act(verb):
                continue
            clause = self._clause(start, verb, subject, end)
            if clause is None:
                continue
            first, last = clause
            speaker = self._named(subject)
            if speaker:
                self.people.note(speaker, self._sentence(start))
            return FoundQuote(
                text=self.text[first:last], start=first, end=last, kind="indirect",
                speaker_start=speaker[0] if speaker else None, speaker_end=speaker[1] if speaker else None,
            )  # fmt: skip
        return None

    def _clause(self, start: int, verb: re.Match[str], subject: Phrase, end: int) -> Span | None:
        """The clause that a verb reports: what follows it, or what a comma parts from its subject."""
        last = end
        while last > start and self.text[last - 1] in '.!?"”’':
            last -= 1
        if clause := THAT_CLAUSE.match(self.clauses, verb.end(), last):
            return clause.end(), last
        head = self.clauses[start : subject.start].rstrip()
        if head.endswith(",") and head.count(" ") >= 3 and last - verb.end() < 90:
            return start, start + len(head) - 1
        if verb[0] in BARE and (clause := BARE_CLAUSE.match(self.clauses, verb.end(), last)):
            return clause.start("clause"), last
        return None

    def _named(self, subject: Phrase | None) -> Span | None:
        """The span of a subject, a pronoun's name in place of the pronoun."""
        if subject is None:
            return None
        lower = subject.text.lower()
        if lower not in _SHE_OR_HE:
            return subject.span
        return self.people.of(subject.start, self._sentence(subject.start)) or subject.span


def _ascribe(found: list[FoundQuote], begun: list[int], quote: FoundQuote) -> None:
    """Give the parts of a quotation that runs over paragraphs the speaker named with its last part."""
    for number in begun:
        if found[number].speaker_start is None:
            found[number] = structs.replace(
                found[number], speaker_start=quote.speaker_start, speaker_end=quote.speaker_end
            )


def _speaker(quote: FoundQuote) -> Span | None:
    if quote.speaker_start is None or quote.speaker_end is None:
        return None
    return quote.speaker_start, quote.speaker_end
