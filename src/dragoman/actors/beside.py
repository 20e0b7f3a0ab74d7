"""What stands around a description: the doer of its clause, the holder of its "his", the name right behind it."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from dragoman.actors.descriptions import Description
from dragoman.actors.mentions import NAME, Mention, Referent
from dragoman.actors.pronouns import choose, clause_subject

if TYPE_CHECKING:
    from dragoman.actors.discourse import Discourse

Found = tuple[Referent | None, Mention | None]

_NAME_BEHIND = re.compile(r",?\s+(?:the\s+|a\s+)?")


def clause_doers(discourse: Discourse, start: int) -> list[Referent]:
    """Who does what the clause tells: not the one it is done to."""
    begin = discourse.dossier.traces.bounds(discourse.dossier.traces.sentence(start))[0]
    subject = clause_subject(discourse, start, begin)
    return [subject.referent] if subject is not None else []


def named_beside(discourse: Discourse, end: int, kind: str | None = None) -> tuple[Referent, Mention] | None:
    """Who is named right behind a description: "her party, the Awami League"."""
    joint = _NAME_BEHIND.match(discourse.text, end)
    if joint is None:
        return None
    for raw in discourse.raws[bisect_left(discourse.raws_at, joint.end()) :][:2]:
        if raw.form == NAME and joint.end() in (raw.start, raw.begin):
            found = discourse.named(raw)
            if found is not None and kind in (None, found.kind):
                return found, discourse.mention(raw, found, None)
    return None


def holder_of(discourse: Discourse, description: Description, start: int) -> Mention | None:
    return choose(discourse, description.determiner, start) if description.owned else None
