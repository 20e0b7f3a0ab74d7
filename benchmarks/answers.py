"""How often the test of who answers whom is wrong, and how often it finds what is there.

    python benchmarks/answers.py

Two sides that act on days drawn at random within one wave of so many days do not answer each other; two of which the
one follows four of ten acts of the other within four days do.
"""

from __future__ import annotations

import numpy as np

from dragoman.relations.reciprocity import respond

PAIRS = 100
SPAN = (0, 8000)


def main() -> None:
    rng = np.random.default_rng(1)
    for width, count in ((400, 60), (1000, 100), (3000, 100)):
        wave = np.arange(2000, 2000 + width)
        called = found = 0
        for _ in range(PAIRS):
            acts, others = (np.sort(rng.choice(wave, count, replace=False)) for _ in range(2))
            called += respond(acts, others, SPAN, by="a", to="b", kind="conflict").reciprocates
            acts = np.sort(rng.choice(wave, count // 2, replace=False))
            met = acts[rng.random(len(acts)) < 0.4]
            own = rng.choice(wave, count // 3, replace=False)
            answers = np.unique(np.concatenate((met + rng.integers(1, 5, len(met)), own)))
            found += respond(acts, answers, SPAN, by="a", to="b", kind="conflict").reciprocates
        print(f"{count} days in {width}: {called} of {PAIRS} false, {found} of {PAIRS} found")


if __name__ == "__main__":
    main()
