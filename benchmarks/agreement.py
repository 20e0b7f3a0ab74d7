"""How far two readers of the same passages agree: the second markings against the first.

    python benchmarks/agreement.py

training/agreement holds passages of the corpus that another hand marked again from the bare text. The figures are
those of `dragoman evaluate events`, with the second reader in the coder's place.
"""

from __future__ import annotations

from pathlib import Path

from dragoman.corpus import read_corpus
from dragoman.evaluate.events import marked_acts, report_events

TRAINING = Path(__file__).parents[1] / "training"


def main() -> None:
    first = {passage.text: passage for passage in read_corpus(sorted((TRAINING / "corpus").glob("h*.txt")))}
    second = [p for p in read_corpus(sorted((TRAINING / "agreement").glob("d*.txt"))) if p.text in first]
    report = report_events([first[p.text] for p in second], [marked_acts(p) for p in second])
    print(f"passages marked twice: {report.passages}")
    for name in ("trigger", "actor", "recipient", "auxiliary", "mode", "context"):
        print(f"{name:10} F1 {getattr(report, name).f1:.3f}")
    print(f"mode accuracy {report.mode_accuracy:.3f}")
    for hand in sorted({first[p.text].hand for p in second}):
        own = [p for p in second if first[p.text].hand == hand]
        figures = report_events([first[p.text] for p in own], [marked_acts(p) for p in own])
        print(f"{hand:10} trigger F1 {figures.trigger.f1:.3f}  passages {len(own)}")
    for name, score in sorted(report.types.items(), key=lambda item: item[1].f1):
        print(f"{name:10} F1 {score.f1:.3f}  marked {score.wanted} and {score.predicted}")


if __name__ == "__main__":
    main()
