"""How long a page of a store takes with many readers at once, and whether the server's memory stays flat.

    python benchmarks/pages.py STORE [--seconds 60] [--readers 20] [--pairs 50]

Starts `dragoman serve` on this machine. First one reader visits the world and each of the busiest pairs once. Then all
readers at once, each asking for one of those pairs at random as soon as it has its last answer, with the server's
memory every ten seconds; then the world; then pages that nobody asked for before.
"""

from __future__ import annotations

import argparse
import datetime as dt
import http.client
import os
import random
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from dragoman.relations.moves import busiest
from dragoman.store import open_store


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def memory(process: int) -> float:
    """Resident memory of a process, in MB."""
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def ask(door: http.client.HTTPConnection, address: str) -> float:
    """Seconds that one answer takes, whole."""
    started = time.perf_counter()
    door.request("GET", address, headers={"Accept-Encoding": "gzip"})
    answer = door.getresponse()
    answer.read()
    if answer.status != 200:
        raise SystemExit(f"{address}: {answer.status}")
    return time.perf_counter() - started


def once(port: int, address: str) -> float:
    """Seconds that one answer takes over a connection of its own."""
    door = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    taken = ask(door, address)
    door.close()
    return taken


def read(
    port: int, addresses: Sequence[str], until: float, pause: float, taken: list[float], seed: int
) -> None:
    """One reader: asks for one address after the other, with a pause between them, until the time is up."""
    chance = random.Random(seed)
    door = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    while time.monotonic() < until:
        taken.append(ask(door, chance.choice(addresses)))
        time.sleep(pause)


def told(name: str, taken: Sequence[float]) -> str:
    """The figures of some answers, in milliseconds."""
    cuts = statistics.quantiles(taken, n=20)
    return (
        f"{name}: {len(taken):,} answers, median {statistics.median(taken) * 1000:.1f} ms,"
        f" 95th percentile {cuts[18] * 1000:.1f} ms, longest {max(taken) * 1000:.0f} ms"
    )


def together(
    port: int, name: str, addresses: Sequence[str], given: argparse.Namespace, seconds: float, server: int
) -> None:
    """All readers at once."""
    readers = given.readers
    taken: list[list[float]] = [[] for _ in range(readers)]
    until = time.monotonic() + seconds
    threads = [
        threading.Thread(target=read, args=(port, addresses, until, given.pause, taken[place], place))
        for place in range(readers)
    ]
    for thread in threads:
        thread.start()
    sizes = []
    while time.monotonic() < until:
        sizes.append(memory(server))
        time.sleep(min(10, max(until - time.monotonic(), 0.1)))
    for thread in threads:
        thread.join()
    print(told(name, [one for own in taken for one in own]))
    print(f"  server's memory, MB, every ten seconds: {' '.join(f'{size:.0f}' for size in sizes)}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("store")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--pause", type=float, default=0, help="seconds a reader waits between two pages")
    parser.add_argument("--pairs", type=int, default=40)
    given = parser.parse_args()
    pairs = busiest(open_store(given.store), dt.date.today(), most=given.pairs)
    pages = [f"/pair/{a}/{b}" for a, b in pairs]
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "dragoman", "serve", "--store", given.store, "--port", str(port)],
    )
    try:
        for _ in range(100):
            try:
                once(port, "/static/site.css")
                break
            except OSError:
                time.sleep(0.1)
        print(f"world page, first visit: {once(port, '/') * 1000:.0f} ms")
        print(told("pair pages, first visit, one reader", [once(port, page) for page in pages]))
        readers, seconds = given.readers, given.seconds
        together(port, f"pair pages, {readers} readers", pages, given, seconds, server.pid)
        together(port, f"world page, {readers} readers", ["/"], given, seconds / 4, server.pid)
        fresh = [f"{address}?confidence=0.{share}" for address in pages for share in range(52, 60)]
        together(
            port, f"pages not asked for before, {readers} readers", fresh, given, seconds / 4, server.pid
        )
    finally:
        server.terminate()
        server.wait(10)


if __name__ == "__main__":
    main()
