"""The long line as a drawing: cooperation above, conflict below, one bar a year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from dragoman.briefs.brief import Turn
from dragoman.briefs.wording import signed
from dragoman.relations.dyads import Year

PITCH, BAR = 26, 16
"""Pixels from bar to bar, and of a bar. The drawing has a fixed size, so that its letters stay readable."""
HALF = 84
"""Pixels from the axis to the longest bar."""
LEFT, RIGHT, TOP, FOOT = 34, 12, 38, 40
LONGEST_RUN = 40
"""So many years stand one by one; of more, only those with events."""


def chart(years: Sequence[Year], title: str, turns: Sequence[Turn] = ()) -> str:
    """The years as an SVG element, empty text for none. Its colours are the classes ``coop`` and ``conf``.

    Turning points are marked above their year, each told in words by its title.
    """
    if not years:
        return ""
    known = {year.year: year for year in years}
    slots = _slots(years)
    most = max(max(year.cooperation, year.conflict) for year in years)
    width = max(LEFT + PITCH * len(slots) + RIGHT, 240)
    axis = TOP + HALF
    height = axis + HALF + FOOT
    parts = [
        f'<svg class="line" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img"'
        f' aria-labelledby="line-title line-text"><title id="line-title">{escape(title)}</title>'
        f'<desc id="line-text">{escape(_described(years))}</desc>',
        f'<text class="key" x="{LEFT}" y="12">cooperation</text>',
        f'<text class="key" x="{LEFT}" y="{height - 22}">conflict</text>',
    ]
    for side in (-1, 1):
        y = axis + side * HALF
        parts.append(f'<line class="grid" x1="{LEFT}" x2="{width - RIGHT}" y1="{y}" y2="{y}"/>')
        parts.append(f'<text class="scale" x="{LEFT - 6}" y="{y + 4}">{most}</text>')
    every = 1 if len(slots) <= 6 else 2 if len(slots) <= 14 else 5
    for place, number in enumerate(slots):
        if number is None:
            middle = LEFT + PITCH * place + PITCH / 2
            parts.append(f'<text class="gap" x="{middle:g}" y="{axis - 4}">···</text>')
            continue
        x = LEFT + PITCH * place + (PITCH - BAR) / 2
        if _is_labelled(slots, place, every):
            parts.append(f'<text class="year" x="{x + BAR / 2:g}" y="{height - 6}">{number}</text>')
        year = known.get(number)
        if year is None:
            continue
        up, down = (HALF * size / most for size in (year.cooperation, year.conflict))
        parts.append(f"<g><title>{escape(_told(year))}</title>")
        for name, head, long in (("coop", axis - up, up), ("conf", float(axis), down)):
            if long:
                size = f'y="{head:.1f}" width="{BAR}" height="{long:.1f}"'
                parts.append(f'<rect class="{name}" x="{x:g}" {size}/>')
        parts.append("</g>")
    parts += _marks(turns, slots)
    parts.append(f'<line class="axis" x1="{LEFT}" x2="{width - RIGHT}" y1="{axis}" y2="{axis}"/></svg>')
    return "".join(parts)


def _marks(turns: Sequence[Turn], slots: Sequence[int | None]) -> Iterator[str]:
    """An arrow for each year with turning points: up for better, down for worse, both for a year of both."""
    years: dict[int, list[Turn]] = {}
    for turn in turns:
        years.setdefault(turn.date.year, []).append(turn)
    for number, found in years.items():
        if number in slots:
            x = LEFT + PITCH * slots.index(number) + PITCH / 2
            arrows = "".join(
                f'<path class="turn" d="M{x - 5:g} {TOP - 6}h10l-5 {depth}z"/>'
                for depth, better in ((-9, True), (9, False))
                if any(one.better is better for one in found)
            )
            said = " ".join(one.statement.text for one in found)
            yield f"<g><title>{escape(said)}</title>{arrows}</g>"


def _slots(years: Sequence[Year]) -> list[int | None]:
    """The places on the axis: every year of a short run; of a long one those with events, ``None`` for gaps."""
    first, last = years[0].year, years[-1].year
    if last - first < LONGEST_RUN:
        return list(range(first, last + 1))
    slots: list[int | None] = []
    for year in years[-LONGEST_RUN:]:
        if slots and slots[-1] is not None and year.year > slots[-1] + 1:
            slots.append(None)
        slots.append(year.year)
    return slots


def _is_labelled(slots: Sequence[int | None], place: int, every: int) -> bool:
    """A label where it has room: years of a round number, or those beside a gap."""
    number = slots[place]
    if number is None:
        return False
    if None in slots:
        # two places are room enough for four figures
        return place == 0 or slots[place - 1] is None or place == len(slots) - 1
    return number % every == 0 if every > 1 else True


def _described(years: Sequence[Year]) -> str:
    return "; ".join(_told(year) for year in years) + "."


def _told(year: Year) -> str:
    mean = f"mean score {signed(year.mean_scale)}" + (", few events" if year.few else "")
    return f"{year.year}: {year.cooperation} of cooperation, {year.conflict} of conflict, {mean}"
