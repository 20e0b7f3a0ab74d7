"""Import and query of a store of ten million events, made from the real ones.

    python benchmarks/exchange.py FOLDER [--rows 10000000] [--scratch DIR]

FOLDER holds tables of source, relation and target made from ICEWS (``icews*.gz``). Their events are written again and
again, each time some years on, as one file of ICEWS's release with 20 columns, which is imported as a command of its
own; the file and the store are taken away afterwards. Prints rows a second and peak memory for a tenth of the rows and
for all, what importing all again takes, and how long a dyad's monthly series is waited for.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import gzip
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path

from dragoman.exchange.icews import RELEASE, relation_code
from dragoman.store import open_store

DYADS = (("JPN", "KOR"), ("USA", "CHN"), ("ISR", "PSE"), ("ISL", "NOR"))
RUNS = 5


def real(folder: Path) -> list[tuple[dt.date, str, str, str]]:
    """Date, source, relation, target of every real event."""
    found = []
    for path in sorted(folder.glob("icews*.gz")):
        quoted = ".csv" in path.name
        with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
            rows = csv.DictReader(
                lines,
                delimiter="," if quoted else "\t",
                quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE,
            )
            found += [
                (
                    dt.date.fromisoformat(row["date"]),
                    *(row[name].replace("_", " ") for name in ("source", "relation", "target")),
                )
                for row in rows
            ]
    return sorted(found)


def release(events: list[tuple[dt.date, str, str, str]]) -> Iterator[str]:
    """Rows of the release without end: the real events, and each time round thirteen weeks on."""
    number = count(1)
    for turn in count():
        shift = dt.timedelta(weeks=13 * turn)
        for day, source, relation, target in events:
            id = next(number)
            homes = [re.sub(r"^[^(]*\(?|\)$", "", name) for name in (source, target)]
            yield "\t".join(
                (
                    str(id), (day + shift).isoformat(), source, "", homes[0], relation,
                    relation_code(relation) or "", "0.0", target, "", homes[1], str(id // 3), "1",
                    "Some Paper", "", "", "", homes[1], "", "",
                )
            )  # fmt: skip


def run(file: Path, store: Path) -> tuple[float, float, float]:
    """Seconds, seconds of processor time and peak megabytes of an import in a process of its own."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "dragoman", "import", "icews", str(file), "--store", str(store)]
    )
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"the import ended with {status}")
    return time.perf_counter() - begun, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def told(rows: int, seconds: float, busy: float, memory: float) -> str:
    return f"{seconds:.0f} s, {rows / seconds:,.0f} rows/s, {busy:.0f} s of processor time, peak {memory:,.0f} MB"


def monthly(store_path: Path, a: str, b: str) -> tuple[float, int, int]:
    """The median of some runs for a dyad's monthly counts, in seconds; its events and months."""
    store = open_store(store_path)
    taken = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        table = store.event_table(
            a, b, columns=["date", "actor", "quad_code", "event_scale", "weight"], attention=True
        )
        months = len({(day.year, day.month) for day in table.column("date").to_pylist()})
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken), table.num_rows, months


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--scratch", type=Path)
    given = parser.parse_args()
    scratch = Path(tempfile.mkdtemp(dir=given.scratch, prefix="exchange-"))
    try:
        file, store = scratch / "events.tab", scratch / "store"
        events = real(given.folder)
        for rows in (given.rows // 10, given.rows):
            with file.open("w", encoding="utf-8") as stream:
                stream.write("\t".join(RELEASE) + "\n")
                stream.writelines(f"{row}\n" for row in islice(release(events), rows))
            shutil.rmtree(store, ignore_errors=True)
            print(f"{rows:,} rows ({file.stat().st_size / 2**20:,.0f} MB): {told(rows, *run(file, store))}")
        print(f"again: {told(given.rows, *run(file, store))}")
        size = sum(part.stat().st_size for part in store.rglob("*") if part.is_file()) / 2**20
        print(f"store: {open_store(store).summary().events:,} events, {size:,.0f} MB")
        for a, b in DYADS:
            seconds, rows, months = monthly(store, a, b)
            print(f"{a}-{b}: {rows:,} events in {months} months, {seconds:.2f} s")
    finally:
        shutil.rmtree(scratch)


if __name__ == "__main__":
    main()
