"""Events in and out, in the formats of the field."""

from dragoman.exchange.exporting import TARGETS, export_events
from dragoman.exchange.importing import FORMATS, import_events

__all__ = ["FORMATS", "TARGETS", "export_events", "import_events"]
