"""Verbs of reporting in all their forms, and the other words that tell who speaks, from ``speech.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from importlib import resources
from typing import Any

from .numbers import alternatives
from .timewords import MONTHS, WEEKDAYS


def _load() -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("speech.toml").read_text("utf-8"))


_SPEECH = _load()


def inflected(verb: str) -> list[str]:
    """The base form, third person, past and participle of a verb; a particle stays behind it."""
    if irregular := _SPEECH["irregular"].get(verb):
        return [verb, *irregular]
    head, blank, particle = verb.partition(" ")
    stem = head.removesuffix("e")
    if head.endswith("y") and head[-2] not in "aeiou":
        forms = [head, f"{head[:-1]}ies", f"{head[:-1]}ied", f"{head}ing"]
    elif head.endswith(("s", "sh", "ch", "x")):
        forms = [head, f"{head}es", f"{head}ed", f"{head}ing"]
    else:
        forms = [head, f"{head}s", f"{stem}ed", f"{stem}ing" if not head.endswith("ee") else f"{head}ing"]
    return [form + blank + particle for form in forms]


def _forms(verbs: Iterable[str]) -> frozenset[str]:
    return frozenset(form for verb in verbs for form in inflected(verb))


SAY = _forms(_SPEECH["say"])
REPORT = _forms(_SPEECH["report"]) | SAY
INDIRECT = _forms(_SPEECH["indirect"])
ROLES = frozenset(_SPEECH["roles"])
# A base form is a noun as often ("a call", "the report"), so it tells a verb only after "will", "to" or "they".
_FINITE = frozenset(
    f for f in REPORT | frozenset(_SPEECH["common"]) if f not in _SPEECH["say"] + _SPEECH["report"]
)
_GRAMMAR: dict[str, frozenset[str]] = {name: frozenset(words) for name, words in _SPEECH["grammar"].items()}
VERBS = _FINITE - _GRAMMAR["nouns_too"]
# Finite verbs beyond those: what a plan or a schedule is told with.
FINITE = VERBS | _forms(_SPEECH["planned"]) | frozenset(_SPEECH["auxiliaries"])
DETERMINERS = _GRAMMAR["determiners"]
PRONOUNS = _GRAMMAR["pronouns"]
PREPOSITIONS = _GRAMMAR["prepositions"]
CONJUNCTIONS = _GRAMMAR["conjunctions"]
ADVERBS = _GRAMMAR["adverbs"]
NO_ADVERBS = _GRAMMAR["no_adverbs"]
SUBORDINATORS = _GRAMMAR["subordinators"]
BODIES = _GRAMMAR["bodies"]
ALONE = _GRAMMAR["alone"]
BE = _GRAMMAR["be"]
NOUN_OPENERS = _GRAMMAR["noun_openers"]
BARE = _GRAMMAR["bare"]

SAY_VERB = re.compile(rf"\b(?:{alternatives(SAY)})\b")
REPORT_VERB = re.compile(rf"\b(?:{alternatives(REPORT)})\b")
INDIRECT_VERB = re.compile(rf"\b(?:{alternatives(f for f in INDIRECT if not f.endswith('ing'))})\b")


def _before_marks(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?i:{alternatives(words)})(?:\s[A-Z][\w-]*){{0,2}}[\s,:]*$")


NOT_QUOTED = _before_marks(_SPEECH["not_quoted"])
WORK = _before_marks(_SPEECH["works"])

TIMES = frozenset({*WEEKDAYS, *(m for m in MONTHS if m != "may"), "week", "weekend", "month", "year", "day", "morning",
                   "afternoon", "evening", "night"})  # fmt: skip
