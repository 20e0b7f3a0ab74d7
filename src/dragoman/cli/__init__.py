"""The command line: data to stdout, everything else to stderr.

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done in part (what was set aside is listed).
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

# Each command with the function behind it, loaded when it is called, and its line in the list of commands.
COMMANDS = {
    "demo": (
        "demo:demo",
        "The main job on the bundled reports: events, then the look at Japan and South Korea.",
    ),
    "read": ("coding:read", "Files as cleaned documents."),
    "code": ("coding:code", "The events of files: who did what to whom, when, about what."),
    "annotate": ("coding:annotate", "Everything found in one document."),
    "add": ("stores:add", "Code files and keep them in a store."),
    "import": ("exchange:import_", "Events of ICEWS, GDELT, POLECAT or in PLOVER JSON into a store."),
    "export": ("exchange:export", "Events of a store as PLOVER JSON, POLECAT's table, CSV or Parquet."),
    "events": ("stores:events", "Events of a store."),
    "pair": ("stores:pair", "The figures of two countries."),
    "series": ("relations:series", "Two countries over time: counts, tone, conflict, attention."),
    "shifts": ("relations:shifts", "The turning points of two countries: shocks and lasting shifts."),
    "calendar": (
        "relations:calendar",
        "What is coming for two countries, and the days that return each year.",
    ),
    "brief": ("stores:brief", "The look at two countries, every statement with its sentence."),
    "chart": ("serve:chart", "Two countries drawn into a file: SVG, PNG, PDF."),
    "serve": ("serve:serve", "The pages and the API of a store."),
    "actor": ("names:actor", "How a name is resolved, and why."),
    "explain": ("names:explain", "What a code means."),
    "config": ("names:config", "Every setting, its value and where that comes from."),
    "evaluate": ("models:evaluate", "Measure the coder."),
    "train": ("models:train", "Train a coder on a corpus."),
}


def main(tokens: Sequence[str] | None = None) -> int:
    """Run a command and give back its exit code."""
    from dragoman.errors import DragomanError, UsageError

    try:
        return _run(list(sys.argv[1:] if tokens is None else tokens))
    except DragomanError as error:
        print(f"dragoman: {error}", file=sys.stderr)
        return 2 if isinstance(error, UsageError) else 1
    except BrokenPipeError:
        # The reader of our output has gone, as `head` does: nothing is left to say.
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        print("dragoman: interrupted; nothing stored was harmed", file=sys.stderr)
        return 130


def _run(tokens: list[str]) -> int:
    import cyclopts

    from dragoman.version import __version__

    app = cyclopts.App(
        name="dragoman",
        help="Reads news and tells how two countries get along: who did what to whom, when, about what.",
        version=f"dragoman {__version__}",
        help_format="plaintext",
    )
    for place, (name, (target, line)) in enumerate(COMMANDS.items()):
        app.command(f"dragoman.cli.{target}", name=name, help=line, sort_key=place)
    try:
        result = app(tokens, exit_on_error=False, print_error=True, result_action="return_value")
    except cyclopts.CycloptsError:
        return 2
    return result if isinstance(result, int) else 0
