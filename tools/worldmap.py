"""Make src/dragoman/web/worldmap.json from the geometry of the npm package world-atlas.

    python tools/worldmap.py countries-50m.json

The lines are Natural Earth's (public domain), generalised for a drawing 1,000 pixels wide in the Equal Earth
projection (Šavrič, Patterson & Jenny 2019). Names are not taken: a shape is known by its ISO 3166 alpha-3 code, and
Dragoman's own table names it. Natural Earth draws lines of control as they are on the ground; where the table of
territories says otherwise (the UN General Assembly's view, see its head), the shapes in ``REGIONS`` and ``GIVEN`` go
where the table puts them.
"""

from __future__ import annotations

import json
import math
import sys
from itertools import pairwise
from pathlib import Path

TARGET = Path(__file__).parents[1] / "src" / "dragoman" / "web" / "worldmap.json"
WIDTH = 10_000
"""Units of the drawing from edge to edge: a tenth of a pixel each."""
TOLERANCE = 5.0
SMALLEST = 60.0
"""Square units under which an island is left out, unless it is all that a country has."""
DOT = 500.0
"""Square units under which a country gets a dot, so that it can be seen and found."""

REGIONS = {"N. Cyprus": "CYP", "Somaliland": "SOM", "Kosovo": "XKX"}
"""Shapes without a number in the source, and the code that the table of territories has for the place."""
GIVEN = (("RUS", (32.0, 44.2, 36.7, 46.3), "UKR"),)
"""Rings of one country inside (west, south, east, north) that are another's: Crimea, by UNGA resolution 68/262."""
LEFT_OUT = {"ATA"}

A = (1.340264, -0.081106, 0.000893, 0.003796)


def project(lon: float, lat: float) -> tuple[float, float]:
    """Equal Earth, in units of the sphere's radius."""
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(lat)))
    t2 = theta * theta
    t6 = t2**3
    x = (2 * math.sqrt(3) * math.radians(lon) * math.cos(theta)) / (
        3 * (9 * A[3] * t6 * t2 + 7 * A[2] * t6 + 3 * A[1] * t2 + A[0])
    )
    return x, theta * (A[3] * t6 * t2 + A[2] * t6 + A[1] * t2 + A[0])


EDGE = project(180, 0)[0]
TOP = project(0, 83.7)[1]


def place(lon: float, lat: float) -> tuple[float, float]:
    """A place on the drawing: units from its left and its upper edge."""
    x, y = project(lon, lat)
    scale = WIDTH / (2 * EDGE)
    return (x + EDGE) * scale, (TOP - y) * scale


def unbroken(line: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """A line over the 180th meridian with longitudes that run on, so that eastern Siberia stays in one piece."""
    found: list[tuple[float, float]] = []
    for lon, lat in line:
        if found:
            lon += 360 * round((found[-1][0] - lon) / 360)
        found.append((lon, lat))
    turns = 360 * round(sum(lon for lon, _ in found) / len(found) / 360)
    return [(lon - turns, lat) for lon, lat in found]


def generalised(line: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Douglas and Peucker's rule as the drawing sees it, on a line of longitudes and latitudes whose ends stay."""
    if len(line) < 3:
        return line
    (x1, y1), (x2, y2) = place(*line[0]), place(*line[-1])
    length = math.hypot(x2 - x1, y2 - y1)
    far, at = 0.0, 0
    for number, (x, y) in enumerate([place(*point) for point in line[1:-1]], 1):
        away = (
            abs((y2 - y1) * x - (x2 - x1) * y + x2 * y1 - y2 * x1) / length
            if length
            else math.hypot(x - x1, y - y1)
        )
        if away > far:
            far, at = away, number
    if far <= TOLERANCE:
        return [line[0], line[-1]]
    return [*generalised(line[: at + 1])[:-1], *generalised(line[at:])]


def area(ring: list[tuple[float, float]]) -> float:
    """The area of a ring, by the shoelace formula, with its sign."""
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True)) / 2


def centre(ring: list[tuple[float, float]]) -> tuple[int, int]:
    """The centre of a ring's box."""
    xs, ys = zip(*ring, strict=True)
    return round((min(xs) + max(xs)) / 2), round((min(ys) + max(ys)) / 2)


def drawn(ring: list[tuple[float, float]]) -> str:
    """A ring as a piece of an SVG path, in whole units from point to point."""
    points = [(round(x), round(y)) for x, y in ring]
    parts = [f"M{points[0][0]},{points[0][1]}l"]
    steps = [f"{x2 - x1},{y2 - y1}" for (x1, y1), (x2, y2) in pairwise(points) if (x1, y1) != (x2, y2)]
    return parts[0] + " ".join(steps) + "z"


def make(atlas: dict[str, object], codes: dict[int, str]) -> dict[str, object]:
    """The drawing: its size, and each country's path and, where it is small, its dot."""
    scale, shift = atlas["transform"]["scale"], atlas["transform"]["translate"]  # type: ignore[index]
    lines: list[list[tuple[float, float]]] = []
    for arc in atlas["arcs"]:  # type: ignore[attr-defined]
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * scale[0] + shift[0], y * scale[1] + shift[1]))
        lines.append(generalised(unbroken(line)))

    def ring_of(numbers: list[int]) -> list[tuple[float, float]]:
        ring: list[tuple[float, float]] = []
        for number in numbers:
            line = lines[number] if number >= 0 else lines[~number][::-1]
            ring += line[1:] if ring else line
        return unbroken(ring[:-1])

    rings: dict[str, list[list[tuple[float, float]]]] = {}
    for shape in atlas["objects"]["countries"]["geometries"]:  # type: ignore[index]
        name = shape["properties"]["name"]
        code = REGIONS.get(name) or codes.get(int(shape.get("id") or -1))
        if code is None or code in LEFT_OUT:
            print("left out:", name)
            continue
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        for polygon in polygons:
            outline = ring_of(polygon[0])
            owner = code
            for giver, (west, south, east, north), taker in GIVEN:
                if code == giver and all(west < x < east and south < y < north for x, y in outline):
                    owner = taker
                    print(f"a ring of {giver} given to {taker}")
            rings.setdefault(owner, []).extend(
                [place(*point) for point in ring_of(numbers)] for numbers in polygon
            )
    countries = {}
    for code, found in sorted(rings.items()):
        largest = max(found, key=lambda ring: abs(area(ring)))
        kept = [ring for ring in found if len(ring) > 2 and abs(area(ring)) >= SMALLEST]
        whole = sum(abs(area(ring)) for ring in found)
        countries[code] = {"d": "".join(drawn(ring) for ring in kept), "at": centre(largest)}
        if whole < DOT:
            countries[code]["dot"] = True
    bottom = max(place(-68, -56)[1], place(0, -56)[1])
    return {"width": WIDTH, "height": round(bottom), "countries": countries}


def main() -> None:
    """Read the atlas that the command line names and write the drawing."""
    drawing = make(json.loads(Path(sys.argv[1]).read_text()), codes_by_number())
    TARGET.write_text(json.dumps(drawing, separators=(",", ":")) + "\n", encoding="utf-8")
    print(TARGET, TARGET.stat().st_size, "bytes,", len(drawing["countries"]), "countries")  # type: ignore[arg-type]


def codes_by_number() -> dict[int, str]:
    """The alpha-3 codes of the table of territories by ISO 3166 number, from CLDR's territory aliases."""
    from babel.core import get_global

    from dragoman.actors.tables import territories

    aliases = get_global("territory_aliases")
    alpha2 = {found[0]: code for code, found in aliases.items() if code in territories()}
    return {
        int(code): alpha2[found[0]]
        for code, found in aliases.items()
        if code.isdigit() and len(found) == 1 and found[0] in alpha2
    }


if __name__ == "__main__":
    main()
