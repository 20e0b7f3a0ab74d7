"""A brief as Markdown: headings, statements with numbered references, a table of the years, the sources."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from dragoman.briefs.brief import Brief, Reference, Section, Statement
from dragoman.briefs.wording import capitalised, day, signed

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~#&])")
_LIST_HEAD = re.compile(r"^(\s*)(\d+)([.)])|^(\s*)([-+])")


def render_markdown(brief: Brief, *, events: bool = True) -> str:
    """The brief as Markdown; whatever a report may hold is escaped. Ends with a line end.

    ``events`` adds the table of all events that the figures rest on.
    """
    lines = _lines(brief if events else replace(brief, rows=()))
    return "\n".join(lines) + "\n"


def _lines(brief: Brief) -> Iterator[str]:
    yield f"# {_plain(capitalised(brief.title))}"
    yield ""
    if brief.asof:
        yield f"*As of {day(brief.asof)}.*"
        yield ""
    for section in brief.sections:
        yield from _section(section, brief)
    cited = [one for one in brief.references if one.number in brief.cited]
    if cited:
        yield "## Sources"
        yield ""
        for reference in cited:
            yield from _source(reference)
    yield from _events(brief)


def _section(section: Section, brief: Brief) -> Iterator[str]:
    yield f"## {_plain(section.heading)}"
    yield ""
    for group in section.groups:
        if group.heading:
            yield f"### {_plain(group.heading)}"
            yield ""
        for statement in group.statements:
            yield from _statement(statement, ", listed below" if brief.rows else "")
    if section.key == "line" and brief.years:
        yield "| Year | Cooperation | Conflict | Mean score |"
        yield "| ---: | ---: | ---: | ---: |"
        for year in brief.years:
            mean = f"{signed(year.mean_scale)}{' (few)' if year.few else ''}"
            yield f"| {year.year} | {year.cooperation} | {year.conflict} | {mean} |"
        yield ""


def _statement(statement: Statement, below: str) -> Iterator[str]:
    marks = "".join(f"[{number}]" for number in statement.references)
    if statement.counted is not None:
        marks += f"[from {statement.counted:,} event{'' if statement.counted == 1 else 's'}{below}]"
    marks = f" {marks}" if marks else ""
    text = _plain(statement.text)
    if statement.source is None:
        yield f"{text}{marks}"
    elif statement.spoken:
        yield f"> “{_plain(statement.source)}”"
        yield ">"
        yield f"> — {text}{marks}"
    else:
        yield f"{text}{marks}"
        yield ""
        yield f"> {_plain(statement.source)}"
    yield ""


def _source(reference: Reference) -> Iterator[str]:
    yield f"[{reference.number}] {_marked(reference)} — {_cited(reference)}"
    yield ""


def _cited(reference: Reference) -> str:
    """Title, publication and date of the report, its title leading there when its address is one of the web."""
    title = _plain(reference.title or "Report without a title")
    if is_web(reference.url):
        title = f"[{title}](<{reference.url}>)"
    parts = [title]
    if reference.publication:
        parts.append(_plain(reference.publication))
    parts.append(day(reference.date) if reference.date else "no date")
    return ", ".join(parts)


def _marked(reference: Reference) -> str:
    return "".join(
        f"**{_escaped(text.strip())}**" if marked and text.strip() else _escaped(text)
        for text, marked in reference.pieces
    )


def _events(brief: Brief) -> Iterator[str]:
    if not brief.rows:
        return
    numbers = {one.number: one for one in brief.references}
    yield "## All events"
    yield ""
    yield "| Date | Who | What | Whom | Score | Sentence |"
    yield "| --- | --- | --- | --- | ---: | --- |"
    for row in brief.rows:
        what = ", ".join((row.what, *row.remarks))
        if not row.counted:
            what += " (not counted)"
        cells = (
            row.when,
            row.who,
            what,
            row.whom,
            signed(row.scale),
        )
        reference = numbers[row.reference]
        told = _cell(reference.sentence)
        if row.reference in brief.cited:
            told += f" [{row.reference}]"
        else:
            told += f" ({_cited(reference)})"
        yield f"| {' | '.join(_cell(cell) for cell in cells)} | {told} |"
    yield ""


def is_web(url: str | None) -> bool:
    """Whether an address may be made a link: http or https, without what could end the link early."""
    return bool(url and re.fullmatch(r"https?://[^\s<>\"'`\\]+", url, re.IGNORECASE))


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _plain(text: str) -> str:
    """Text on one line in which nothing is Markdown."""
    line = _escaped(" ".join(text.split()))
    return _LIST_HEAD.sub(lambda m: f"{m[2]}\\{m[3]}" if m[2] else f"\\{m[5]}", line)


def _cell(text: str) -> str:
    return _escaped(" ".join(text.split()))
