"""Do the events coded from the State Department's releases hold the Secretary's trips?

    python benchmarks/trips.py RELEASES HISTORY

RELEASES are the releases of 2021 and 2022 (JSON lines), HISTORY the archive of the Office of the Historian with the
secretaries' travels; both are US public domain and not part of this project. A trip counts as found when a CONSULT
between the USA and the visited state is dated within three days of it. Trips of days of which the file has no release
are left out. Beside the figure stand the most that can be found (a release of those days names the state) and chance
(the same trips, each half a year away).
"""

from __future__ import annotations

import argparse
import datetime as dt
import tarfile
import xml.etree.ElementTree as ET
from collections import defaultdict
from pathlib import Path

from dragoman import resolve_actor
from dragoman.actors import TERRITORY, lexicon
from dragoman.coder import load_coder
from dragoman.pipeline import annotate_all, documents
from dragoman.schema import side

NEAR = dt.timedelta(days=3)
AWAY = dt.timedelta(days=182)
HOME = "USA"
Trip = tuple[dt.date, dt.date, str]


def read_trips(archive: Path, first: dt.date, last: dt.date) -> list[Trip]:
    """First day, last day and state of each trip abroad that began in a span; one entered twice counts once."""
    trips: dict[tuple[dt.date, str], Trip] = {}
    with tarfile.open(archive) as tar:
        for member in tar:
            content = tar.extractfile(member) if "/secretary-travels/" in f"/{member.name}" else None
            if content is None or not member.name.endswith(".xml"):
                continue
            for trip in ET.fromstring(content.read()).iter("trip"):
                start, end = (trip.findtext(name) or "" for name in ("start-date", "end-date"))
                name = trip.findtext("country") or ""
                if not start or not first <= (day := dt.date.fromisoformat(start[:10])) <= last:
                    continue
                # "Korea, South" is written the other way round; an ocean is no state.
                code = resolve_actor(" ".join(reversed(name.split(", ")))).code
                if code and code != HOME:
                    trips[day, code] = (day, dt.date.fromisoformat((end or start)[:10]), code)
    return sorted(trips.values())


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("releases", type=Path)
    parser.add_argument("history", type=Path)
    parser.add_argument("--misses", action="store_true", help="print the trips that are not found")
    arguments = parser.parse_args()
    talks: dict[str, list[tuple[dt.date, dt.date]]] = defaultdict(list)
    named: dict[str, list[dt.date]] = defaultdict(list)
    days: list[dt.date] = []
    coder = load_coder()
    total = 0
    for annotation in annotate_all(documents([arguments.releases]), coder, mentions=False):
        published = annotation.document.published
        total += len(annotation.events)
        if published:
            days.append(published)
            for code in {
                match.entry.code
                for match in lexicon().find(annotation.document.text)
                if match.entry.kind == TERRITORY and match.entry.code
            }:
                named[code].append(published)
        for event in annotation.events:
            if event.event != "CONSULT" or event.date is None or "negated" in event.auxiliary:
                continue
            sides = {side(actor) for actor in (*event.actor, *event.recipient)}
            if HOME in sides:
                for code in sides - {HOME, None}:
                    talks[str(code)].append((event.date, event.enddate or event.date))
    reported = set(days)
    trips = [
        trip
        for trip in read_trips(arguments.history, min(days), max(days))
        if any(
            trip[0] + dt.timedelta(days=day) in reported for day in range(-3, (trip[1] - trip[0]).days + 4)
        )
    ]

    def found(trip: Trip, moved: dt.timedelta = dt.timedelta()) -> bool:
        first, last, code = trip
        first, last = first + moved - NEAR, last + moved + NEAR
        return any(start <= last and end >= first for start, end in talks[code])

    most = [trip for trip in trips if any(trip[0] - NEAR <= day <= trip[1] + NEAR for day in named[trip[2]])]
    right = [trip for trip in trips if found(trip)]
    chance = sum(found(trip, AWAY) or found(trip, -AWAY) for trip in trips)
    print(f"model {coder.name}\nreleases {len(days)}\nevents {total}\ntrips {len(trips)}")
    print(f"found as CONSULT {len(right) / max(1, len(trips)):.3f}  {len(right)}")
    print(f"named by a release of those days {len(most) / max(1, len(trips)):.3f}  {len(most)}")
    print(f"chance, half a year away {chance / max(1, len(trips)):.3f}  {chance}")
    if arguments.misses:
        for first, last, code in trips:
            if (first, last, code) not in right:
                print(first, last, code, "named" if (first, last, code) in most else "not named")


if __name__ == "__main__":
    main()
