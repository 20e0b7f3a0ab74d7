"""How sure a brief is, and what it rests on: documents, sources, gaps."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from dragoman.briefs.brief import Group, Section, Statement
from dragoman.briefs.choose import happenings
from dragoman.briefs.evidence import Evidence
from dragoman.briefs.figures import volume
from dragoman.briefs.wording import capitalised, count, day, joined, numeral
from dragoman.records import Event
from dragoman.relations.dyads import is_measured

GAP = 2 * 365
"""So many days without a report of the two are a gap that is told."""
GAPS = 3
SHARED = 2


def rests(names: str, events: Sequence[Event], evidence: Evidence, confidence: float) -> Section:
    """The section on what a brief rests on; ``events`` are the dyad's up to the as-of date."""
    counted = [event for event in events if is_measured(event)]
    read = [event for event in counted if event.cite_info.document in evidence.annotations]
    said = []
    if read:
        current = [event for event in read if "historical" not in event.auxiliary]
        said = [
            Statement(text=volume(names, read, current, len(evidence.annotations)), counted=len(read)),
            Statement(text=_sources(read, evidence), counted=len(read)),
            Statement(text=_sureness(read, confidence), counted=len(read)),
        ]
        gaps = _gaps(read)
        if gaps:
            said.append(Statement(text=gaps, counted=len(read)))
    if len(read) < len(counted):
        imported = [event for event in counted if event.cite_info.document not in evidence.annotations]
        said.append(Statement(text=_imported(imported), counted=len(imported)))
    return Section(
        key="rests",
        heading="How sure this is, and what it rests on",
        groups=(Group(statements=tuple(said)),) if said else (),
    )


def _imported(events: Sequence[Event]) -> str:
    """That events came from another project, and what that means for a reader."""
    coders = Counter(event.coder for event in events if event.coder)
    by = f", coded by {joined(sorted(coders))}" if coders else ""
    days = [event.date for event in events if event.date]
    span = f" from {day(min(days))} to {day(max(days))}" if days else ""
    bare = sum(event.text is None for event in events)
    who = "All" if bare == len(events) else capitalised(numeral(bare))
    without = f" {who} came without their text, so no sentence can be shown." if bare else ""
    return f"{capitalised(count(len(events), 'event'))}{span} came from elsewhere{by}.{without}"


def _sources(counted: Sequence[Event], evidence: Evidence) -> str:
    """Whose reports they are."""
    papers: Counter[str] = Counter()
    for document in {event.cite_info.document: event for event in counted}.values():
        told = evidence.annotations.get(document.cite_info.document)
        name = document.cite_info.publication or (
            (told.document.publisher or told.document.agency) if told else None
        )
        papers[name or ""] += 1
    unnamed = papers.pop("", 0)
    total = sum(papers.values()) + unnamed
    if not papers:
        return "None of the reports names its publication, so it cannot be told how many voices they are."
    largest = [
        f"{name} ({number})" for name, number in sorted(papers.items(), key=lambda one: (-one[1], one[0]))[:3]
    ]
    if len(papers) == 1 and not unnamed:
        return f"All of them come from one publication, {next(iter(papers))}: it is one voice."
    said = f"They come from {count(len(papers), 'publication')}, above all {joined(largest)}"
    rest = f"; {numeral(unnamed)} of {numeral(total)} name none" if unnamed else ""
    return f"{said}{rest}."


def _sureness(counted: Sequence[Event], confidence: float) -> str:
    """How many reports tell each thing, and how likely the coder holds its readings."""
    told = happenings(counted)
    shared = sum(len({event.cite_info.document for event in one.events}) >= SHARED for one in told)
    mean = sum(event.confidence for event in counted) / len(counted)
    several = (
        f"Of {count(len(told), 'happening')} {numeral(shared)}"
        f" {'is' if shared == 1 else 'are'} told by more than one report"
        if shared
        else "Nothing here is told by more than one report"
    )
    return (
        f"{several}. The coder gives its readings a chance of {mean:.0%} on average;"
        f" what it gives less than {confidence:.0%} is left out."
    )


def _gaps(counted: Sequence[Event]) -> str:
    """The longest times without a report."""
    days = sorted({event.cite_info.date for event in counted if event.cite_info.date})
    gaps = [(last - first, first, last) for first, last in pairwise(days)]
    longest = sorted((gap for gap in gaps if gap[0] >= dt.timedelta(days=GAP)), reverse=True)[:GAPS]
    if not longest:
        return ""
    told = joined(
        [f"from {day(first)} to {day(last)}" for _, first, last in sorted(longest, key=lambda gap: gap[1])]
    )
    return f"The reports have gaps: none was published {told}. What happened then may be missing."
