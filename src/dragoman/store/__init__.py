"""Reports and their events in a folder of Parquet files, queried with DuckDB."""

from dragoman.store.store import Added, Store, Summary, open_store

__all__ = ["Added", "Store", "Summary", "open_store"]
