"""The version, which stands in every event."""

__version__ = "0.1.0"
