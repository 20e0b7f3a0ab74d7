"""Precision by judgement: items drawn at random, coded, and judged event by event by a reader.

    python benchmarks/judged.py draw FILE.jsonl.gz SHEET.jsonl [--items 200] [--seed 1]
    python benchmarks/judged.py count benchmarks/judged.tsv

``draw`` leaves out the items of training/real and writes each item's text with its events for the reader, who fills a
table of item, event (its place among the item's events, from 1), type, verdict and what is wrong. ``count`` gives the
share of events that are right in type, actor and recipient, with its 95 % interval over items. The table holds no text.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
import random
from collections import Counter, defaultdict
from pathlib import Path

from dragoman.coder import load_coder
from dragoman.evaluate.measures import f1_interval, score
from dragoman.pipeline import annotate_all
from dragoman.readers import read
from dragoman.records import Actor

MARKED = Path(__file__).parents[1] / "training" / "real" / "current_events.jsonl"
COLUMNS = ("item", "event", "type", "verdict", "wrong")


def who(actors: tuple[Actor, ...]) -> list[str]:
    return [f"{one.entity_text} = {one.code or '---'} {one.sector or ''}".strip() for one in actors]


def draw(texts: Path, sheet: Path, items: int, seed: int) -> None:
    """Write a sheet of items with their events for a reader."""
    marked = {json.loads(line)["item"] for line in MARKED.read_text(encoding="utf-8").splitlines()}
    with gzip.open(texts, "rt", encoding="utf-8") as stream:
        lines = stream.readlines()
    free = [i for i in range(len(lines)) if str(i) not in marked]
    chosen = sorted(random.Random(seed).sample(free, items))
    coder = load_coder()
    print(f"{coder.name}, seed {seed}")
    with sheet.open("w", encoding="utf-8") as out:
        for i in chosen:
            document = next(read(_stream(lines[i]), name="item.jsonl"))
            events = next(annotate_all([document], coder)).events
            row = {
                "item": i,
                "date": str(document.published),
                "text": document.text,
                "events": [
                    {
                        "event": number,
                        "type": event.event,
                        "mode": event.mode,
                        "auxiliary": event.auxiliary,
                        "trigger": document.text[slice(*event.text_info.trigger)],
                        "actor": who(event.actor),
                        "recipient": who(event.recipient),
                        "confidence": event.confidence,
                    }
                    for number, event in enumerate(events, start=1)
                ],
            }
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


def _stream(line: str) -> io.BytesIO:
    return io.BytesIO(line.encode())


def count(table: Path) -> None:
    """Print the precision of a table of judgements."""
    with table.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t"))
    items: dict[str, list[bool]] = defaultdict(list)
    for row in rows:
        items[row["item"]].append(row["verdict"] == "right")
    verdicts = [verdict for one in items.values() for verdict in one]
    low, high = f1_interval([score(sum(one), len(one), len(one)) for one in items.values()])
    print(f"events judged {len(verdicts)} in {len(items)} items")
    print(
        f"right in type, actor and recipient {sum(verdicts) / max(1, len(verdicts)):.3f}  95 % {low:.3f} to {high:.3f}"
    )
    for wrong, number in Counter(row["wrong"] for row in rows if row["verdict"] != "right").most_common():
        print(f"{wrong:12} {number}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    drawing = commands.add_parser("draw")
    drawing.add_argument("texts", type=Path)
    drawing.add_argument("sheet", type=Path)
    drawing.add_argument("--items", type=int, default=200)
    drawing.add_argument("--seed", type=int, default=1)
    counting = commands.add_parser("count")
    counting.add_argument("table", type=Path)
    options = parser.parse_args()
    if options.command == "draw":
        draw(options.texts, options.sheet, options.items, options.seed)
    else:
        count(options.table)


if __name__ == "__main__":
    main()
