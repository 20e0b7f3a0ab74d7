"""Events in and out, in the formats of the field."""

from dragoman.exchange.importing import FORMATS, import_events

__all__ = ["FORMATS", "import_events"]
