"""The turns of a transcript: who "I" and "we" are under "SECRETARY BLINKEN: …"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from dragoman.actors.following import of_state
from dragoman.actors.resolution import Resolution

if TYPE_CHECKING:
    from dragoman.actors.dossier import Dossier

SINGULAR = frozenset(("i", "me", "my", "mine", "myself"))
PLURAL = frozenset(("we", "us", "our", "ours", "ourselves"))
# The name before a turn, and how far back it may stand.
_TURN = re.compile(r"^[ \t]*((?:[A-Z][A-Z.'’-]+ ){0,5}[A-Z][A-Z.'’-]+):\s", re.MULTILINE)
TURN = 8000
SPEAKER = 0.8


def turn_speaker(dossier: Dossier, word: str, start: int) -> list[Resolution]:
    """Whose turn it is at an offset, or whom that speaker speaks for ("we"); empty where nobody is named."""
    turns = list(_TURN.finditer(dossier.text, max(0, start - TURN), start))
    if not turns:
        return []
    how = f"“{word}” is the speaker"
    label = turns[-1][1].title()
    # A turn names its speaker by a title that not every table has, and a surname.
    for words in dict.fromkeys((label, label.split()[-1])):
        told = dossier.resolve_all(words, turns[-1].start(1), acting=True)
        if told[0].code is None:
            continue
        if word.lower() in PLURAL and told[0].sector == "GOV":
            who = told[0].name or label
            return [of_state(told[0].code, f"{how} {who}, for the government; that refers", SPEAKER, True)]
        return [
            replace(one, confidence=min(one.confidence, SPEAKER), why=f"{how}. {one.why}") for one in told
        ]
    return []
